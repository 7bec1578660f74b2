import Postgres
import TestSupport
import Testing

@Suite("Who may call what")
struct FunctionMatrixTests {
  @Test("EXECUTE is as the table says for every function and login, and no function is missing in the table")
  func execute() throws {
    try TestOffice.run { office in
      try office.makeOutsiders()
      let superuser = try office.omniscient()
      let functions = try superuser.all(
        """
        select p.oid::regprocedure::text as signature, p.proname::text as name, p.pronamespace::regnamespace::text as schema,
          (select coalesce(string_agg('null::' || format_type(t, null), ', ' order by place), '')
            from unnest(p.proargtypes) with ordinality as a (t, place)) as nulls,
          p.prorettype = 'trigger'::regtype as is_trigger
        from pg_proc p where p.pronamespace::regnamespace::text in ('api', 'kit', 'me', 'app', 'audit') order by 1
        """
      ) { row in
        (
          signature: try row.decode("signature", as: String.self), name: try row.decode("name", as: String.self),
          schema: try row.decode("schema", as: String.self), nulls: try row.decode("nulls", as: String.self),
          isTrigger: try row.decode("is_trigger", as: Bool.self)
        )
      }
      let named = Set(functions.filter { $0.schema == "api" }.map(\.name))
      #expect(named == Set(FunctionTable.allowed.keys), "functions and table differ")
      #expect(functions.count(where: { $0.schema != "api" }) > 40)

      var cells = 0
      var wrong: [String] = []
      for login in TestOffice.people + TestOffice.outsiders {
        let groups = FunctionTable.groups[login] ?? []
        let connection = try office.connection(login)
        for function in functions {
          let expected =
            function.schema == "api" && !groups.isDisjoint(with: FunctionTable.allowed[function.name] ?? [])
          let held: Bool = try superuser.one(
            "select has_function_privilege(\(office.login(login)), \(function.signature)::regprocedure, 'execute')")
          cells += 1
          if held != expected { wrong.append("\(login) holds execute on \(function.signature): \(held)") }
          // and said aloud: what is not allowed is refused for exactly that, what is allowed for anything else or not
          if function.isTrigger { continue }
          let outcome = try connection.undone {
            try connection.attempt(
              "select \(raw: function.schema).\(raw: function.name)(\(raw: function.nulls))::text as line")
          }
          cells += 1
          let refused =
            outcome.isDenied
            && (outcome.message.hasPrefix("permission denied for function")
              || outcome.message.hasPrefix("permission denied for schema"))
          if refused == expected {
            wrong.append("\(login) calling \(function.signature): \(outcome.state) \(outcome.message)")
          }
        }
      }
      #expect(wrong.isEmpty, "\(wrong.count): \(wrong.prefix(20).joined(separator: "\n"))")
      try PermissionsPage.tells("each function, each login | \(PermissionsPage.grouped(cells)) | `FunctionMatrixTests`")
    }
  }

  @Test("the migration's login may call what founds and examines an office, and nothing of casework")
  func migrationLogin() throws {
    try TestOffice.run { office in
      let held = try office.omniscient().lines(
        """
        select p.proname::text as line from pg_proc p
        where p.pronamespace = 'api'::regnamespace and has_function_privilege('ippo_migrate', p.oid, 'execute')
        """)
      #expect(Set(held) == Set(FunctionTable.allowed.filter { $0.value.contains("ippo_migrate") }.keys))
    }
  }

  @Test("staff groups and owners are as they were drawn: none is inside another that it should not be in")
  func memberships() throws {
    try TestOffice.run { office in
      let office = try office.omniscient()
      let members = try office.lines(
        """
        select m.member::regrole::text || ' in ' || m.roleid::regrole::text as line
        from pg_auth_members m join pg_roles r on r.oid = m.member
        where r.rolname in ('ippo_owner', 'ippo_lookup', 'ippo_api', 'ippo_similar', 'ippo_audit', 'ippo_figures', 'ippo_gate',
          'counselor', 'intake', 'supervisor', 'office_admin', 'reporter', 'line_intake', 'line_sender', 'backup')
        """)
      #expect(Set(members) == ["ippo_gate in pg_signal_backend", "backup in pg_read_all_data"])
      let powers = try office.lines(
        """
        select rolname || concat(case when rolsuper then ' superuser' end, case when rolcreaterole then ' createrole' end,
          case when rolcreatedb then ' createdb' end, case when rolbypassrls then ' bypassrls' end,
          case when rolreplication then ' replication' end, case when rolcanlogin then ' login' end) as line
        from pg_roles where rolname ~ '^ippo_(owner|lookup|api|similar|audit|figures|gate|migrate)$'
          or rolname in ('counselor', 'intake', 'supervisor', 'office_admin')
        """)
      #expect(
        Set(powers) == [
          "ippo_owner", "ippo_lookup bypassrls", "ippo_api", "ippo_similar", "ippo_audit", "ippo_figures bypassrls",
          "ippo_gate createrole", "ippo_migrate login", "counselor", "intake", "supervisor", "office_admin",
        ])
    }
  }
}
