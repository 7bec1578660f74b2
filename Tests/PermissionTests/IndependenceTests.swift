import CaseCore
import Postgres
import TestSupport
import Testing

@Suite("The second person is nobody whom the first could be")
struct IndependenceTests {
  private static let verifier =
    "SCRAM-SHA-256$4096:MDEyMzQ1Njc4OWFiY2RlZg==$" + String(repeating: "A", count: 43) + "=:"
    + String(repeating: "B", count: 43) + "="

  /// Asks for a login; `waiting`, or `saved` where nobody else is needed.
  private func ask(
    _ person: String, for login: String, _ duty: String = "supervisor", at home: String = "fukuoka",
    in office: TestOffice
  ) throws -> [String] {
    let answer = try Staff.add(
      login: office.login(login), name: "x", kana: nil, roles: [duty], office: home, password: TestOffice.password,
      id: TestOffice.id(), in: office.store(person))
    return [answer.state]
  }

  /// Makes an administrator alone, as one may.
  private func makePuppet(_ login: String, by person: String, in office: TestOffice) throws {
    #expect(try ask(person, for: login, "office_admin", in: office) == ["saved"])
  }

  private func reset(_ login: String, by person: String, in office: TestOffice) throws -> [String] {
    [
      try Staff.resetPassword(
        of: office.login(login), to: TestOffice.password, id: TestOffice.id(), in: office.store(person)
      ).state
    ]
  }

  private func decide(_ person: String, on login: String, _ approved: Bool = true, in office: TestOffice) throws
    -> Outcome
  {
    try decide(office.connection(person), on: login, approved, in: office)
  }

  private func decide(_ connection: Connection, on login: String, _ approved: Bool = true, in office: TestOffice) throws
    -> Outcome
  { try connection.attempt("select state as line from api.staff_approve(\(office.login(login)), \(approved))") }

  private func isRefused(_ outcome: Outcome) -> Bool {
    outcome.state == "IP004" && outcome.message == "gate.not_independent" && outcome.rows.isEmpty
  }

  private func exists(_ login: String, in office: TestOffice) throws -> Bool {
    try office.omniscient().one("select exists (select from pg_roles where rolname = \(office.login(login)))")
  }

  @Test("an admin alone makes no supervisor: not as a second admin of their own making, nor as that one's second")
  func puppets() throws {
    try TestOffice.run { office in
      try makePuppet("puppet", by: "admin", in: office)
      try makePuppet("second", by: "puppet", in: office)
      try makePuppet("third", by: "second", in: office)
      #expect(try ask("admin", for: "ogawa", in: office) == ["waiting"])
      for puppet in ["puppet", "second", "third"] {
        #expect(isRefused(try decide(puppet, on: "ogawa", in: office)), "\(puppet)")
      }
      #expect(try !exists("ogawa", in: office))
      // and it still waits, for somebody who is somebody else
      #expect(try decide("suzuki", on: "ogawa", in: office).rows == ["saved"])
      // whoever two people have let in is their own person, though admin asked
      #expect(try ask("admin", for: "oda", in: office) == ["waiting"])
      #expect(try decide("ogawa", on: "oda", in: office).rows == ["saved"])
    }
  }

  @Test("nor the other way round: what a puppet asks, neither its maker nor its sibling approves")
  func otherWayRound() throws {
    try TestOffice.run { office in
      try makePuppet("puppet", by: "admin", in: office)
      try makePuppet("sibling", by: "admin", in: office)
      try makePuppet("niece", by: "sibling", in: office)
      #expect(try ask("puppet", for: "ogawa", in: office) == ["waiting"])
      for hand in ["admin", "sibling", "niece"] {
        #expect(isRefused(try decide(hand, on: "ogawa", in: office)), "\(hand)")
      }
      #expect(try decide("suzuki", on: "ogawa", in: office).rows == ["saved"])
    }
  }

  @Test("a puppet that was disabled still ties together what it made, and one who is disabled decides nothing")
  func disabled() throws {
    try TestOffice.run { office in
      try makePuppet("puppet", by: "admin", in: office)
      try makePuppet("second", by: "puppet", in: office)
      let open = try office.connection("puppet")
      #expect(try ask("admin", for: "ogawa", in: office) == ["waiting"])
      _ = try Staff.disable(office.login("puppet"), in: office.store("admin"))
      #expect(isRefused(try decide("second", on: "ogawa", in: office)))
      #expect(throws: PostgresError.self) { try open.run("select 1") }
      // the account is closed, the connection is not: the check is the database's, not the login's
      let superuser = try office.omniscient()
      try superuser.script("alter role \(office.login("puppet")) login")
      #expect(try decide("puppet", on: "ogawa", in: office).message == "staff.unknown")
    }
  }

