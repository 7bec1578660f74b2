import ArgumentParser
import CaseCore
import Edge
import Paper
import Terminal

struct InquiryList: Verb {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: said("問い合わせの一覧(内容は出ません)", "Inquiries, without what was said"))

  @Flag(help: .said("まだ終わっていないものだけ", "only those still open")) var open = false
  @Flag(help: .said("--open に、営業・無言・間違い電話・採用も", "with --open: sales, silent and wrong calls and recruitment too"))
  var all = false
  @Flag(help: .said("折り返しを待っている方", "those who wait for a call back")) var callbacks = false
  @Option(help: .said("この方につながったものだけ", "linked to this client")) var client: String?
  @Option(help: .said("この月だけ(2026-10)", "of one month (2026-10)")) var month: String?
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    let month = try month.map { try ReportMonth(parsing: $0) }
    let reference = try client.map { try desk.client($0) }
    let store = try desk.store()
    if callbacks {
      guard !open, !all, client == nil, month == nil else {
        throw Trouble(ja: "--callbacks は単独で使います。", en: "--callbacks goes alone.", status: .usage)
      }
      return try desk.show(CallBackSheet(desk: desk).table(CallBack.list(in: store)), as: output.format)
    }
    guard open || !all else {
      throw Trouble(ja: "--all は --open と一緒に使います。", en: "--all goes with --open.", status: .usage)
    }
    let code = try reference.map { try Client.named($0, in: store).code }
    // what is open comes in the order in which to take it up
    let inquiries =
      open
      ? try Inquiry.triage(all: all, from: store).filter { month?.instants.contains($0.receivedAt) ?? true }
      : try Inquiry.list(open: false, in: month, from: store)
    try desk.show(
      InquirySheet(desk: desk).table(inquiries.filter { code == nil || $0.clientCode == code }), as: output.format)
  }
}

struct InquiryShow: Verb {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: said("問い合わせの内容を開く(開いたことは記録されます)", "Open an inquiry; that is put on record"))

  @Argument(help: .said("コード(Q-…)", "code (Q-…)")) var inquiry: String
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    let code = try InquiryCode(parsing: self.inquiry)
    let store = try desk.store()
    let (inquiry, note, advice, matching) = try Inquiry.show(code, in: store)
    let thread = inquiry.channel == "line" ? try Inquiry.thread(code, in: store) : []
    var record = InquirySheet(desk: desk).record(inquiry)
    record.add("note", ja: "内容", en: "What was said", .text(orNull: note), isShown: note != nil)
    record.add("advice", ja: "助言", en: "Advice", .text(orNull: advice), isShown: advice != nil)
    record.add(
      "matching", ja: "お心当たり", en: "Perhaps known", .list(matching.map { .text($0.code) }), isShown: !matching.isEmpty)
    let amendments = try Inquiry.amendments(of: code, in: store)
    record.add(
      "amendments", ja: "直す前", en: "Before it was amended", InquirySheet(desk: desk).cell(amendments),
      isShown: !amendments.isEmpty)
    let sheet = ThreadSheet(desk: desk)
    if inquiry.channel == "line" {
      record.add("to", ja: "相手", en: "With", .text(sheet.line(try Inquiry.addressee(code, in: store))(desk.lang)))
      record.add("thread", ja: "やりとり", en: "Conversation", sheet.cell(thread), isShown: false)
    }
    try desk.showSensitive(record, followedBy: sheet.text(thread), title: inquiry.code, as: output.format)
  }
}

extension Desk {
  /// Shows what people said: at a terminal on the alternate screen, gone when closed or left alone for five minutes.
  func showSensitive(_ record: Record, followedBy rest: String = "", title: String, as format: Format) throws {
    guard format == .table, console.isTerminal(.output) else {
      try show(record, as: format)
      if format == .table, !rest.isEmpty { try write(Array(printable(rest, keeping: .lines).utf8)) }
      return
    }
    let text =
      String(decoding: render(record, as: .table, lang: lang, width: console.screenWidth), as: UTF8.self) + rest
    _ = try AlternateScreen.show(text, title: title, on: tty(), idle: .seconds(300))
  }
}
