import CaseCore
import Postgres
import TestSupport
import Testing

@Suite("Sessions")
struct SessionTests {
  private func yamada(_ office: TestOffice, as person: String = "sato") throws -> ClientReference {
    var new = NewClient()
    new.name = "山田 太郎"
    new.kana = "ヤマダ タロウ"
    guard
      case .saved(let code, _) = try Client.add(new, id: TestOffice.id(), evenIfSimilar: true, in: office.store(person))
    else { throw CaseError.conflict(what: "test") }
    return ClientReference(code)
  }

  private func entry(_ note: String) throws -> SessionEntry {
    var entry = try SessionEntry(method: "home_visit", writtenAt: Instant(unixSeconds: 1_760_000_000))
    entry.minutes = try Minutes(50)
    entry.with = ["mother", "person"]
    entry.contact = "through_door"
    entry.note = try Note(note)
    return entry
  }

  @Test("the same id with the same note is a duplicate, also after the caseload moved; with another note a conflict")
  func receipts() throws {
    try TestOffice.run { office in
      let client = try yamada(office)
      let sato = try office.store("sato")
      let id = TestOffice.id()
      #expect(try Session.log(entry("玄関先で"), of: client, id: id, in: sato).state == "saved")
      #expect(try Session.log(entry("玄関先で"), of: client, id: id, in: sato).state == "duplicate")
      #expect(throws: CaseError.self) { try Session.log(entry("ちがう"), of: client, id: id, in: sato) }
      _ = try Client.assign(
        client, to: office.login("tanaka"), sub: false, id: TestOffice.id(), in: office.store("suzuki"))
      let again = try Session.log(entry("玄関先で"), of: client, id: id, in: sato)
      #expect(again.state == "duplicate")
      #expect(again.clientName == nil, "the name of somebody who is no longer one's client is not told")
      let stored: Int = try office.omniscient().one("select count(*) from app.session")
      #expect(stored == 1)
    }
  }

  @Test("somebody else's id is a conflict, and says nothing of what it is")
  func foreignID() throws {
    try TestOffice.run { office in
      let id = TestOffice.id()
      _ = try Session.log(entry("a"), of: yamada(office), id: id, in: office.store("sato"))
      let other = try yamada(office, as: "tanaka")
      do {
        _ = try Session.log(entry("a"), of: other, id: id, in: office.store("tanaka"))
        Issue.record("it was accepted")
      } catch CaseError.conflict(let what) {
        #expect(what == "receipt.other_content")
      }
    }
  }

  @Test("a supervisor reads the note and leaves a ticket; a colleague finds nothing, by any name")
  func tickets() throws {
    try TestOffice.run { office in
      let client = try yamada(office)
      let id = TestOffice.id()
      _ = try Session.log(entry("秘密"), of: client, id: id, in: office.store("sato"))
      let read = try Session.show(id, in: office.store("suzuki"))
      #expect(read.notes.map(\.body) == ["秘密"])
      let tickets = try office.omniscient().all(
        "select s.login, a.reason_code from app.access a join app.staff s on s.id = a.staff_id"
      ) { (try $0.decode("login", as: String.self), try $0.decode("reason_code", as: String.self)) }
      #expect(tickets.map(\.0) == [office.login("suzuki")])
      #expect(tickets.map(\.1) == ["supervision"])
      for person in ["tanaka", "kato"] {
        let store = try office.store(person)
        #expect(throws: CaseError.self) { try Session.show(id, in: store) }
        #expect(throws: CaseError.self) { try Client.show(client, in: store) }
        #expect(throws: CaseError.self) { try Client.named(ClientReference("ヤマダタロウ"), in: store) }
        #expect(try Session.list(of: nil, in: nil, from: store).isEmpty)
        #expect(try Client.find("山田", in: store).isEmpty)
      }
    }
  }

  @Test("a ticket of the same transaction opens nothing, so a read cannot be rolled back out of the record")
  func ticketOfTheSameTransaction() throws {
    try TestOffice.run { office in
      let id = TestOffice.id()
      _ = try Session.log(entry("秘密"), of: yamada(office), id: id, in: office.store("sato"))
      let raw = try office.connection("suzuki")
      let inside: Int = try raw.transaction { connection in
        try connection.run("select api.session_open(\(id))")
        return try connection.one("select count(*) from api.session_notes(\(id))")
      }
      #expect(inside == 0)
      let after: Int = try raw.one("select count(*) from api.session_notes(\(id))")
      #expect(after == 1, "the same ticket counts from the next transaction on")
    }
  }

  @Test("an amendment is a new version; whoever loses the race is told")
  func amendments() throws {
    try TestOffice.run { office in
      let sato = try office.store("sato")
      let id = TestOffice.id()
      _ = try Session.log(entry("はじめ"), of: yamada(office), id: id, in: sato)
      var change = SessionAmendment(reason: "分数の訂正")
      change.minutes = try Minutes(60)
      let (state, version) = try Session.amend(id, change, base: 1, id: TestOffice.id(), in: sato)
      #expect(state == "saved" && version == 2)
      let now = try Session.list(of: nil, in: nil, from: sato)
      #expect(now.map(\.minutes) == [60] && now.first?.with == ["mother", "person"])
      #expect(throws: CaseError.self) { try Session.amend(id, change, base: 1, id: TestOffice.id(), in: sato) }
    }
  }

  @Test("a moved session is gone for whoever had the wrong client, note and all")
  func moves() throws {
    try TestOffice.run { office in
      let wrong = try yamada(office, as: "tanaka")
      let right = try yamada(office, as: "sato")
      let id = TestOffice.id()
      _ = try Session.log(entry("別の方の話"), of: wrong, id: id, in: office.store("tanaka"))
      let store = try office.store("sato")
      #expect(throws: CaseError.self) { try Session.move(id, to: right, id: TestOffice.id(), in: store) }
      let moved = try Session.move(id, to: right, id: TestOffice.id(), in: office.store("suzuki"))
      #expect(moved.state == "saved" && moved.clientCode == right.text)
      let tanaka = try office.store("tanaka")
      #expect(throws: CaseError.self) { try Session.show(id, in: tanaka) }
      #expect(try Session.show(id, in: store).notes.map(\.body) == ["別の方の話"])
    }
  }

  @Test("rules answer by name and store nothing")
  func rules() throws {
    try TestOffice.run { office in
      let client = try yamada(office)
      let sato = try office.store("sato")
      func refused(_ rule: String, _ change: (inout SessionEntry) throws -> Void) throws {
        var bad = try entry("x")
        try change(&bad)
        do {
          _ = try Session.log(bad, of: client, id: TestOffice.id(), in: sato)
          Issue.record("\(rule) was not refused")
        } catch CaseError.refused(let found) {
          #expect(found == rule)
        }
      }
      try refused("session.future") { $0.at = try Instant(unixSeconds: 4_102_444_800) }
      try refused("session.too_long_ago") { $0.at = try Instant(unixSeconds: 0) }
      try refused("code.unknown.session_method") { $0.method = "telepathy" }
      try refused("code.unknown.who") { $0.with = ["ghost"] }
      try refused("staff.not_of_office") { $0.staff = [office.login("kato")] }
      let stored: Int = try office.omniscient().one("select count(*) from app.session")
      let receipts: Int = try office.omniscient().one("select count(*) from app.receipt where verb = 'session.log'")
      #expect(stored == 0 && receipts == 0)
    }
  }
}
