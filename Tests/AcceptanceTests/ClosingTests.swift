import Postgres
import TestSupport
import Testing

@Suite("A closed month")
struct ClosingTests {
  /// An office where May 2020 has something in it, all of it in the program `city`, and its supervisor.
  private func history(_ office: TestOffice) throws -> Person {
    let (sato, suzuki) = (try Person("sato", of: office), try Person("suzuki", of: office))
    func demand(_ person: Person, _ arguments: String..., input: String = "{}") throws -> Run {
      let run = try person.run(arguments, input: Array(input.utf8))
      guard run.ending == .status(0) else { throw Person.Unexpected(run: run) }
      return run
    }
    _ = try demand(
      Person("admin", of: office), "program", "add", "city", "--office", "fukuoka", "--from", "2020-04-01", "--year",
      "2020", "--sessions", "50", "--json", "-", input: #"{"name":"ひきこもり支援事業"}"#)
    let added = try demand(
      sato, "client", "add", "--received", "2020-05-01", "--program", "city", "--age-about", "24", "--sex", "male",
      "--json", "-",
      "--format",
      "json", input: #"{"name":"山田 太郎"}"#)
    let code = try #require(added.field("code"))
    for (method, day) in [("home_visit", "10"), ("line", "11"), ("line", "11"), ("phone", "12")] {
      _ = try demand(
        sato, "session", "log", code, "--method", method, "--minutes", "30", "--with", "mother", "--contact", "met",
        "--at",
        "2020-05-\(day) 10:00", "--note", "-", input: "記録")
    }
    _ = try demand(
      sato, "inquiry", "add", "--channel", "phone", "--kind", "consultation", "--relation", "mother", "--minutes", "20",
      "--received", "2020-05-02 10:00", "--json", "-")
    _ = try demand(sato, "assess", "add", code, "--factor", "family", "--on", "2020-05-10", "--note", "-", input: "記録")
    return suzuki
  }

  private static let formats = [
    ["json"], ["csv"], ["html"], ["html", "--lang", "en"], ["csv", "--lang", "en"], ["text"], ["text", "--lang", "en"],
  ]

  private func print(_ suzuki: Person, _ format: [String], _ more: String...) throws -> Run {
    try suzuki.run(["report", "monthly", "2020-05", "--format"] + format + more, input: [])
  }

  @Test("is printed byte for byte the same in every format, whatever becomes of the rows that it was counted from")
  func unmoved() throws {
    try TestOffice.run { office in
      let suzuki = try history(office)
      #expect(try suzuki.run("report", "close", "2020-05").ending == .status(0))
      let formats = Self.formats + Self.formats.map { $0 + ["--program", "city"] }
      let before = try formats.map { try print(suzuki, $0) }
      for run in before { #expect(run.ending == .status(0) && run.outputBytes.count > 500, "\(run.errors)") }
      let superuser = try office.omniscient()
      for (what, script, least) in [("changed", Self.change, 60), ("deleted", Self.delete, 40)] {
        try superuser.script(script)
        let touched: Int = try superuser.one("select count(*) from touched")
        #expect(touched >= least, "\(what)")
        for (format, was) in zip(formats, before) {
          let now = try print(suzuki, format)
          #expect(now.ending == .status(0) && now.outputBytes == was.outputBytes, "\(format), rows \(what)")
        }
      }
      // the control: another month of the same office is another one now
      let april = try suzuki.run("report", "monthly", "2020-04", "--format", "html")
      #expect(april.output.contains("書き換え所"))
    }
  }

  /// Changes every column that is no key, in every row of every table but those of closed months, as far as it can be; a login
  /// needs its name, its duty and its office.
  private static let change = """
    set session_replication_role = replica;
    create temp table touched (what text);
    do $$
    declare
      c record;
    begin
      for c in
        select r.relname, a.attname, format_type(a.atttypid, null) as type
        from pg_class r join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
        where r.relnamespace = 'app'::regnamespace and r.relkind = 'r' and r.relname !~ '^(month_|program_closing)' and a.attgenerated = ''
          and (r.relname, a.attname) not in (('staff', 'login'), ('duty', 'role'))
          and not exists (
            select from pg_index i where i.indrelid = r.oid and i.indisunique and a.attnum = any (i.indkey::smallint[]))
      loop
        begin
          execute format('update app.%I set %I = %s', c.relname, c.attname, case c.type
            when 'text' then quote_literal('書き換え所') when 'date' then format('%I - 31', c.attname)
            when 'timestamp with time zone' then format('%I - interval ''31 days''', c.attname)
            when 'smallint' then format('%I + 1', c.attname) when 'integer' then format('%I + 1', c.attname)
            when 'boolean' then format('not %I', c.attname) end);
          insert into touched values (c.relname || '.' || c.attname);
        exception when others then null;  -- a check refuses it, or it has no such value: counted by what went through
        end;
      end loop;
    end $$;
    """

  private static let delete = """
    truncate touched;
    do $$
    declare
      t text;
    begin
      for t in
        select relname from pg_class
        where relnamespace = 'app'::regnamespace and relkind = 'r' and relname !~ '^(month_|program_closing)'
          and relname not in ('staff', 'duty', 'office', 'program', 'program_office')
      loop
        execute format('delete from app.%I', t);
        insert into touched values (t);
      end loop;
    end $$;
    """

  @Test("that somebody changed behind the functions' back is not printed, even with its own digest put right")
  func tampered() throws {
    try TestOffice.run { office in
      let suzuki = try history(office)
      #expect(try suzuki.run("report", "close", "2020-05").ending == .status(0))
      let superuser = try office.omniscient()
      func demandNotice(_ run: Run, _ what: String) {
        #expect(run.ending == .status(1) && run.output.isEmpty, "\(what)")
        #expect(run.errors.contains("書き換えられています"), "\(what)")
      }
      let html = "update app.month_closing_file set bytes = bytes || 'x' where format = 'html'"
      try superuser.script("set session_replication_role = replica; \(html)")
      demandNotice(try print(suzuki, ["html"]), "bytes")
      #expect(try print(suzuki, ["csv"]).ending == .status(0))
      try superuser.script("update app.month_closing_file set sha256 = sha256(bytes)")
      demandNotice(try print(suzuki, ["html"]), "bytes and digest")
      // with an entry in the chain for the change
      try superuser.script(
        """
        set session_replication_role = origin;
        update app.month_closing_file set bytes = 'y', sha256 = sha256('y') where format = 'csv'
        """)
      demandNotice(try print(suzuki, ["csv"]), "on record")
      #expect(try suzuki.run("report", "rows", "2020-05", "sessions.count").ending == .status(0))
      try superuser.script("update app.month_closing_row set rows = '[]' where base = 'sessions'")
      demandNotice(try suzuki.run("report", "rows", "2020-05", "sessions.count"), "rows")
      #expect(try print(suzuki, ["text"]).ending == .status(0))
      try superuser.script(
        "update app.month_closing set report = jsonb_set(report, '{figures,sessions,count}', '9')")
      demandNotice(try print(suzuki, ["text"]), "figures")
    }
  }

  @Test("that was closed again is called the second edition, with a table of what it changes; the first is still there")
  func secondEdition() throws {
    try TestOffice.run { office in
      let suzuki = try history(office)
      #expect(try suzuki.run("report", "close", "2020-05").ending == .status(0))
      let first = try print(suzuki, ["html"])
      let reopened = try suzuki.run(
        "report", "reopen", "2020-05", "--json", "-", input: #"{"reason":"二重の問い合わせ"}"#)
      #expect(reopened.ending == .status(0))
      #expect(try print(suzuki, ["text"]).output.contains("訂正中(第1版は締め済み)"))
      let mori = try Person("mori", of: office)
      let added = try mori.run(
        [
          "inquiry", "add", "--channel", "phone", "--kind", "consultation", "--relation", "self", "--received",
          "2020-05-03 10:00", "--json", "-",
        ], input: Array("{}".utf8))
      #expect(added.ending == .status(0))
      #expect(try suzuki.run("report", "close", "2020-05").ending == .status(0))
      let second = try print(suzuki, ["html"])
      for text in ["月次報告 2020年5月(訂正第2版)", "第1版からの訂正", "問い合わせ・経路・電話", "訂正前"] {
        #expect(second.output.contains(text) && !first.output.contains(text), "\(text)")
      }
      #expect(try print(suzuki, ["html"], "--edition", "1").outputBytes == first.outputBytes)
      #expect(try print(suzuki, ["csv"]).output.contains("changes,inquiries.total.after,問い合わせ / 訂正後,2"))
    }
  }

  @Test("is printed from what was kept, not made anew: the bytes are those of the closing")
  func kept() throws {
    try TestOffice.run { office in
      let suzuki = try history(office)
      #expect(try suzuki.run("report", "close", "2020-05").ending == .status(0))
      for format in ["json", "csv", "html"] {
        let bytes: [UInt8] = try office.omniscient().one(
          "select bytes from app.month_closing_file where format = \(format) and lang = 'ja'")
        #expect(try print(suzuki, [format]).outputBytes == bytes)
      }
      let run = try print(suzuki, ["json"])
      #expect(run.field("state") == "closed" && run.field("edition") == "1")
    }
  }
}