  @Test("resetting an honest second admin's password makes nobody a second person")
  func reset() throws {
    try TestOffice.run { office in
      // two admins whom nobody on the staff made
      try office.makeStaff("chiba", "office_admin", at: "fukuoka")
      #expect(try ask("admin", for: "ogawa", in: office) == ["waiting"])
      #expect(try decide("chiba", on: "ogawa", in: office).rows == ["saved"], "the control")

      #expect(try ask("admin", for: "oda", in: office) == ["waiting"])
      #expect(try reset("chiba", by: "admin", in: office) == ["saved"])
      #expect(isRefused(try decide("chiba", on: "oda", in: office)))
      #expect(try ask("chiba", for: "ono", in: office) == ["waiting"])
      #expect(isRefused(try decide("admin", on: "ono", in: office)))
      // two who reset each other are a circle with an end
      #expect(try reset("admin", by: "chiba", in: office) == ["saved"])
      #expect(isRefused(try decide("chiba", on: "oda", in: office)))
      #expect(try decide("suzuki", on: "oda", in: office).rows == ["saved"])
    }
  }

  @Test("a reset recorded under another office counts as well")
  func resetElsewhere() throws {
    try TestOffice.run { office in
      try office.makeStaff("chiba", "office_admin", at: "fukuoka")
      try office.omniscient().run(
        """
        insert into app.duty (staff_id, office_id, role) select s.id, o.id, 'counselor' from app.staff s, app.office o
        where s.login = \(office.login("chiba")) and o.code = 'kitakyushu'
        """)
      // an admin of kitakyushu alone, of admin's making, and so not chiba's colleague as an admin
      _ = try ask("admin", for: "puppet", "office_admin", at: "kitakyushu", in: office)
      #expect(try reset("chiba", by: "puppet", in: office) == ["saved"])
      #expect(try ask("admin", for: "ogawa", in: office) == ["waiting"])
      #expect(isRefused(try decide("chiba", on: "ogawa", in: office)))
    }
  }

  @Test("a supervisor's reset that an independent person let pass leaves the supervisor independent")
  func agreedReset() throws {
    try TestOffice.run { office in
      try office.makeStaff("chiba", "office_admin", at: "fukuoka")
      #expect(try reset("suzuki", by: "admin", in: office) == ["waiting"])
      #expect(try decide("suzuki", on: "suzuki", in: office).message == "gate.not_own")
      #expect(try decide("chiba", on: "suzuki", in: office).rows == ["saved"])
      #expect(try ask("admin", for: "ogawa", in: office) == ["waiting"])
      #expect(try decide("suzuki", on: "ogawa", in: office).rows == ["saved"])
    }
  }

  @Test("whom two hands of one person let in before this rule is that person's third hand")
  func history() throws {
    try TestOffice.run { office in
      try makePuppet("puppet", by: "admin", in: office)
      #expect(try ask("admin", for: "ogawa", in: office) == ["waiting"])
      #expect(try decide("suzuki", on: "ogawa", in: office).rows == ["saved"])
      // as if the puppet had done it
      try office.omniscient().run(
        """
        update app.gate_decision d set decided_by = s.id from app.staff s, app.gate_request q
        where s.login = \(office.login("puppet")) and q.id = d.request_id and q.login = \(office.login("ogawa"))
        """)
      #expect(try ask("admin", for: "oda", in: office) == ["waiting"])
      #expect(isRefused(try decide("ogawa", on: "oda", in: office)))
      #expect(try decide("suzuki", on: "oda", in: office).rows == ["saved"])
    }
  }

  @Test("whoever is no administrator there any more has asked for nothing; a no needs neither them nor independence")
  func requesterGone() throws {
    try TestOffice.run { office in
      try makePuppet("puppet", by: "admin", in: office)
      #expect(try ask("puppet", for: "ogawa", in: office) == ["waiting"])
      _ = try Staff.disable(office.login("puppet"), in: office.store("admin"))
      #expect(try decide("suzuki", on: "ogawa", in: office).message == "gate.requester_gone")
      #expect(try decide("suzuki", on: "ogawa", false, in: office).rows == ["refused"])
      let kept: Int = try office.omniscient().one("select count(*) from app.gate_verifier")
      #expect(kept == 0)
      // asked anew, by somebody who stands for it; and a puppet's no harms nobody but its maker
      try makePuppet("other", by: "admin", in: office)
      #expect(try ask("admin", for: "ogawa", in: office) == ["waiting"])
      #expect(try decide("admin", on: "ogawa", false, in: office).message == "gate.second_person")
      #expect(try decide("other", on: "ogawa", false, in: office).rows == ["refused"])
      #expect(try ask("admin", for: "ogawa", in: office) == ["waiting"])
      #expect(try decide("suzuki", on: "ogawa", in: office).rows == ["saved"])
    }
  }

