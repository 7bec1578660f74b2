import CaseCore
import Postgres
import TestSupport
import Testing

@Suite("Rule 8: the gate")
struct GateTests {
  private static let good =
    "SCRAM-SHA-256$4096:MDEyMzQ1Njc4OWFiY2RlZg==$" + String(repeating: "A", count: 43) + "=:"
    + String(repeating: "B", count: 43) + "="

  private func add(
    _ login: String, _ duties: [String] = ["counselor"], _ verifier: String = good, by admin: Connection,
    office: String = "fukuoka"
  ) throws -> Outcome {
    try admin.attempt(
      "select state as line from api.staff_add(\(TestOffice.id()), \(login), 'x', null, \(duties), \(office), \(verifier))"
    )
  }

  private func roles(_ office: TestOffice) throws -> [String] {
    try office.omniscient().lines(
      """
      select r.rolname || ' ' || r.rolsuper || r.rolcreaterole || r.rolbypassrls || coalesce(md5(a.rolpassword), '') || array(
        select m.roleid::regrole::text from pg_auth_members m where m.member = r.oid order by 1)::text as line
      from pg_roles r join pg_authid a on a.oid = r.oid
      where r.rolname ^@ \(office.name) or r.rolname ^@ 'ippo_' or r.rolname in ('postgres', 'backup', 'counselor', 'supervisor')
      order by 1
      """)
  }

  @Test("a hostile login, verifier or role makes nothing and says nothing of what was given")
  func hostile() throws {
    try TestOffice.run { office in
      let admin = try office.connection("admin")
      let before = try roles(office)
      let taken: Set = ["backup", "postgres", "counselor", "reporter"]
      for login in [
        "postgres", "backup", "counselor", "reporter", "pg_read_all_data", "pg_x", "ippo_api", "ippo_x", "ippo_migrate",
        "a\"b",
        "a'b", "sato; drop role sato", "sato\nx", "Sato", "佐藤", "sató", "a", "", " ", "1a", "a-b", "a.b", "a\u{200B}b",
        String(repeating: "a", count: 32), "a\\b", "a%I", "a$1",
      ] {
        let outcome = try add(login, by: admin)
        #expect(outcome.state == "IP004", "\(login)")
        #expect(outcome.message == (taken.contains(login) ? "staff.login_taken" : "staff.login_form"), "\(login)")
      }
      let new = office.login("new")
      for verifier in [
        "plain", "", "md5" + String(repeating: "0", count: 32), "'; alter role postgres superuser; --", Self.good + "'",
        Self.good + "\n", " " + Self.good, Self.good + " superuser", String(Self.good.dropLast()),
        "SCRAM-SHA-256$1:YQ==$A=:B=", "SCRAM-SHA-1" + Self.good.dropFirst(13),
      ] {
        let outcome = try add(new, ["counselor"], verifier, by: admin)
        #expect(outcome.message == "staff.verifier_form", "\(verifier)")
        let reset = try admin.attempt(
          "select state as line from api.staff_password(\(TestOffice.id()), \(office.login("sato")), \(verifier))")
        #expect(reset.message == "staff.verifier_form", "\(verifier)")
        #expect(verifier.count < 3 || !(outcome.everything + reset.everything).contains(verifier))
      }
      for duties in [
        ["superuser"], ["pg_signal_backend"], ["ippo_api"], ["counselor", "backup"], [], ["counselor\" superuser"],
        ["Counselor"],
        ["public"],
      ] { #expect(try add(new, duties, by: admin).message == "staff.role_unknown", "\(duties)") }
      let withNull = try admin.attempt(
        "select state as line from api.staff_add(\(TestOffice.id()), \(new), 'x', null, array['counselor', null], 'fukuoka', \(Self.good))"
      )
      #expect(withNull.message == "staff.role_unknown")
      #expect(try roles(office) == before, "a role was made or changed")
      // the control: what is in order passes
      #expect(try add(new, by: admin).rows == ["saved"])
    }
  }

  @Test("logins that are no colleague's are neither reset nor disabled, and one's own office is the limit")
  func foreignLogins() throws {
    try TestOffice.run { office in
      let superuser = try office.omniscient()
      // an admin of kitakyushu only, for whom sato is nobody
      try office.makeStaff("chiba", "office_admin", at: "kitakyushu")
      // somebody on the staff list whose login was dropped and made anew: the oid tells them apart
      try office.makeStaff("ghost", "counselor", at: "fukuoka")
      try superuser.script("drop role \(office.login("ghost")); create role \(office.login("ghost")) login bypassrls")
      let before = try roles(office)
      for (person, logins) in [
        (
          "admin",
          [
            "backup", "postgres", "ippo_migrate", "ippo_api", "reporter", "line_intake", "ippo_test",
            office.login("ghost"), "nobody",
          ]
        ),
        ("chiba", [office.login("sato"), office.login("suzuki"), office.login("admin") + "x"]),
      ] {
        let admin = try office.connection(person)
        for login in logins {
          let reset = try admin.attempt(
            "select state as line from api.staff_password(\(TestOffice.id()), \(login), \(Self.good))")
          #expect(reset.state == "IP003" && reset.message == "staff", "\(person) resets \(login)")
          let disable = try admin.attempt("select state as line from api.staff_disable(\(login))")
          #expect(disable.state == "IP003" && disable.message == "staff", "\(person) disables \(login)")
        }
        #expect(
          try add(office.login("new"), by: admin, office: person == "admin" ? "nowhere" : "fukuoka").message
            == "office.not_yours")
      }
      #expect(try roles(office) == before)
      let still: Bool = try superuser.one("select rolcanlogin from pg_roles where rolname = 'reporter'")
      #expect(still)
    }
  }

