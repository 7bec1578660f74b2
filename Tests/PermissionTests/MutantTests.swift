import Postgres
import TestSupport
import Testing

/// Walls taken down one by one, each in a transaction that is rolled back: the matrices must notice every one.
///
/// Within that transaction people are `set session authorization`, as another connection could not see the missing
/// wall; that real logins say the same of the whole walls is `PolicyMatrixTests`.
@Suite("Mutants", .serialized)
struct MutantTests {
  /// What may go unnoticed, with the reason why it changes nothing.
  private static let equivalent: [String: String] = [
    "drop policy lookup_reads on app.staff":
      "ippo_lookup passes row-level security; the policy is for the reader's eye"
  ]

  private struct Mutant {
    let name: String
    let relation: String
    let statement: String
  }

  /// The names of those that no cell noticed.
  private func survivors(
    _ mutants: [Mutant], in office: TestOffice, notice: (Connection, Mutant) throws -> Bool
  ) throws -> [String] {
    let superuser = try office.omniscient()
    var survivors: [String] = []
    for mutant in mutants {
      let isNoticed = try superuser.undone {
        try superuser.script(mutant.statement)
        return try notice(superuser, mutant)
      }
      if !isNoticed { survivors.append(mutant.name) }
    }
    return survivors
  }

  /// Whether a cell of the mutant's relation now differs for anybody.
  private func cellsNotice(_ office: TestOffice, _ superuser: Connection, _ mutant: Mutant) throws -> Bool {
    for actor in PolicyModel.actors {
      let login = actor.name.hasPrefix("ippo_") ? actor.name : office.login(actor.name)
      try superuser.script("set local session authorization \(login)")
      let wrong: Int = try superuser.one("select count(*) from probe.wrong(\(mutant.relation), true)")
      try superuser.script("reset session authorization")
      if wrong > 0 { return true }
    }
    return false
  }

