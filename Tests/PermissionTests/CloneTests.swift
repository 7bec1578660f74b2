import CaseCore
import Postgres
import TestSupport
import Testing

@Suite("Rules 2, 14, 18: copies, the owner, the backup")
struct CloneTests {
  @Test("a copy of the database has lost its walls, the doctor says so, and database.sql puts them up again")
  func clone() throws {
    try TestOffice.run { office in
      try office.makeStranger("nobody", in: [])
      let superuser = try TestCluster.superuser()
      let name = "\(office.name)_clone"
      try superuser.script("create database \(name) template \(office.name)")
      let result = Result {
        let findings: Set = [
          "PUBLIC may not connect or make temporary tables", "the database has the settings of sql/database.sql",
        ]
        func doctor() throws -> [String] {
          let admin = CaseStore(
            try TestCluster.connect(office.login("admin"), password: TestOffice.password, database: name))
          return try SchemaFinding.examine(in: admin).filter { !$0.offenders.isEmpty }.map(\.check)
        }
        func stranger() throws -> Connection {
          try TestCluster.connect(office.login("nobody"), password: TestOffice.password, database: name)
        }
        #expect(try findings.isSubset(of: doctor()))
        try stranger().script("create temporary table x (y int)")
        try TestCluster.superuser(database: name).script(TestTemplate.text("database.sql"))
        #expect(try findings.isDisjoint(with: doctor()))
        #expect(throws: PostgresError.self) { try stranger() }
        let zone: String = try TestCluster.connect(
          office.login("sato"), password: TestOffice.password, database: name
        ).one("select current_setting('timezone')")
        #expect(zone == "Asia/Tokyo")
      }
      try superuser.script("drop database \(name) with (force)")
      try result.get()
    }
  }

  private func tables(_ superuser: Connection, _ schemas: [String]) throws -> [String] {
    try superuser.lines(
      """
      select c.oid::regclass::text as line from pg_class c
      where c.relnamespace::regnamespace::text = any (\(schemas)) and c.relkind = 'r' order by 1
      """)
  }

  @Test("the owner sees no row, and is told so when it asks not to be misled")
  func owner() throws {
    try TestOffice.run { office in
      try PolicyOffice.build(office)
      let owner = try office.migration()
      try owner.script("set role ippo_owner")
      for table in try tables(office.omniscient(), ["app", "audit"]) {
        let seen: Int = try owner.one("select count(*) from \(raw: table)")
        #expect(seen == 0, "\(table)")
        let outcome = try owner.undone {
          try owner.run("set local row_security = off")
          return try owner.attempt("select count(*)::text as line from \(raw: table)")
        }
        #expect(outcome.isDenied, "\(table)")
        let there: Int = try office.omniscient().one("select count(*) from \(raw: table)")
        #expect(there > 0, "\(table)")
      }
    }
  }

  @Test("row_security = off gives the staff errors and no rows")
  func rowSecurityOff() throws {
    try TestOffice.run { office in
      let files = try CaseFiles(office)
      let tanaka = try office.connection("tanaka")
      try tanaka.script("set row_security = off")
      for sql: SQL in [
        "select t::text as line from api.client_list() t", "select t::text as line from api.today() t",
        "select t::text as line from api.session_notes(\(files.s.session)) t",
      ] {
        let outcome = try tanaka.attempt(sql)
        #expect(outcome.isDenied && !files.leaks(in: outcome.everything))
      }
    }
  }

  @Test("the backup's role sees every row of every table and changes none")
  func backup() throws {
    try TestOffice.run { office in
      try PolicyOffice.build(office)
      let superuser = try office.omniscient()
      let backup = try office.omniscient()
      try backup.script("set role backup")
      let all = try tables(superuser, ["app", "audit", "ops", "code"])
      #expect(all.count > 70)
      for table in all {
        let counting: SQL = "select count(*) from \(raw: table)"
        let there: Int = try superuser.one(counting)
        let seen: Int = try backup.one(counting)
        #expect(seen == there, "\(table)")
        #expect(try backup.attempt("delete from \(raw: table) where false").isDenied, "\(table)")
      }
      #expect(try backup.attempt("select t::text as line from api.client_list() t").isDenied)
    }
  }
}
