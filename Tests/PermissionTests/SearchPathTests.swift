import Postgres
import TestSupport
import Testing

@Suite("Rule 1: whose types and functions run")
struct SearchPathTests {
  @Test("nobody can make a temporary table, nor anything else in any schema")
  func nothingOfOnesOwn() throws {
    try TestOffice.run { office in
      try office.makeOutsiders()
      for login in TestOffice.people + TestOffice.outsiders {
        let connection = try office.connection(login)
        for statement in [
          "create temporary table x (y int)", "create table public.x (y int)",
          "create function public.x() returns int return 1",
          "create schema x", "create domain pg_temp.uuid as text", "create function api.x() returns int return 1",
          "create view code.x as select 1", "select 1 as y into temporary x",
        ] {
          let state = try connection.attemptScript(statement).state
          #expect(state == "42501", "\(login): \(statement)")
        }
      }
      try office.omniscient().script("create temporary table x (y int)")
    }
  }

  @Test("even with temporary types named like the built-in ones, no function of the office runs the caller's code")
  func shadowedTypes() throws {
    try TestOffice.run { office in
      let files = try CaseFiles(office)
      let superuser = try office.omniscient()
      try superuser.script(
        """
        grant temporary on database \(office.name) to public;
        create function api.trap(x text) returns text language plpgsql security definer set search_path = '' as $$
        declare y uuid;
        begin
          y := x;
          return y;
        end $$;
        alter function api.trap(text) owner to ippo_api;
        grant execute on function api.trap(text) to counselor, supervisor
        """)
      let sweep = try Sweep(files)
      for login in ["sato", "suzuki"] {
        let connection = try office.connection(login)
        try connection.script(
          """
          create function pg_temp.caught(x pg_catalog.text) returns pg_catalog.bool language plpgsql as $$
          begin
            raise notice 'caught as %', current_user;
            return true;
          end $$
          """)
        for type in ["uuid", "text", "integer", "date", "jsonb", "boolean", "record_x"] {
          let base = type == "record_x" ? "text" : type
          try connection.script(
            "create domain pg_temp.\(type) as pg_catalog.\(base == "integer" ? "int4" : base == "boolean" ? "bool" : base) "
              + "check (pg_temp.caught(value::pg_catalog.text))")
        }
        let control = try connection.attempt("select api.trap(\(files.s.session.description)) as line")
        #expect(control.notices.contains { $0.contains("caught as ippo_api") }, "the trap itself must work")
        var calls = 0
        for function in sweep.all where function.name != "trap" {
          let list = try sweep.calls(of: function, qualified: true)[0]
          let outcome = try connection.undone {
            try connection.attempt("select t::pg_catalog.text as line from api.\(raw: function.name)(\(raw: list)) t")
          }
          calls += 1
          #expect(!outcome.notices.contains { $0.contains("caught as ippo") }, "\(function.name)")
        }
        #expect(calls > 60)
      }
    }
  }
}