  @Test(
    "a supervisor's login and reset wait for a second person, who is not the one that asked and not the one it is for")
  func secondPerson() throws {
    try TestOffice.run { office in
      let admin = try office.connection("admin")
      let new = office.login("ogawa")
      let suzuki = try office.connection("suzuki")
      #expect(try add(new, ["supervisor"], by: admin).rows == ["waiting"])
      #expect(try add(new + "2", ["counselor", "supervisor"], by: admin).rows == ["waiting"])
      #expect(try roles(office).allSatisfy { !$0.hasPrefix(new) })
      func approve(_ connection: Connection, _ login: String) throws -> Outcome {
        try connection.attempt("select state as line from api.staff_approve(\(login), true)")
      }
      #expect(try approve(admin, new).message == "gate.second_person")
      for person in ["sato", "mori", "kato"] { #expect(try approve(office.connection(person), new).isDenied) }
      #expect(try approve(suzuki, new).rows == ["saved"])
      #expect(try approve(suzuki, new).state == "IP003", "decided once")

      let reset = try admin.attempt(
        "select state as line from api.staff_password(\(TestOffice.id()), \(office.login("suzuki")), \(Self.good))")
      #expect(reset.rows == ["waiting"])
      #expect(try approve(admin, office.login("suzuki")).message == "gate.second_person")
      #expect(try approve(suzuki, office.login("suzuki")).message == "gate.not_own")
      _ = try office.connection("suzuki")  // the old password still opens the door
      let kept: Int = try office.omniscient().one(
        "select count(*) from app.gate_verifier v join app.gate_decision d on d.request_id = v.request_id")
      #expect(kept == 0, "a decided request keeps no verifier")
    }
  }

  @Test("resetting a colleague's password stands in the chain, with who did it")
  func resetLeavesTrace() throws {
    try TestOffice.run { office in
      let head: SQL = "select seq from audit.head"
      let before: Int = try office.omniscient().one(head)
      let id = TestOffice.id()
      _ = try Staff.resetPassword(of: office.login("sato"), to: "another horse", id: id, in: office.store("admin"))
      let entries = try office.omniscient().lines(
        "select login || ' ' || relation as line from audit.entry where seq > \(before) order by seq")
      #expect(entries == ["\(office.login("admin")) gate_request", "\(office.login("admin")) gate_decision"])
      #expect(throws: PostgresError.self) { try office.connection("sato") }
      _ = try TestCluster.connect(office.login("sato"), password: "another horse", database: office.name)
    }
  }

  @Test("disabling ends every open connection and the login, at once")
  func disable() throws {
    try TestOffice.run { office in
      let open = try (0..<3).map { _ in try office.connection("sato") }
      try open[0].run("begin")
      _ = try Staff.disable(office.login("sato"), in: office.store("admin"))
      for connection in open { #expect(throws: PostgresError.self) { try connection.run("select 1") } }
      #expect(throws: PostgresError.self) { try office.connection("sato") }
      // nobody else was shown out
      let others: Int = try office.connection("tanaka").one("select count(*) from api.me()")
      #expect(others == 1)
    }
  }
}
