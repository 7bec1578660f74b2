import Postgres
import TestSupport
import Testing

@Suite("What reaches whom")
struct CanaryTests {
  /// What each may come to see by calling everything with everything, and exactly that: whoever may see a text sees it,
  /// which is the positive control of every denial beside it.
  private static func expected(_ login: String) -> Set<String> {
    let (index, record, inquiry) = (CaseFiles.index, CaseFiles.record, CaseFiles.inquiry)
    return switch login {
    // their own case, and what came in at their office and is nobody's client yet
    case "sato", "suzuki": CaseFiles.items("s", index + record + inquiry).union(CaseFiles.items("u", inquiry))
    case "kato": CaseFiles.items("k", index + record + inquiry)
    // the same office, another caseload
    case "tanaka": CaseFiles.items("u", inquiry)
    // the client index and the inquiries of the office, no record
    case "mori": CaseFiles.items("s", index + inquiry).union(CaseFiles.items("u", inquiry))
    default: []
    }
  }

  @Test(
    "each sees by all functions together what is theirs to see, and not a word more, in rows, errors, notices and plans"
  )
  func sweep() throws {
    try TestOffice.run { office in
      let files = try CaseFiles(office)
      try office.makeOutsiders()
      let sweep = try Sweep(files)
      let before = try digest(of: files)
      var calls = 0
      for login in ["tanaka", "kato", "mori", "admin"] + TestOffice.outsiders + ["sato", "suzuki"] {
        let found = try sweep.run(as: login)
        calls += found.calls
        let expected = Self.expected(login)
        for extra in found.seen.subtracting(expected).sorted() {
          Issue.record("\(login) saw \(extra): \(found.places[extra] ?? "")")
        }
        for missing in expected.subtracting(found.seen).sorted() { Issue.record("\(login) did not see \(missing)") }
      }
      #expect(try digest(of: files) == before, "a sweep changed a record")
      print("canaries: \(calls) calls")
    }
  }

  /// Every row of both clients, tickets apart.
  private func digest(of files: CaseFiles) throws -> String {
    try files.office.omniscient().one(
      """
      select md5(string_agg(rows::text, '' order by t)) from (
        select c.relname as t, query_to_xml(format(
          'select md5(string_agg(r::text, '''' order by r::text)) from app.%I r where client_id in (%L, %L)', c.relname,
          \(files.s.client.description)::text, \(files.k.client.description)::text), true, false, '') as rows
        from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'client_id'
        where c.relnamespace = 'app'::regnamespace and c.relkind = 'r' and c.relname <> 'access') tables
      """)
  }

  @Test("breaking the glass shows the record to a counselor of the office, on record, and to nobody elsewhere")
  func glass() throws {
    try TestOffice.run { office in
      let files = try CaseFiles(office)
      let tanaka = try office.connection("tanaka")
      let kato = try office.connection("kato")
      for connection in [tanaka, kato] {
        _ = try connection.attempt(
          "select code as line from api.client_break_glass(\(files.s.code), 'handover', '担当者の急病')")
      }
      let tickets = try office.omniscient().lines(
        "select s.login as line from app.access a join app.staff s on s.id = a.staff_id where a.outside_caseload")
      #expect(tickets == [office.login("tanaka")])
      let note: SQL = "select body as line from api.session_notes(\(files.s.session))"
      #expect(try tanaka.lines(note).count == 2)
      #expect(try kato.lines(note).isEmpty)
    }
  }

  @Test("a function that leaks is found by the sweep: in a row, in an error's detail and in a notice")
  func planted() throws {
    for leak in [
      "return query select n.body from app.session_note n",
      "raise exception using message = 'x', detail = (select max(n.body) from app.session_note n)",
      "raise notice '%', (select max(n.body) from app.session_note n)",
    ] {
      try TestOffice.run { office in
        let files = try CaseFiles(office)
        try office.omniscient().script(
          """
          create function api.leak() returns setof text language plpgsql security definer as $$ begin \(leak); end $$;
          grant execute on function api.leak() to counselor
          """)
        let found = try Sweep(files).run(as: "tanaka").seen
        #expect(
          !found.isDisjoint(with: CaseFiles.items("s", CaseFiles.record).union(CaseFiles.items("k", CaseFiles.record))),
          "\(leak)")
      }
    }
  }
}
