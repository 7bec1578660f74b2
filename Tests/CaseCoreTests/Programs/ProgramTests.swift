import CaseCore
import Postgres
import TestSupport
import Testing

@Suite("Programs")
struct ProgramTests {
  /// An office with the program `city` from April 2024 to March 2026, and a client of sato's.
  private func withProgram(_ body: (TestOffice, ClientReference, CaseStore) throws -> Void) throws {
    try TestOffice.run { office in
      try add("city", to: office)
      var new = NewClient()
      new.name = "山田 太郎"
      new.receivedOn = try day("2024-04-01")
      let sato = try office.store("sato")
      guard case .saved(let code, _) = try Client.add(new, id: TestOffice.id(), evenIfSimilar: true, in: sato) else {
        throw CaseError.conflict(what: "test")
      }
      try body(office, ClientReference(code), sato)
    }
  }

  private func add(_ code: String, to office: TestOffice, offices: [String] = ["fukuoka"]) throws {
    var new = NewProgram(code: code, offices: offices, name: "ひきこもり支援事業", from: try day("2024-04-01"))
    new.until = try day("2026-03-31")
    #expect(try Program.add(new, id: TestOffice.id(), in: office.store("admin")).state == "saved")
  }

  private func refused(_ rule: String, _ body: () throws -> Void) {
    do {
      try body()
      Issue.record("\(rule) was not refused")
    } catch CaseError.refused(let found) {
      #expect(found == rule)
    } catch {
      Issue.record("\(error)")
    }
  }

  private func enrol(
    _ client: ClientReference, _ program: String, _ from: String, _ until: String? = nil, in store: CaseStore,
    id: RecordID = TestOffice.id()
  ) throws -> String {
    try Client.enrol(client, in: program, from: day(from), until: until.map { try day($0) }, id: id, in: store)
  }

  private func leave(_ client: ClientReference, _ program: String, _ on: String, in store: CaseStore) throws -> String {
    try Client.leave(client, program: program, on: day(on), id: TestOffice.id(), in: store)
  }

  @Test("a case is in one program on any day: the next begins the day after the last day of the one before")
  func oneAtATime() throws {
    try withProgram { office, client, sato in
      try add("other", to: office)
      #expect(try enrol(client, "city", "2024-05-01", in: sato) == "saved")
      refused("enrolment.overlaps") { _ = try enrol(client, "other", "2025-05-01", in: sato) }
      refused("enrolment.overlaps") { _ = try enrol(client, "other", "2024-04-10", "2024-05-01", in: sato) }
      #expect(try enrol(client, "other", "2024-04-10", "2024-04-30", in: sato) == "saved")
      #expect(try leave(client, "city", "2024-06-30", in: sato) == "saved")
      refused("enrolment.overlaps") { _ = try enrol(client, "other", "2024-06-30", in: sato) }
      #expect(try enrol(client, "other", "2024-07-01", in: sato) == "saved")
      let all = try Client.enrolments(client, in: sato)
      #expect(all.map(\.program) == ["other", "city", "other"])
      #expect(all.map { $0.until?.iso } == ["2024-04-30", "2024-06-30", nil])
    }
  }

  @Test("an enrolment by mistake is taken back by the day before its first, and then stands in nobody's way")
  func mistake() throws {
    try withProgram { _, client, sato in
      let id = TestOffice.id()
      let first = try enrol(client, "city", "2024-05-01", in: sato, id: id)
      let again = try enrol(client, "city", "2024-05-01", in: sato, id: id)
      #expect([first, again] == ["saved", "duplicate"])
      refused("enrolment.left_before") { _ = try leave(client, "city", "2024-04-29", in: sato) }
      #expect(try leave(client, "city", "2024-04-30", in: sato) == "saved")
      refused("enrolment.none") { _ = try leave(client, "city", "2024-05-05", in: sato) }
      #expect(try enrol(client, "city", "2024-05-01", in: sato) == "saved")
    }
  }

  @Test("nobody is enrolled outside the term, ahead of time, or in a program of another office")
  func outside() throws {
    try withProgram { office, client, sato in
      try add("north", to: office, offices: ["kitakyushu"])
      refused("program.outside_term") { _ = try enrol(client, "city", "2024-03-31", in: sato) }
      refused("program.outside_term") { _ = try enrol(client, "city", "2026-04-01", in: sato) }
      refused("program.other_office") { _ = try enrol(client, "north", "2024-05-01", in: sato) }
      refused("date.future") { _ = try enrol(client, "city", "2199-01-01", in: sato) }
      #expect(throws: CaseError.self) { try enrol(client, "nowhere", "2024-05-01", in: sato) }
      // somebody else's client
      #expect(throws: CaseError.self) { try enrol(client, "city", "2024-05-01", in: office.store("tanaka")) }
      #expect(try Client.enrolments(client, in: sato).isEmpty)
      #expect(try enrol(client, "city", "2024-05-01", in: office.store("suzuki")) == "saved")
    }
  }

