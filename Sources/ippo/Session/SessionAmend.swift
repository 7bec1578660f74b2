import ArgumentParser
import CaseCore
import Edge
import Paper
import Terminal

struct SessionAmend: Verb {
  static let configuration = CommandConfiguration(
    commandName: "amend",
    abstract: said("面談の記録を訂正する(前の版は残ります)", "Amend a session; former versions stay"),
    discussion: said(
      "--json - で reason(必須)と note を渡します。変えないものは書きません。",
      "`--json -` takes the reason (needed) and the note; what does not change is left out."))

  @Argument(help: .said("面談の id", "the session's id")) var session: String
  @Option(help: .said("方法", "method")) var method: String?
  @OptionGroup var facts: SessionFacts
  @Option(help: .said("見ていた版(先に変わっていたら止まる)", "the version you saw; stops if it changed since")) var base: Int?
  @Option(help: .said("この訂正の id", "id of this amendment")) var id: String?
  @Option(help: .said("「-」で標準入力の JSON を読む", "`-` reads a JSON object from standard input")) var json: String?
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    try desk.demandDash(json, option: "--json")
    let target = try desk.recordID(of: session, what: "session")
    var change = SessionAmendment(reason: "")
    change.kind = try facts.kindCode()
    change.method = try method.map { try CodeList.sessionMethod.demand($0) }
    change.minutes = try facts.minutesValue()
    change.at = try facts.moment(now: desk.now)
    change.with = try facts.withCodes()
    change.contact = try facts.contactCode()
    change.accompanied = facts.accompany
    change.staff = try facts.logins()
    let id = try desk.recordID(self.id)
    try SessionSheet(desk: desk).confirm(target)
    if json != nil {
      let input = try desk.readJSON(keys: ["reason", "note"])
      change.reason = try input.text("reason") ?? ""
      change.note = try input.text("note").map { try Note($0) }
    } else if desk.isAttended {
      change.reason = try Prose(desk.tty().ask(Words(ja: "訂正の理由: ", en: "Reason: ")(desk.lang)) ?? "").text
    } else {
      throw desk.missing("--json -", ja: "訂正の理由", en: "The reason")
    }
    let (state, version) = try Session.amend(target, change, base: base, id: id, in: desk.store())
    var record = desk.answer(id: target, state: state)
    record.add("version", ja: "版", en: "Version", .integer(orNull: version))
    try desk.show(record, as: output.format)
  }
}

struct SessionMove: Verb {
  static let configuration = CommandConfiguration(
    commandName: "move",
    abstract: said("別の方の記録に書いてしまった面談を移す", "Move a session to the client it belongs to"))

  @Argument(help: .said("面談の id", "the session's id")) var session: String
  @Option(help: .said("正しい方のコード、名前、ふりがな", "the right client's code, name or kana")) var to: String
  @Option(help: .said("この操作の id", "id of this change")) var id: String?
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    let target = try desk.recordID(of: session, what: "session")
    let id = try desk.recordID(self.id)
    try SessionSheet(desk: desk).confirm(target)
    let receipt = try Session.move(target, to: desk.confirmedClient(to), id: id, in: desk.store())
    var record = desk.answer(id: target, state: receipt.state)
    record.add("client", ja: "コード", en: "Code", .text(orNull: receipt.clientCode))
    record.add("client_name", ja: "名前", en: "Name", .text(orNull: receipt.clientName))
    try desk.show(record, as: output.format)
  }
}
