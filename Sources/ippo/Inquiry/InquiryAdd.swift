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
      "端末では順に尋ねます(Enter で飛ばせます)。スクリプトでは --json - で caller_name caller_kana caller_phone about_name about_kana about_age note advice を渡します。",
      "At a terminal it asks (Enter skips); `--json -` takes caller_name caller_kana caller_phone about_name about_kana about_age note advice."
    ))

  static let keys = [
    "caller_name", "caller_kana", "caller_phone", "about_name", "about_kana", "about_age", "note", "advice",
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
      try fill(&new) { key, _, _ in try input.text(key) }
    } else if desk.isAttended {
      let tty = try desk.tty()
      try fill(&new) { key, ja, en in
        let prompt = Words(ja: ja, en: en)(desk.lang)
        let typed = try key == "note" || key == "advice" ? tty.askProse(prompt) : tty.ask(prompt)
        return try typed.map { try Prose($0).text }.flatMap { $0.isEmpty ? nil : $0 }
      }
    } else {
      throw desk.missing("--json -", ja: "問い合わせの内容", en: "The inquiry")
    }
    let store = try desk.store()
    let answer = try Inquiry.add(new, id: id, in: store)
    guard let code = try answer.code.map({ try InquiryCode(parsing: $0) }) else {
      return try desk.show(desk.answer(id: id, state: answer.state), as: output.format)
    }
    var record = InquirySheet(desk: desk).record(try Inquiry.named(code, in: store))
    record.add("state", ja: "結果", en: "Result", .code(answer.state, label: desk.label(ofState: answer.state)))
    try desk.show(record, as: output.format)
    for client in try Inquiry.matching(code, in: store) {
      desk.say(
        Words(
          ja: "お心当たり: \(ClientSheet(desk: desk).oneLine(client).ja)",
          en: "Perhaps known: \(ClientSheet(desk: desk).oneLine(client).en)"))
    }
  }

  private func fill(_ new: inout NewInquiry, from answer: (_ key: String, String, String) throws -> String?) throws {
    new.callerName = try answer("caller_name", "相談した方の名前: ", "Caller's name: ")
    new.callerKana = try answer("caller_kana", "ふりがな: ", "Caller's kana: ")
    new.callerPhone = try answer("caller_phone", "電話番号: ", "Caller's telephone: ").map { try PhoneNumber(parsing: $0) }
    new.aboutName = try answer("about_name", "ご本人の名前(別の方なら): ", "About whom (if somebody else): ")
    new.aboutKana = try answer("about_kana", "ご本人のふりがな: ", "Their kana: ")
    new.aboutAge = try answer("about_age", "ご本人の年齢(聞いたとおりに): ", "Their age, as told: ")
    new.note = try answer("note", "内容:", "What was said:").map { try Note($0) }
    new.advice = try answer("advice", "伝えた助言:", "What was advised:").map {
      try Note($0)
    }
  }
}
