import Postgres
import TestSupport
import Testing

@Suite("Straight to the tables")
struct DirectMatrixTests {
  private func relations(_ superuser: Connection) throws -> [DirectPaths.Relation] {
    try superuser.all(
      """
      select c.oid::regclass::text as name, w.attname::text as column_name, format_type(w.atttypid, null) as type,
        k.attname::text as key, format_type(k.atttypid, null) as key_type
      from pg_class c
      join lateral (
        select a.* from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and a.attgenerated = ''
        order by a.attnum desc limit 1) w on true
      join lateral (
        select a.*, i.indnatts from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
        where i.indrelid = c.oid and i.indisunique and i.indpred is null
        order by i.indnatts limit 1) k on true
      where c.relnamespace::regnamespace::text in ('app', 'audit', 'ops') and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
      order by 1
      """
    ) { row in
      DirectPaths.Relation(
        name: try row.decode("name", as: String.self), column: try row.decode("column_name", as: String.self),
        type: try row.decode("type", as: String.self), key: try row.decode("key", as: String.self),
        keyType: try row.decode("key_type", as: String.self))
    }
  }

  /// Whether the first unique key of a relation is one column, so that it can be referred to and conflicted on.
  private func singleKeys(_ superuser: Connection) throws -> Set<String> {
    Set(
      try superuser.lines(
        """
        select i.indrelid::regclass::text as line from pg_index i join pg_class c on c.oid = i.indrelid
        where i.indisunique and i.indnatts = 1 and c.relnamespace::regnamespace::text in ('app', 'audit', 'ops')
        """))
  }

  private let needSingleKey: Set = ["foreign key", "on conflict do update"]
  private let services: Set = ["reporter", "line_intake", "line_sender", "nobody"]
  /// Enough paths to see that a shut door is shut.
  private let atTheDoor: Set = [
    "select", "insert", "update", "delete", "truncate", "explain", "foreign key", "copy to",
  ]

  @Test("nobody but the superuser gets to any table by any path, and no refusal quotes what is in it")
  func matrix() throws {
    try TestOffice.run { office in
      let files = try CaseFiles(office)
      try office.makeOutsiders()
      let superuser = try office.omniscient()
      // a place where everybody may make tables, so that a refused foreign key is refused for its target
      try superuser.script("create schema play; grant create, usage on schema play to public")
      let relations = try relations(superuser)
      let singleKeys = try singleKeys(superuser)
      #expect(relations.count >= 50, "the catalogue was not read")
      #expect(try superuser.one("select count(*) from app.client", as: Int.self) > 0)
      var cells = 0
      var wrong: [String] = []

      let logins = TestOffice.people + TestOffice.outsiders
      // first with the schemas shut, as they are; then with their doors open, so that the tables' own walls are tried
      for door in ["shut", "open"] {
        if door == "open" { try superuser.script("grant usage on schema app, audit, ops to public") }
        for login in logins {
          let connection = try office.connection(login)
          for relation in relations {
            for path in DirectPaths.all where !needSingleKey.contains(path.name) || singleKeys.contains(relation.name) {
              // services hold less than anybody of the staff, which the catalogue is asked for below
              if (door == "shut" || services.contains(login)) && !atTheDoor.contains(path.name) { continue }
              // two statements are one transaction, as `lock` demands; the first does nothing
              let outcome = try connection.attemptScript("select; \(path.statement(relation))")
              cells += 1
              let cell = "\(login), \(relation.name), \(path.name), doors \(door)"
              // an empty answer and a refusal are both a denial; everything else is a hole
              if outcome.state != "42501" { wrong.append("\(cell): \(outcome.state) \(outcome.message)") }
              if files.leaks(in: outcome.everything) { wrong.append("\(cell): quotes a canary") }
            }
          }
        }
      }
      // the positive control: the same texts work, for the one who may
      var control = try office.omniscient()
      for relation in relations {
        for path in DirectPaths.all where !needSingleKey.contains(path.name) || singleKeys.contains(relation.name) {
          cells += 1
          do throws(PostgresError) {
            let text = path.statement(relation)
            try control.script("begin; \(text.split(separator: "\n").joined(separator: " "))")
            try control.script("rollback")
          } catch  where path.isLastWord && error.kind == .misuse {
            // the server began to copy; the wrapper does not go on
            control = try office.omniscient()
          } catch {
            wrong.append("control, \(relation.name), \(path.name): \(error) \(error.serverMessage ?? "")")
            try control.script("rollback")
          }
        }
      }
      // the catalogue says the same of each privilege, a column's included
      for login in logins {
        for privilege in DirectPaths.privileges {
          let column = ["select", "insert", "update", "references"].contains(privilege)
          let held = try superuser.lines(
            """
            select c.oid::regclass::text as line from pg_class c
            where c.relnamespace::regnamespace::text in ('app', 'audit', 'ops') and c.relkind in ('r', 'p', 'v', 'm', 'f')
              and (has_table_privilege(\(office.login(login)), c.oid, \(privilege))
                or \(column) and has_any_column_privilege(\(office.login(login)), c.oid, \(column ? privilege : "select")))
            """)
          cells += relations.count
          wrong += held.map { "\(login) holds \(privilege) on \($0)" }
        }
      }
      #expect(wrong.isEmpty, "\(wrong.count): \(wrong.prefix(20).joined(separator: "\n"))")
      #expect(cells >= 3_000)
      try PermissionsPage.tells("copy, foreign key, explain | \(PermissionsPage.grouped(cells)) | `DirectMatrixTests`")
    }
  }

  @Test("one grant too many is found")
  func planted() throws {
    try TestOffice.run { office in
      let superuser = try office.omniscient()
      try superuser.script(
        "grant usage on schema app to public; grant select (kana) on app.client_version to counselor")
      let outcome = try office.connection("sato").attempt("select kana as line from app.client_version")
      #expect(!outcome.isDenied)
      let found: Bool = try superuser.one(
        "select has_any_column_privilege(\(office.login("sato")), 'app.client_version', 'select')")
      #expect(found)
    }
  }
}
