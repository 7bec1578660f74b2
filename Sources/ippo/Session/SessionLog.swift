import ArgumentParser
import CaseCore
import Paper
import Postgres
import Terminal

struct SessionLog: Verb {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: said("面談を記録する", "Log a session"),
    discussion: said(
      "端末では、保存の前に名前・年齢・最終相談を示して確かめます。スクリプトでは --note - で本文を標準入力から読みます。",
      "At a terminal the client's name, age and last contact are confirmed first; in scripts `--note -` reads the note."
    ))

  @Argument(help: .said("コード、名前、ふりがな", "code, name or kana")) var client: String
  @Option(help: .said("方法(office home_visit phone line …)", "method (office home_visit phone line …)")) var method:
    String
  @OptionGroup var facts: SessionFacts
  @Option(help: .said("この記録の id(再送しても二重にならない)", "id of this record: a retry is never doubled")) var id: String?
  @Option(help: .said("「-」で本文を標準入力から読む", "`-` reads the note from standard input")) var note: String?
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    try desk.demandDash(note, option: "--note")
    var entry = SessionEntry(method: try CodeList.sessionMethod.demand(method))
    entry.kind = try facts.kindCode() ?? entry.kind
    entry.minutes = try facts.minutesValue()
    entry.at = try facts.moment(now: desk.now)
    entry.with = try facts.withCodes() ?? []
    entry.contact = try facts.contactCode()
    entry.accompanied = facts.accompany ?? false
    entry.staff = try facts.logins() ?? []
    if let at = entry.at, at > desk.now.adding(seconds: 300) { throw CaseError.refused(rule: "session.future") }
    let reference = ClientReference(client)
    let id = try desk.recordID(self.id)
    if note != nil { entry.note = try desk.readNote() }

    let store = try desk.store(within: .seconds(3))
    if desk.isAttended {
      let known = try Client.named(reference, in: store)
      let tty = try desk.tty()
      if let cautions = known.cautions {
        try tty.say(Words(ja: "【注意】\(cautions)", en: "CAUTION: \(cautions)")(desk.lang))
      }
      try tty.say(ClientSheet(desk: desk).oneLine(known)(desk.lang))
      guard try tty.confirm(Words(ja: "この方の記録ですか", en: "Is this the right person")(desk.lang), default: true) else {
        throw TerminalError.cancelled
      }
      if note == nil {
        let typed = try tty.askProse(
          Words(ja: "記録(終わりは「.」だけの行): ", en: "Note (end with a line holding only a dot): ")(desk.lang))
        entry.note = try typed.map { try Note($0) }
      }
      // writing took its time; the deadline is for the answer, not for the person
      store.connection.deadline = .after(.seconds(3))
    } else if note == nil {
      throw desk.missing("--note -", ja: "本文", en: "The note")
    }
    let receipt = try Session.log(entry, of: reference, id: id, in: store)
    var record = Record()
    record.add("id", ja: "id", en: "id", desk.cell(id))
    record.add("client", ja: "コード", en: "Code", .text(orNull: receipt.clientCode))
    record.add("client_name", ja: "名前", en: "Name", .text(orNull: receipt.clientName))
    record.add("held_at", ja: "日時", en: "When", desk.cell(receipt.heldAt))
    record.add("state", ja: "結果", en: "Result", .code(receipt.state, label: desk.label(ofState: receipt.state)))
    try desk.show(record, as: output.format)
  }
}