  @Test("every policy dropped or opened wide, and every table without FORCE, is noticed by the matrix")
  func policies() throws {
    try TestOffice.run { office in
      try PolicyOffice.build(office)
      _ = try PolicyCells.install(in: office)
      let superuser = try office.omniscient()
      // the control: with all walls standing nothing is noticed
      #expect(
        try survivors([Mutant(name: "none", relation: "client", statement: "select")], in: office) {
          try cellsNotice(office, $0, $1)
        } == ["none"])

      var mutants: [Mutant] = []
      for policy in try superuser.all(
        """
        select schemaname || '.' || tablename as relation, tablename::text as bare, policyname::text as name, cmd,
          permissive, array_to_string(roles, ', ') as roles,
          coalesce(qual, 'true') = 'true' and coalesce(with_check, 'true') = 'true' as is_open
        from pg_policies where schemaname in ('app', 'audit') order by 1, 3
        """,
        { row in
          (
            relation: try row.decode("relation", as: String.self), bare: try row.decode("bare", as: String.self),
            name: try row.decode("name", as: String.self), command: try row.decode("cmd", as: String.self),
            permissive: try row.decode("permissive", as: String.self), roles: try row.decode("roles", as: String.self),
            isOpen: try row.decode("is_open", as: Bool.self)
          )
        })
      {
        let drop = "drop policy \(policy.name) on \(policy.relation)"
        mutants.append(Mutant(name: drop, relation: policy.bare, statement: drop))
        // where everybody passes already, opening it is no change
        guard policy.permissive == "PERMISSIVE", !policy.isOpen else { continue }
        let clauses =
          switch policy.command {
          case "INSERT": "with check (true)"
          case "SELECT", "DELETE": "using (true)"
          default: "using (true) with check (true)"
          }
        mutants.append(
          Mutant(
            name: "open policy \(policy.name) on \(policy.relation)", relation: policy.bare,
            statement:
              "\(drop); create policy \(policy.name) on \(policy.relation) for \(policy.command) to \(policy.roles) \(clauses)"
          ))
      }
      let walls = mutants.count
      #expect(walls > 400)
      for table in try superuser.lines(
        "select c.oid::regclass::text as line from pg_class c where c.relforcerowsecurity order by 1")
      {
        let statement = "alter table \(table) no force row level security"
        mutants.append(
          Mutant(name: statement, relation: String(table.drop { $0 != "." }.dropFirst()), statement: statement))
      }
      let forced = mutants.count - walls
      let tables: Int = try superuser.one(
        "select count(*) from pg_class where relnamespace in ('app'::regnamespace, 'audit'::regnamespace) and relkind = 'r'"
      )
      #expect(forced == tables)

      let survivors = try survivors(mutants, in: office) { try cellsNotice(office, $0, $1) }
      #expect(
        Set(survivors) == Set(Self.equivalent.keys), "unexplained: \(survivors.filter { Self.equivalent[$0] == nil })")
      try PermissionsPage.tells("\(walls) policies dropped or opened wide, \(forced) tables without FORCE")
    }
  }

  @Test(
    "a function opened to everybody, a search path forgotten, a grant on a table and a lookup with another owner are noticed"
  )
  func grants() throws {
    try TestOffice.run { office in
      try PolicyOffice.build(office)
      _ = try PolicyCells.install(in: office)
      try office.makeOutsiders(besides: ["drifter", "line_intake", "line_sender"])
      let superuser = try office.omniscient()
      let functions = try superuser.all(
        """
        select p.oid::regprocedure::text as signature, p.proname::text as name, p.pronamespace::regnamespace::text as schema,
          p.prosecdef as definer
        from pg_proc p where p.pronamespace::regnamespace::text in ('api', 'kit', 'me', 'audit', 'app') order by 1
        """
      ) { row in
        (
          signature: try row.decode("signature", as: String.self), name: try row.decode("name", as: String.self),
          schema: try row.decode("schema", as: String.self), isDefiner: try row.decode("definer", as: Bool.self)
        )
      }
      var mutants: [Mutant] = []
      for function in functions {
        mutants.append(
          Mutant(
            name: "grant to public \(function.signature)", relation: function.signature,
            statement: "grant execute on function \(function.signature) to public"))
        if function.isDefiner {
          mutants.append(
            Mutant(
              name: "no search path \(function.signature)", relation: function.signature,
              statement: "alter function \(function.signature) reset search_path"))
        }
      }
      // what a function's table entry forbids its group
      for (name, groups) in FunctionTable.allowed.sorted(by: { $0.key < $1.key }) {
        for group in FunctionTable.staff.union(["line_intake"]).subtracting(groups).sorted() {
          for function in functions where function.schema == "api" && function.name == name {
            mutants.append(
              Mutant(
                name: "grant to \(group) \(function.signature)", relation: function.signature,
                statement: "grant execute on function \(function.signature) to \(group)"))
          }
        }
      }
      for table in try superuser.lines(
        """
        select c.oid::regclass::text as line from pg_class c
        where c.relnamespace in ('app'::regnamespace, 'audit'::regnamespace) and c.relkind = 'r' order by 1
        """)
      {
        mutants.append(
          Mutant(name: "select \(table)", relation: "", statement: "grant select on \(table) to counselor"))
        mutants.append(
          Mutant(name: "truncate \(table)", relation: "", statement: "grant truncate on \(table) to ippo_api"))
      }
      let survivors = try survivors(mutants, in: office) { superuser, mutant in
        if try doctorNotices(superuser) { return true }
        return try executeNotices(office, superuser, mutant.relation)
      }
      #expect(survivors.isEmpty, "\(survivors)")

      // the owner of a lookup is behind FORCE: it would see nobody, or call itself for ever
      let lookups = functions.filter { $0.schema == "me" }.map {
        Mutant(
          name: "owner of \($0.signature)", relation: $0.signature,
          statement: "alter function \($0.signature) owner to ippo_owner")
      }
      let blind = try self.survivors(lookups, in: office) { superuser, _ in try doctorNotices(superuser) }
      #expect(blind.isEmpty, "\(blind)")
      try PermissionsPage.tells(
        "\(mutants.count) grants and search paths, \(lookups.count) lookups with another owner")
    }
  }

  private func doctorNotices(_ superuser: Connection) throws -> Bool {
    try superuser.one(
      """
      select exists (select from api.doctor() where cardinality(offenders) > 0
        and not (offenders <@ '{"fsync = off","full_page_writes = off"}')
        -- the people whom this fixture made have groups beside their duties
        and finding not in ('every active member of staff has a login with their groups, and no other'))
      """)
  }

  /// Whether somebody may now call what the table does not let them.
  private func executeNotices(_ office: TestOffice, _ superuser: Connection, _ signature: String) throws -> Bool {
    if signature.isEmpty { return false }
    let name = String(signature.prefix { $0 != "(" }.split(separator: ".").last ?? "")
    let isOfAPI = signature.hasPrefix("api.")
    for (login, groups) in FunctionTable.groups {
      let expected = isOfAPI && !groups.isDisjoint(with: FunctionTable.allowed[name] ?? [])
      let held: Bool = try superuser.one(
        "select has_function_privilege(\(office.login(login)), \(signature)::regprocedure, 'execute')")
      if held != expected { return true }
    }
    return false
  }
}
