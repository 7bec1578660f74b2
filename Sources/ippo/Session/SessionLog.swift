import ArgumentParser
import CaseCore
import Edge
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

  @Argument(help: .said("コード、名前、ふりがな、today の番号", "code, name, kana, or a number from today")) var client: String
  @Option(help: .said("方法(office home_visit phone line …)", "method (office home_visit phone line …)")) var method:
    String
  @OptionGroup var facts: SessionFacts
  @Option(help: .said("この記録の id(再送しても二重にならない)", "id of this record: a retry is never doubled")) var id: String?
  @Option(help: .said("「-」で本文を標準入力から読む", "`-` reads the note from standard input")) var note: String?
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    try desk.demandDash(note, option: "--note")
    var entry = SessionEntry(method: try CodeList.sessionMethod.demand(method), writtenAt: desk.now)
    entry.kind = try facts.kindCode() ?? entry.kind
    entry.minutes = try facts.minutesValue()
    entry.at = try facts.moment(now: desk.now)
    entry.with = try facts.withCodes() ?? []
    entry.contact = try facts.contactCode()
    entry.accompanied = facts.accompany ?? false
    entry.staff = try facts.logins() ?? []
    if let at = entry.at, at > desk.now.adding(seconds: 300) { throw CaseError.refused(rule: "session.future") }
    var reference = try desk.reference(client)
    let id = try desk.recordID(self.id)
    if note != nil { entry.note = try desk.readNote() }

    let store = try open(at: desk)
    if desk.isAttended { try ask(for: &entry, of: &reference, in: store, at: desk) }
    guard entry.note != nil || desk.isAttended else { throw desk.missing("--note -", ja: "本文", en: "The note") }
    let receipt = try log(QueuedSession(id: id, reference: reference, entry: entry), in: store, at: desk)
    var record = Record()
    record.add("id", ja: "id", en: "id", desk.cell(id))
    record.add("client", ja: "コード", en: "Code", .text(orNull: receipt.clientCode))
    record.add("client_name", ja: "名前", en: "Name", .text(orNull: receipt.clientName))
    record.add("held_at", ja: "日時", en: "When", desk.cell(receipt.heldAt))
    record.add("state", ja: "結果", en: "Result", .code(receipt.state, label: desk.label(ofState: receipt.state)))
    try desk.show(record, as: output.format)
    if let store, receipt.state != "queued" { desk.deliver(to: store) }
  }

  /// Connecting and the answer together; what is left of three seconds is for starting, and for keeping the note here. On a
  /// busy machine with a slow disk that took up to half a second (docs/torture.md).
  private static let patience = Duration.milliseconds(2500)

  /// The office's database, or nil where nobody answers in time: then the note is kept on this machine.
  private func open(at desk: Desk) throws -> CaseStore? {
    do {
      return try desk.store(within: SessionLog.patience, delivering: false)
    } catch CaseError.unreachable {
      return nil
    }
  }

  private func ask(
    for entry: inout SessionEntry, of reference: inout ClientReference, in store: CaseStore?, at desk: Desk
  ) throws {
    if let store {
      reference = try desk.chosen(reference, in: store)
      // choosing took its time; the deadline is for the answer, not for the person
      store.connection.deadline = .after(SessionLog.patience)
      _ = try desk.confirm(reference, in: store)
    } else {
      try desk.tty().say(
        Words(
          ja: "サーバーに届きません。記録はこの端末に預かり、届くようになったら送ります。",
          en: "The server cannot be reached: the note will be kept on this machine and sent later.")(desk.lang))
    }
    while entry.minutes == nil,
      let typed = try desk.askText(Words(ja: "時間(分。Enter で飛ばす): ", en: "Minutes (Enter skips): "))
    {
      do throws(InvalidValue) {
        entry.minutes = try Minutes(parsing: typed)
      } catch {
        // whoever is there is asked again
        desk.say(Wording.trouble(of: error).words)
      }
    }
    if entry.note == nil {
      entry.note = try desk.askNote(Words(ja: "記録:", en: "Note:"))
    }
  }

  /// Sends it; where nobody answers, the server is in trouble, or program and database do not fit, it is kept here instead.
  private func log(_ session: QueuedSession, in store: CaseStore?, at desk: Desk) throws -> Session.Receipt {
    do {
      guard let store else { throw CaseError.unreachable(outcomeUnknown: false) }
      // writing took its time; the deadline is for the answer, not for the person
      if desk.isAttended { store.connection.deadline = .after(SessionLog.patience) }
      do {
        return try Session.log(session.entry, of: session.reference, id: session.id, in: store)
      } catch CaseError.refused(rule: "client.ambiguous") {
        throw desk.several(try Client.fitting(session.reference, in: store))
      }
    } catch CaseError.unreachable(let outcomeUnknown) {
      do {
        try desk.outbox().put(session)
      } catch {
        // not kept here, but the office may have it
        if outcomeUnknown { desk.say(Wording.trouble(of: CaseError.unreachable(outcomeUnknown: true)).words) }
        throw error
      }
      desk.say(
        outcomeUnknown
          ? Words(
            ja: "返事がありません。届いたかどうか分からないので、この端末にも預かりました。次に届くときに確かめ、二重にはしません。",
            en: "No answer came; it may have arrived. It is kept on this machine too, and never doubled.")
          : Words(
            ja: "サーバーに届きません。この端末に預かりました。次に届くときに送ります。",
            en: "The server cannot be reached. The note is kept on this machine and sent next time."))
    } catch CaseError.schema(let newer) {
      try desk.outbox().put(session)
      desk.say(Wording.trouble(of: CaseError.schema(newer: newer)).words)
      desk.say(Words(ja: "記録はこの端末に預かりました。", en: "The note is kept on this machine."))
    } catch CaseError.broken(let error) {
      // a full disk, a standby, a bug: nothing was said about the note, and whoever wrote it must not write it again
      try desk.outbox().put(session)
      desk.say(Wording.trouble(of: CaseError.broken(error)).words)
      desk.say(
        Words(
          ja: "保存されていません。記録はこの端末に預かりました。次に届くときに送ります。管理者に知らせてください。",
          en: "It is not saved. The note is kept on this machine and sent next time. Please tell the administrator."))
    }
    let code = (try? ClientCode(parsing: session.reference.text))?.canonical
    return Session.Receipt(state: "queued", clientCode: code, clientName: nil, heldAt: session.entry.at)
  }
}
