import ArgumentParser
import CaseCore
import Edge
import Paper
import Terminal

struct InquiryAdd: Verb {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: said("問い合わせを受け付ける", "Write an inquiry down"),
    discussion: said(
      "端末では順に尋ねます(Enter で飛ばせます)。スクリプトでは --json - で caller_name caller_kana caller_phone about_name about_kana about_age note advice cautions を渡します。",
      "At a terminal it asks (Enter skips); `--json -` takes caller_name caller_kana caller_phone about_name about_kana about_age note advice cautions."
    ))

  static let keys = [
    "caller_name", "caller_kana", "caller_phone", "about_name", "about_kana", "about_age", "note", "advice",
    "cautions",
  ]

  @Option(help: .said("経路(phone line email web letter walk_in outreach other)", "channel")) var channel: String
  @Option(help: .said("種類(consultation tour recruitment …)", "kind (consultation tour recruitment …)")) var kind: String
  @Option(help: .said("どなたから(self mother father …)", "relation (self mother father …)")) var relation: String
  @Option(help: .said("受付日時(既定は今)", "when it came (default: now)")) var received: String?
  @Option(parsing: .unconditional, help: .said("分", "minutes")) var minutes: String?
  @Option(help: .said("事業のコード", "program code")) var program: String?
  @Option(help: .said("所のコード(複数の所に属するとき)", "office code, if you work in several")) var office: String?
  @Option(help: .said("この受付の id(再送しても二重にならない)", "id of this record: a retry is never doubled")) var id: String?
  @Option(help: .said("「-」で標準入力の JSON を読む", "`-` reads a JSON object from standard input")) var json: String?
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    try desk.demandDash(json, option: "--json")
    var new = NewInquiry(
      channel: try CodeList.channel.demand(channel), kind: try CodeList.inquiryKind.demand(kind),
      relation: try CodeList.relation.demand(relation))
    new.receivedAt = try received.map { try Instant(parsing: $0, now: desk.now) }
    new.minutes = try minutes.map { try Minutes(parsing: $0) }
    new.office = office
    new.program = program.map(Program.code(typed:))
    let id = try desk.recordID(self.id)
    if json != nil {
      let input = try desk.readJSON(keys: InquiryAdd.keys)
      try new.fill { try input.text($0) }
    } else if desk.isAttended {
      let tty = try desk.tty()
      try new.fill { try InquiryAdd.ask($0, on: tty, in: desk.lang) }
    } else {
      throw desk.missing("--json -", ja: "問い合わせの内容", en: "The inquiry")
    }
    let store = try desk.store()
    try desk.report(try Inquiry.add(new, id: id, in: store), id: id, in: store, as: output.format)
  }

  /// Asks for one key; nil where Enter skips it, and for what is not asked for.
  static func ask(_ key: String, on tty: Tty, in lang: Language) throws -> String? {
    guard let prompt = questions[key]?(lang) else { return nil }
    let typed = try key == "note" || key == "advice" ? tty.askProse(prompt) : tty.ask(prompt)
    return try typed.map { try Prose($0).text }.flatMap { $0.isEmpty ? nil : $0 }
  }

  private static let questions: [String: Words] = [
    "caller_name": Words(ja: "相談した方の名前: ", en: "Caller's name: "),
    "caller_kana": Words(ja: "ふりがな: ", en: "Caller's kana: "),
    "caller_phone": Words(ja: "電話番号: ", en: "Caller's telephone: "),
    "about_name": Words(ja: "ご本人の名前(別の方なら): ", en: "About whom (if somebody else): "),
    "about_kana": Words(ja: "ご本人のふりがな: ", en: "Their kana: "),
    "about_age": Words(ja: "ご本人の年齢(聞いたとおりに): ", en: "Their age, as told: "),
    "note": Words(ja: "内容:", en: "What was said:"),
    "advice": Words(ja: "伝えた助言:", en: "What was advised:"),
  ]
}
