import ArgumentParser
import CaseCore
import Edge
import Paper
import Postgres
import Terminal

struct TelCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "tel",
    abstract: said("電話を受けながら書き留める", "Write a telephone call down while it lasts"),
    discussion: said(
      """
      端末では時計が動き始め、どの欄からでも書けます。番号を入れると、見られる範囲で心当たりを示します。
      Ctrl-C で離れても、書いた分はこの端末に封をして残り、次の ippo tel で続けられます。
      スクリプトでは --json - で inquiry add と同じ項目を渡します。
      """,
      """
      At a terminal the clock starts, and any field can be taken first. A number shows whom one may know by it.
      Ctrl-C leaves what was written sealed on this machine; the next `ippo tel` offers it.
      In scripts `--json -` takes the keys of `inquiry add`.
      """))

  @Option(help: .said("種類(既定は consultation)", "kind (default: consultation)")) var kind: String?
  @Option(help: .said("どなたから(既定は unknown)", "relation (default: unknown)")) var relation: String?
  @Option(help: .said("受けた日時(既定は今)", "when it came (default: now)")) var received: String?
  @Option(parsing: .unconditional, help: .said("分(端末では時計から)", "minutes (at a terminal: by the clock)")) var minutes:
    String?
  @Option(help: .said("所のコード(複数の所に属するとき)", "office code, if you work in several")) var office: String?
  @Option(help: .said("この受付の id(再送しても二重にならない)", "id of this record: a retry is never doubled")) var id: String?
  @Option(help: .said("「-」で標準入力の JSON を読む", "`-` reads a JSON object from standard input")) var json: String?
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    try desk.demandDash(json, option: "--json")
    let kind = try self.kind.map { try CodeList.inquiryKind.demand($0) }
    let relation = try self.relation.map { try CodeList.relation.demand($0) }
    let received = try self.received.map { try Instant(parsing: $0, now: desk.now) }
    let minutes = try self.minutes.map { try Minutes(parsing: $0) }
    if json != nil {
      var new = NewInquiry(channel: "phone", kind: kind ?? "consultation", relation: relation ?? "unknown")
      new.receivedAt = received
      new.minutes = minutes
      new.office = office
      let id = try desk.recordID(self.id)
      let input = try desk.readJSON(keys: InquiryAdd.keys)
      try new.fill { try input.text($0) }
      let store = try desk.store()
      return try desk.report(try Inquiry.add(new, id: id, in: store), id: id, in: store, as: output.format)
    }
    guard desk.isAttended else { throw desk.missing("--json -", ja: "電話の内容", en: "The call") }
    guard self.received == nil, self.id == nil else {
      throw Trouble(
        ja: "--received と --id はスクリプト(--json -)で使います。端末では時計が決めます。",
        en: "--received and --id are for scripts (--json -); at a terminal the clock decides.", status: .usage)
    }
    var given: [TelephoneField: String] = [:]
    given[.kind] = kind
    given[.relation] = relation
    given[.minutes] = minutes.map { "\($0.count)" }
    var call = try TelephoneCall(at: desk, office: office, given: given)
    let (answer, store) = try call.take()
    try desk.report(answer, id: call.id, in: store, as: output.format)
  }
}

extension NewInquiry {
  /// Takes what was written of people and of what was said, by the keys of `inquiry add`.
  mutating func fill(from answer: (_ key: String) throws -> String?) throws {
    callerName = try answer("caller_name")
    callerKana = try answer("caller_kana")
    callerPhone = try answer("caller_phone").map { try PhoneNumber(parsing: $0) }
    aboutName = try answer("about_name")
    aboutKana = try answer("about_kana")
    aboutAge = try answer("about_age")
    note = try answer("note").map { try Note($0) }
    advice = try answer("advice").map { try Note($0) }
    cautions = try answer("cautions").map { try Note($0) }
  }
}

extension Desk {
  /// Prints an inquiry that was written down, and says whom it could be about.
  func report(_ answer: InquiryAnswer, id: RecordID, in store: CaseStore, as format: Format) throws {
    guard let code = try answer.code.map({ try InquiryCode(parsing: $0) }) else {
      return try show(self.answer(id: id, state: answer.state), as: format)
    }
    let inquiry = try Inquiry.named(code, in: store)
    var record = InquirySheet(desk: self).record(inquiry)
    record.add("state", ja: "結果", en: "Result", .code(answer.state, label: label(ofState: answer.state)))
    try show(record, as: format)
    // whom it is linked to already stands there
    for client in try Inquiry.matching(code, in: store) where client.code != inquiry.clientCode {
      let line = ClientSheet(desk: self).oneLine(client)
      say(Words(ja: "お心当たり: \(line.ja)", en: "Perhaps known: \(line.en)"))
    }
  }

  /// The drafts of the login and database that libpq's variables name.
  func drafts() throws -> Drafts {
    let (login, database) = try Connection.identity()
    return try Drafts(login: login, database: database, state: stateFolder, config: configFolder)
  }
}
