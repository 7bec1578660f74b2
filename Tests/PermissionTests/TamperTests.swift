import CaseCore
import Postgres
import TestSupport
import Testing

@Suite("Rule 11: tampering")
struct TamperTests {
  @Test("what a superuser edits, deletes, reorders, adds or cuts off is found, and the first bad entry named")
  func found() throws {
    try TestOffice.run { office in
      _ = try CaseFiles(office)
      let superuser = try office.omniscient()
      try superuser.script(
        """
        create schema kept; create table kept.entry as table audit.entry; create table kept.head as table audit.head
        """)
      let last: Int = try superuser.one("select max(seq) from audit.entry")
      #expect(last > 60)
      let admin = try office.store("admin")
      func verify() throws -> Int? { try AuditVerdict.verify(in: admin).firstBad }
      #expect(try verify() == nil, "a false alarm")

      var cases: [(name: String, sql: String, expected: Int)] = []
      for k in [1, 2, last / 2, last - 1, last] {
        for change in [
          "at = at + interval '1 microsecond'", "staff_id = case when staff_id is null then gen_random_uuid() end",
          "login = login || 'x'", "relation = relation || 'x'", "row_key = row_key || 'x'",
          "action = case action when 'INSERT' then 'DELETE' else 'INSERT' end", "row_hash = sha256('x')",
          "hash = sha256('x')",
        ] { cases.append(("edit \(k): \(change)", "update audit.entry set \(change) where seq = \(k)", k)) }
        cases.append(("delete \(k)", "delete from audit.entry where seq = \(k)", k))
        cases.append(("cut from \(k)", "delete from audit.entry where seq >= \(k)", k))
        if k < last {
          cases.append(
            (
              "reorder \(k)",
              """
              update audit.entry set seq = -1 where seq = \(k); update audit.entry set seq = \(k) where seq = \(k + 1);
              update audit.entry set seq = \(k + 1) where seq = -1
              """, k
            ))
        }
      }
      // whoever knows the formula can chain an entry on, but not into the head
      let forged = """
        insert into audit.entry
        select \(last + 1), e.at, e.staff_id, e.login, e.relation, e.action, e.row_key, e.row_hash, sha256(e.hash || convert_to(
          jsonb_build_array(\(last + 1), e.at, e.staff_id, e.login, e.relation, e.action, e.row_key, encode(e.row_hash, 'hex'))::text, 'UTF8'))
        from audit.entry e where e.seq = \(last)
        """
      cases.append(("forge one more", "set timezone = 'UTC'; \(forged)", last + 1))
      cases.append(
        (
          "append rubbish",
          "insert into audit.entry select \(last + 5), at, staff_id, login, relation, action, row_key, row_hash, hash from audit.entry where seq = 1",
          last + 1
        ))
      cases.append(("empty the chain", "delete from audit.entry", 1))
      cases.append(("move the head back", "update audit.head set seq = seq - 1", last))
      cases.append(("move the head on", "update audit.head set seq = seq + 1", last + 1))
      cases.append(("another head", "update audit.head set hash = sha256('x')", last))
      cases.append(("no head", "delete from audit.head", last + 1))
      cases.append(("neither", "delete from audit.entry; delete from audit.head", 1))
      for (name, sql, expected) in cases {
        try superuser.script(sql)
        #expect(try verify() == expected, "\(name)")
        try superuser.script(
          """
          truncate audit.entry, audit.head; insert into audit.entry table kept.entry; insert into audit.head table kept.head;
          reset timezone
          """)
      }
      #expect(try verify() == nil)
      print("tampering: \(cases.count) ways on a chain of \(last)")
    }
  }

  @Test("a chain rebuilt from an edited entry on does not fit the head that a witness wrote down")
  func rebuilt() throws {
    try TestOffice.run { office in
      _ = try CaseFiles(office)
      let admin = try office.store("admin")
      let witness = try AuditVerdict.verify(in: admin)
      let superuser = try office.omniscient()
      try superuser.script(
        """
        set timezone = 'UTC';
        do $$
        declare
          e record; before bytea := sha256('ippo');
        begin
          update audit.entry set login = 'somebody' where seq = 5;
          for e in select * from audit.entry order by seq loop
            before := sha256(before || convert_to(jsonb_build_array(e.seq, e.at, e.staff_id, e.login, e.relation, e.action,
              e.row_key, encode(e.row_hash, 'hex'))::text, 'UTF8'));
            update audit.entry set hash = before where seq = e.seq;
          end loop;
          update audit.head set hash = before;
        end $$
        """)
      let rebuilt = try AuditVerdict.verify(in: admin)
      #expect(rebuilt.firstBad == nil && rebuilt.entries == witness.entries)
      #expect(rebuilt.head != witness.head, "only the witness knows")
    }
  }
}
