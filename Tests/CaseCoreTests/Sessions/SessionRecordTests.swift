import CaseCore
import Postgres
import TestSupport
import Testing

@Suite("What the record on paper is made of")
struct SessionRecordTests {
  private func client(_ office: TestOffice, name: String) throws -> ClientReference {
    var new = NewClient()
    new.name = name
    guard
      case .saved(let code, _) = try Client.add(new, id: TestOffice.id(), evenIfSimilar: true, in: office.store("sato"))
    else { throw CaseError.conflict(what: "test") }
    return ClientReference(code)
  }

  private func log(_ note: String?, of client: ClientReference, at: String, in office: TestOffice) throws -> RecordID {
    let now = try Instant(unixSeconds: 1_760_000_000)
    var entry = SessionEntry(method: "home_visit", writtenAt: now)
    entry.at = try Instant(parsing: at, now: now)
    entry.minutes = try Minutes(50)
    entry.with = ["mother"]
    entry.note = try note.map { try Note($0) }
    let id = TestOffice.id()
    _ = try Session.log(entry, of: client, id: id, in: office.store("sato"))
    return id
  }

  @Test("sessions come in their order, amended as they stand, with the note that stands and who took part by name")
  func order() throws {
    try TestOffice.run { office in
      let client = try client(office, name: "山田 太郎")
      let second = try log("二回目", of: client, at: "2025-05-02 14:00", in: office)
      _ = try log("一回目", of: client, at: "2025-05-01 10:00", in: office)
      _ = try log(nil, of: client, at: "2025-05-03 10:00", in: office)
      let sato = try office.store("sato")
      var change = SessionAmendment(reason: "時間の訂正")
      change.minutes = try Minutes(55)
      _ = try Session.amend(second, change, base: nil, id: TestOffice.id(), in: sato)
      var sessions = try Session.record(of: client, from: nil, until: nil, in: sato).sessions
      #expect(sessions.map(\.note) == ["一回目", "二回目", nil])
      #expect(sessions.map(\.minutes) == [50, 55, 50])
      #expect(sessions.map(\.version) == [1, 2, 1] && sessions[1].reason == "時間の訂正")
      #expect(sessions.allSatisfy { $0.staffNames == ["佐藤"] && $0.with == ["mother"] })
      change = SessionAmendment(reason: "言い直し")
      change.note = try Note("二回目、直したもの")
      _ = try Session.amend(second, change, base: nil, id: TestOffice.id(), in: sato)
      sessions = try Session.record(of: client, from: nil, until: nil, in: sato).sessions
      #expect(sessions.map(\.note) == ["一回目", "二回目、直したもの", nil], "what was amended is on no paper")
    }
  }

  @Test("a day counts whole: from its first moment, until its last")
  func days() throws {
    try TestOffice.run { office in
      let client = try client(office, name: "山田 太郎")
      for moment in ["2025-04-30 23:59", "2025-05-01 00:00", "2025-05-02 23:59", "2025-05-03 00:00"] {
        _ = try log(moment, of: client, at: moment, in: office)
      }
      let notes = try Session.record(
        of: client, from: CalendarDate(year: 2025, month: 5, day: 1), until: CalendarDate(year: 2025, month: 5, day: 2),
        in: office.store("sato")
      ).sessions.map(\.note)
      #expect(notes == ["2025-05-01 00:00", "2025-05-02 23:59"])
    }
  }

  @Test("without a ticket on this client there is no row, whatever else is open; making the record leaves one")
  func ticket() throws {
    try TestOffice.run { office in
      let (client, other) = (try client(office, name: "山田 太郎"), try client(office, name: "川田 次郎"))
      _ = try log("山田の話", of: client, at: "2025-05-01 10:00", in: office)
      _ = try log("川田の話", of: other, at: "2025-05-01 10:00", in: office)
      let sato = try office.store("sato")
      func bodies() throws -> [String] {
        try sato.connection.all("select body from api.session_record(\(client.text), null, null)") { row in
          try row.decode("body", as: String?.self) ?? ""
        }
      }
      _ = try Session.record(of: other, from: nil, until: nil, in: sato)
      #expect(try bodies().isEmpty)
      #expect(try Session.record(of: client, from: nil, until: nil, in: sato).sessions.map(\.note) == ["山田の話"])
      #expect(try bodies() == ["山田の話"])
      let tickets: Int = try office.omniscient().one("select count(*) from app.access")
      #expect(tickets == 2)
      for person in ["tanaka", "kato"] {
        #expect(throws: CaseError.self) {
          try Session.record(of: client, from: nil, until: nil, in: office.store(person))
        }
      }
    }
  }
}