  @Test("a client added to a program is in it from the day of acceptance, and so is the inquiry that came before")
  func added() throws {
    try withProgram { office, _, sato in
      var call = NewInquiry(channel: "phone", kind: "consultation", relation: "mother")
      call.receivedAt = try moment("2025-05-01T10:00:00+09:00")
      let mori = try office.store("mori")
      let code = try InquiryCode(parsing: try #require(try Inquiry.add(call, id: TestOffice.id(), in: mori).code))
      #expect(try Inquiry.named(code, in: mori).program == nil)
      var new = NewClient()
      new.name = "青木 歩"
      new.receivedOn = try day("2025-05-07")
      new.fromInquiry = code
      new.program = "city"
      guard case .saved(let added, _) = try Client.add(new, id: TestOffice.id(), evenIfSimilar: true, in: sato) else {
        throw CaseError.conflict(what: "test")
      }
      #expect(try Client.enrolments(ClientReference(added), in: sato).map(\.from.iso) == ["2025-05-07"])
      #expect(try Inquiry.named(code, in: mori).program == "city")
      // what was chosen last counts, and "none" is a choice
      #expect(try Inquiry.choose(nil, for: code, id: TestOffice.id(), in: mori).state == "saved")
      #expect(try Inquiry.named(code, in: mori).program == nil)
    }
  }

  @Test("a program is amended in versions, by an office_admin of all its offices, and its code is taken for ever")
  func amend() throws {
    try withProgram { office, _, _ in
      let admin = try office.store("admin")
      try add("both", to: office, offices: ["fukuoka", "kitakyushu"])
      refused("program.code_taken") { try add("both", to: office) }
      var changes = ProgramChanges()
      changes.presence = "person"
      changes.year = try FiscalYear(parsing: "令和7年度")
      changes.target.sessions = 800
      refused("reason.missing") {
        _ = try Program.amend("both", changes, reason: " ", base: nil, id: TestOffice.id(), in: admin)
      }
      let amended = try Program.amend("both", changes, reason: "仕様変更", base: 1, id: TestOffice.id(), in: admin)
      #expect(amended.version == 2)
      #expect(throws: CaseError.self) {
        try Program.amend("both", changes, reason: "仕様変更", base: 1, id: TestOffice.id(), in: admin)
      }
      changes = ProgramChanges()
      changes.year = try FiscalYear(parsing: "2025")
      changes.target.people = 60
      _ = try Program.amend("both", changes, reason: "目標の追加", base: nil, id: TestOffice.id(), in: admin)
      let (program, targets) = try Program.show("both", in: office.store("sato"))
      let lastDay = try day("2026-03-31")
      #expect(program.presence == "person" && program.version == 3 && program.until == lastDay)
      #expect(targets.map(\.year) == [2025])
      #expect(targets.first?.target == ProgramTarget(sessions: 800, people: 60))

      _ = try Staff.add(
        login: office.login("oda"), name: "小田", kana: nil, roles: ["office_admin"], office: "fukuoka",
        password: TestOffice.password, id: TestOffice.id(), in: admin)
      let oda = try office.store("oda")
      refused("office.not_yours") {
        _ = try Program.amend("both", changes, reason: "x", base: nil, id: TestOffice.id(), in: oda)
      }
      refused("office.not_yours") {
        _ = try Program.add(
          NewProgram(code: "mine", offices: ["fukuoka", "kitakyushu"], name: "x", from: day("2024-04-01")),
          id: TestOffice.id(), in: oda)
      }
      #expect(try Program.list(in: oda).map(\.code) == ["both", "city"])
    }
  }

  @Test("the figures of a program over two offices are those of the offices one may see, and say so")
  func seen() throws {
    try withProgram { office, client, sato in
      try add("both", to: office, offices: ["fukuoka", "kitakyushu"])
      #expect(try enrol(client, "both", "2024-05-10", "2024-05-20", in: sato) == "saved")
      for (at, count) in [
        ("2024-05-09T23:59:59+09:00", 0), ("2024-05-10T00:00:00+09:00", 1),
        ("2024-05-20T23:59:59+09:00", 2), ("2024-05-21T00:00:00+09:00", 2),
      ] {
        let log: Int = try sato.connection.one(
          """
          select count(*) from api.session_log(\(TestOffice.id()), \(client.text), 'consultation', 'phone', 30,
            \(try moment(at)), '{person}', null, false, '{}', 'x')
          """)
        #expect(log == 1)
        let counted: Int = try office.connection("suzuki").one(
          "select (api.month_figures(null, '2024-05-01', 'both') -> 'sessions' ->> 'count')::integer")
        #expect(counted == count, "\(at)")
      }
      func told(_ person: String, _ program: String) throws -> String {
        try office.connection(person).one(
          "select (api.month_report(null, '2024-05-01', \(program)) -> 'program' -> 'counted')::text")
      }
      #expect(try told("suzuki", "both") == #"["fukuoka"]"#)
      #expect(try told("admin", "both") == #"["fukuoka", "kitakyushu"]"#)
      try add("north", to: office, offices: ["kitakyushu"])
      #expect(throws: (any Error).self) { try told("suzuki", "north") }
      #expect(throws: (any Error).self) { try told("suzuki", "nowhere") }
      #expect(throws: (any Error).self) { try told("sato", "both") }
    }
  }
}
