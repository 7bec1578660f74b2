import ArgumentParser
import CaseCore
import Edge
import Paper
import Postgres
import Terminal

struct InquiryAmend: Verb {
  static let configuration = CommandConfiguration(
    commandName: "amend",
    abstract: said(
      "取り込んだ電話や LINE の問い合わせを書き足す、種類などを直す", "Complete an inquiry that came in by itself, or correct its kind"),
    discussion: said(
      "空いている欄を埋めます。端末では空いている欄だけを尋ねます。すでに書かれた名前や内容は書き換えません。種類・関係・分を直すときは理由(reason)が要ります。--json - で \(InquiryAdd.keys.joined(separator: " ")) reason を渡します。",
      "Fills what is blank; at a terminal it asks for that alone. Names and words that somebody wrote stay. Changing a kind, relation or minutes that stand needs a reason. `--json -` takes \(InquiryAdd.keys.joined(separator: " ")) reason."
    ))

  @Argument(help: .said("コード(Q-…)", "code (Q-…)")) var inquiry: String
  @Option(help: .said("種類(consultation tour recruitment …)", "kind (consultation tour recruitment …)")) var kind:
    String?
  @Option(help: .said("どなたから(self mother father …)", "relation (self mother father …)")) var relation: String?
  @Option(parsing: .unconditional, help: .said("分", "minutes")) var minutes: String?
  @Option(help: .said("この操作の id", "id of this change")) var id: String?
  @Option(help: .said("「-」で標準入力の JSON を読む", "`-` reads a JSON object from standard input")) var json: String?
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    try desk.demandDash(json, option: "--json")
    let code = try InquiryCode(parsing: inquiry)
    let id = try desk.recordID(self.id)
    var new = InquiryCompletion()
    new.kind = try kind.map { try CodeList.inquiryKind.demand($0) }
    new.relation = try relation.map { try CodeList.relation.demand($0) }
    new.minutes = try minutes.map { try Minutes(parsing: $0) }
    if json != nil {
      let input = try desk.readJSON(keys: InquiryAdd.keys + ["reason"])
      try new.told.fill { try input.text($0) }
      new.reason = try input.text("reason").map { try Note($0) }
    }
    let store = try desk.store()
    if json == nil, desk.isAttended { try ask(&new, of: code, in: store, at: desk) }
    guard !new.isEmpty else {
      throw Trouble(ja: "書き足すものがありません。", en: "There is nothing to change.", status: .usage)
    }
    store.connection.deadline = .after(.seconds(10))
    try desk.report(try Inquiry.amend(code, with: new, id: id, in: store), id: id, in: store, as: output.format)
  }

  /// Shows what stands, and asks for what does not.
  private func ask(_ new: inout InquiryCompletion, of code: InquiryCode, in store: CaseStore, at desk: Desk) throws {
    let (stands, note, advice, _) = try Inquiry.show(code, in: store)
    let tty = try desk.tty()
    let relation = CodeList.relation[stands.relation]
    let whom = [stands.code, stands.receivedAt.japanese, stands.callerPhone, relation?.ja, stands.callerName]
    try tty.say(whom.compactMap(\.self).joined(separator: " "))
    if new.kind == nil, stands.kind == "unknown" {
      new.kind = try chosen(from: .inquiryKind, Words(ja: "種類:", en: "Kind:"), at: desk)
    }
    if new.relation == nil, stands.relation == "unknown" {
      new.relation = try chosen(from: .relation, Words(ja: "どなたから:", en: "Relation:"), at: desk)
    }
    let blank: [String: Bool] = [
      "caller_name": stands.callerName == nil, "caller_kana": stands.callerKana == nil,
      "caller_phone": stands.callerPhone == nil, "about_name": stands.aboutName == nil,
      "about_kana": stands.aboutKana == nil, "about_age": stands.aboutAge == nil, "note": note == nil && advice == nil,
      "advice": note == nil && advice == nil, "cautions": stands.cautions == nil,
    ]
    try new.told.fill { key in blank[key] == true ? try InquiryAdd.ask(key, on: tty, in: desk.lang) : nil }
    let isCorrection =
      new.kind.map { $0 != stands.kind && stands.kind != "unknown" } ?? false
      || new.relation.map { $0 != stands.relation && stands.relation != "unknown" } ?? false
      || new.minutes.map { $0.count != stands.minutes && stands.minutes != nil } ?? false
    if isCorrection { new.reason = try desk.askNote(Words(ja: "直す理由: ", en: "Why: ")) }
  }

  private func chosen(from list: CodeList, _ question: Words, at desk: Desk) throws -> String? {
    let choices = list.codes.map { Choice(code: $0.code, label: desk.lang == .ja ? $0.ja : $0.en) }
    guard let code = try desk.tty().choose(question(desk.lang), choices) else { throw TerminalError.cancelled }
    return code == "unknown" ? nil : code
  }
}