  @Test("an office without an independent person is helped out by one of another office, and only such an office")
  func elsewhere() throws {
    try TestOffice.run { office in
      func waiting(_ person: String) throws -> [String] {
        try GateRequest.list(in: office.store(person)).map {
          "\($0.login.dropFirst(office.name.count + 1)) \($0.office)"
        }
      }
      // kitakyushu has admin, who added it, and a second admin of theirs
      _ = try ask("admin", for: "puppet", "office_admin", at: "kitakyushu", in: office)
      #expect(try ask("admin", for: "hara", at: "kitakyushu", in: office) == ["waiting"])
      #expect(isRefused(try decide("puppet", on: "hara", in: office)))
      #expect(try waiting("suzuki") == ["hara kitakyushu"])
      #expect(try decide("suzuki", on: "hara", in: office).rows == ["saved"])
      let duties = try office.omniscient().lines(
        """
        select d.role || ' ' || o.code as line from app.duty d join app.office o on o.id = d.office_id
        join app.staff s on s.id = d.staff_id where s.login = \(office.login("hara"))
        """)
      #expect(duties == ["supervisor kitakyushu"])
      // fukuoka has suzuki: hara, as independent as she, neither sees the request nor decides
      #expect(try ask("admin", for: "ogawa", in: office) == ["waiting"])
      #expect(try waiting("hara").isEmpty)
      #expect(try decide("hara", on: "ogawa", in: office).state == "IP003")
      #expect(try waiting("suzuki") == ["ogawa fukuoka"])
      // and kitakyushu now has hara, so suzuki is not asked again
      #expect(try ask("admin", for: "oda", at: "kitakyushu", in: office) == ["waiting"])
      #expect(try decide("suzuki", on: "oda", in: office).state == "IP003")
      #expect(try decide("hara", on: "oda", in: office).rows == ["saved"])
    }
  }

  @Test("where nobody on the staff is independent the migration's login decides, in its own name; elsewhere it may not")
  func lastResort() throws {
    try TestOffice.run { office in
      let migration = try office.migration()
      try makePuppet("puppet", by: "admin", in: office)
      #expect(try ask("admin", for: "ogawa", in: office) == ["waiting"])
      #expect(try decide(migration, on: "ogawa", in: office).state == "IP003", "suzuki can")
      #expect(try migration.lines("select login as line from api.staff_requests()").isEmpty)
      #expect(try decide("suzuki", on: "ogawa", false, in: office).rows == ["refused"])

      // the only supervisor has forgotten the password
      #expect(try reset("suzuki", by: "admin", in: office) == ["waiting"])
      #expect(isRefused(try decide("puppet", on: "suzuki", in: office)))
      #expect(try migration.lines("select login as line from api.staff_requests()") == [office.login("suzuki")])
      let head: Int = try office.omniscient().one("select seq from audit.head")
      #expect(try decide(migration, on: "suzuki", in: office).rows == ["saved"])
      let entries = try office.omniscient().lines(
        """
        select concat_ws(' ', login, staff_id, action, relation) as line from audit.entry where seq > \(head) order by seq
        """)
      #expect(entries == ["ippo_migrate DELETE gate_verifier", "ippo_migrate INSERT gate_decision"])
      _ = try office.connection("suzuki")

      // and the only supervisor has left
      _ = try Staff.disable(office.login("suzuki"), in: office.store("admin"))
      #expect(try ask("admin", for: "oda", in: office) == ["waiting"])
      // as the program would
      #expect(try GateRequest.list(in: CaseStore(migration)).map(\.office) == ["fukuoka"])
      #expect(try Staff.decide(on: office.login("oda"), approved: true, in: CaseStore(migration)).state == "saved")
      // who came in that way is independent, and the last resort is closed again
      #expect(try ask("admin", for: "ono", in: office) == ["waiting"])
      #expect(try decide(migration, on: "ono", in: office).state == "IP003")
      #expect(try decide("oda", on: "ono", in: office).rows == ["saved"])
    }
  }
}
