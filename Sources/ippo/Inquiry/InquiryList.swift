import ArgumentParser
import CaseCore
import Edge
import Paper
import Terminal

struct InquiryList: Verb {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: said("問い合わせの一覧(内容は出ません)", "Inquiries, without what was said"))

  @Flag(help: .said("まだ終わっていないものだけ", "only those still open")) var open = false
  @Option(help: .said("この月だけ(2026-10)", "of one month (2026-10)")) var month: String?
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    let month = try month.map { try ReportMonth(parsing: $0) }
    try desk.show(
      InquirySheet(desk: desk).table(Inquiry.list(open: open, in: month, from: desk.store())), as: output.format)
  }
}

struct InquiryShow: Verb {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: said("問い合わせの内容を開く(開いたことは記録されます)", "Open an inquiry; that is put on record"))

  @Argument(help: .said("コード(Q-…)", "code (Q-…)")) var inquiry: String
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    let (inquiry, note, advice, matching) = try Inquiry.show(InquiryCode(parsing: self.inquiry), in: desk.store())
    var record = InquirySheet(desk: desk).record(inquiry)
    record.add("note", ja: "内容", en: "What was said", .text(orNull: note), isShown: note != nil)
    record.add("advice", ja: "助言", en: "Advice", .text(orNull: advice), isShown: advice != nil)
    record.add(
      "matching", ja: "お心当たり", en: "Perhaps known", .list(matching.map { .text($0.code) }), isShown: !matching.isEmpty)
    try desk.showSensitive(record, title: inquiry.code, as: output.format)
  }
}

extension Desk {
  /// Shows what people said: at a terminal on the alternate screen, gone when closed or left alone for five minutes.
  func showSensitive(_ record: Record, title: String, as format: Format) throws {
    guard format == .table, console.isTerminal(.output) else { return try show(record, as: format) }
    let text = String(decoding: render(record, as: .table, lang: lang, width: console.width()), as: UTF8.self)
    _ = try AlternateScreen.show(text, title: title, on: tty(), idle: .seconds(300))
  }
}
