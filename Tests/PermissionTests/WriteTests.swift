import CaseCore
import Postgres
import TestSupport
import Testing

@Suite("Rules 12, 13 and 15: what is written, and what is said where others can read it")
struct WriteTests {
  @Test("a foreign key is no permission: an end or a reopening must be of the same client as what it ends")
  func tied() throws {
    try TestOffice.run { office in
      try PolicyOffice.build(office)
      let suzuki = try office.connection("suzuki")
      for (what, expected) in [("S", "ok:1"), ("K", "42501")] {
        // suzuki's own client in the row, but the assignment that ends is \(what)'s
        for statement in [
          """
          insert into app.assignment_end (assignment_id, client_id, office_id, ended_by)
          select md5('now \(what)')::uuid, md5('S')::uuid, o.id, s.id from probe.label o, probe.label s
          where o.label = 'f' and s.label = 'suzuki'
          """,
          """
          insert into app.client_reopening (closing_id, client_id, office_id, reopened_on, author_id)
          select md5('x\(what)')::uuid, md5('S')::uuid, o.id, '2026-01-01', s.id from probe.label o, probe.label s
          where o.label = 'f' and s.label = 'suzuki'
          """,
        ] {
          let got: String = try suzuki.one("select probe.do_ippo_api(\(statement))")
          #expect(got == expected, "\(what): \(statement)")
        }
      }
    }
  }

  @Test("writing to a stranger's record is answered, never passed over in silence")
  func foreignWrites() throws {
    try TestOffice.run { office in
      let files = try CaseFiles(office)
      let tanaka = try office.connection("tanaka")
      for sql: SQL in [
        "select state as line from api.session_move(\(TestOffice.id()), \(files.s.session), \(files.s.code))",
        """
        select state as line from api.session_amend(\(TestOffice.id()), \(files.s.session), null, null, null, 5, null, null, null, null,
          null, null, 'x')
        """,
        "select state as line from api.client_amend(\(TestOffice.id()), \(files.s.code), '{}', '{}', '{}', 'x', null)",
        "select state as line from api.client_close(\(TestOffice.id()), \(files.s.code), 'other', null)",
        "select state as line from api.plan_pause(\(TestOffice.id()), \(files.s.code), null, null)",
        "select state as line from api.referral_update(\(TestOffice.id()), \(files.s.referral.description), 'agreed', null, null, null)",
        "select state as line from api.inquiry_unlink(\(TestOffice.id()), \(files.s.inquiryCode), 'x')",
      ] {
        let outcome = try tanaka.attempt(sql)
        #expect(outcome.state == "IP003" && outcome.rows.isEmpty, "\(sql)")
      }
    }
  }

  @Test("a connection of the program shows no name and no code to other logins, and nothing is sent by NOTIFY")
  func quiet() throws {
    try TestOffice.run { office in
      let files = try CaseFiles(office)
      let store = try office.store("sato")
      try store.connection.run("select api.client_open(\(files.s.code))")
      let superuser = try office.omniscient()
      let shown = try superuser.lines(
        "select concat_ws(' ', application_name, query) as line from pg_stat_activity where pid = \(store.connection.backendPID)"
      )
      #expect(shown == ["ippo select api.client_open($1)"])
      let tanaka = try office.connection("tanaka")
      #expect(try tanaka.attempt("select query as line from pg_stat_activity").isDenied)
      let locks = try tanaka.lines("select l::text as line from pg_locks l")
      #expect(!locks.isEmpty && !files.leaks(in: locks.joined()))
      let speaking = try superuser.lines(
        """
        select p.oid::regprocedure::text as line from pg_proc p
        where p.pronamespace::regnamespace::text in ('api', 'kit', 'me', 'app', 'audit')
          -- waking somebody with nothing in it is not speaking
          and replace(replace(p.prosrc, 'pg_notify(''ippo_send'', '''')', ''), 'pg_notify(''ippo_watch'', '''')', '')
            ~* '(pg_)?notify|application_name'
        """)
      #expect(speaking.isEmpty)
      let channels = try superuser.lines("select pg_listening_channels() as line")
      #expect(channels.isEmpty)
    }
  }

  @Test("the server's settings keep contents out of its log, and a login cannot change them")
  func settings() throws {
    try TestOffice.run { office in
      let superuser = try office.omniscient()
      for (name, value) in [
        ("log_statement", "none"), ("log_parameter_max_length", "0"), ("log_parameter_max_length_on_error", "0"),
        ("log_min_error_statement", "panic"), ("password_encryption", "scram-sha-256"),
      ] {
        let now: String = try superuser.one("select current_setting(\(name))")
        #expect(now == value, "\(name)")
      }
      let sato = try office.connection("sato")
      for name in [
        "log_statement", "log_min_error_statement", "log_min_duration_statement", "log_min_messages",
        "session_replication_role",
        "log_duration", "log_parameter_max_length", "log_statement_stats",
      ] {
        #expect(try sato.attemptScript("set \(name) = default").isDenied, "\(name)")
      }
    }
  }
}
