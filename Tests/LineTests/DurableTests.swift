import Glibc
import Postgres
import TestSupport
import Testing

/// A 200 means: committed, or on the disk.
@Suite("The receiver without its database")
struct DurableTests {
  private func office(_ body: (TestOffice, String) throws -> Void) throws {
    try TestOffice.run { office in
      try ReceiverRun.makeLogin(in: office)
      try body(office, try ReceiverRun.makeFolder())
    }
  }

  private func waiting(_ folder: String, _ place: String = "/spool") -> [String] {
    guard let stream = opendir(folder + place) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(".json") { names.append(folder + place + "/" + name) }
    }
    return names.sorted()
  }

  /// The database takes an event named `bad` in no way.
  private func spoil(_ office: TestOffice) throws {
    try office.omniscient().script(
      """
      create function app.spoil() returns trigger language plpgsql as $$ begin raise data_exception; end $$;
      create trigger spoil before insert on app.line_event for each row when (new.webhook_event_id = 'bad')
      execute function app.spoil()
      """)
  }

  private func mode(_ path: String) -> UInt32 {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mode & 0o777 : 0
  }

  @Test("keeps deliveries on the disk, answers 200, is killed, and brings them in once when the database is back")
  func away() throws {
    try office { office, folder in
      let alone = try ReceiverRun(office, folder: folder, host: folder)
      #expect(try alone.post(Told.delivery(Told.message("e1", "一"))) == 200)
      #expect(try alone.post(Told.delivery(Told.message("e2", "二", at: 1_760_000_002_000))) == 200)
      #expect(try alone.post(Told.delivery(Told.message("e1", "一"))) == 200)
      let health = try alone.get("/healthz")
      #expect(health.status == 200 && health.text.contains(#""status":"spooling","database":"away""#))
      #expect(waiting(folder).count == 3)
      #expect(mode(folder + "/spool") == 0o700)
      for path in waiting(folder) { #expect(mode(path) == 0o600) }
      alone.end(by: SIGKILL)
      let line = try ReceiverRun(office, folder: folder)
      #expect(try line.isWell())
      #expect(try office.messages == ["e1 text 一", "e2 text 二"])
      #expect(waiting(folder) == [])
    }
  }

  @Test("takes withdrawn words out of the spool, whichever came first")
  func blanked() throws {
    try office { office, folder in
      let alone = try ReceiverRun(office, folder: folder, host: folder)
      #expect(try alone.post(Told.delivery(Told.message("e1", "先の言葉"), Told.message("e9", "残る"))) == 200)
      #expect(try alone.post(Told.delivery(Told.unsend("u1", of: "me1"))) == 200)
      #expect(try alone.post(Told.delivery(Told.unsend("u2", of: "me2"))) == 200)
      alone.end(by: SIGKILL)
      let again = try ReceiverRun(office, folder: folder, host: folder)
      #expect(try again.post(Told.delivery(Told.message("e2", "後の言葉"))) == 200)
      let spooled = waiting(folder).map(ReceiverRun.read).joined()
      #expect(!spooled.contains("先の言葉") && !spooled.contains("後の言葉") && spooled.contains("残る"))
      again.end()
      let line = try ReceiverRun(office, folder: folder)
      #expect(try line.isWell())
      #expect(try office.messages == ["e1 text withdrawn", "e2 text withdrawn", "e9 text 残る"])
    }
  }

  @Test("takes withdrawn words out of every file that has them: delivered twice, or edited")
  func blankedEverywhere() throws {
    try office { office, folder in
      let alone = try ReceiverRun(office, folder: folder, host: folder)
      #expect(try alone.post(Told.delivery(Told.message("e1", "二度の言葉"))) == 200)
      #expect(try alone.post(Told.delivery(Told.message("e1", "二度の言葉"))) == 200)
      #expect(try alone.post(Told.delivery(Told.message("e2", "元の言葉"))) == 200)
      let edit = Told.message("x2", "直した言葉", message: "me2", at: 1_760_000_005_000, type: "messageEdited")
      #expect(try alone.post(Told.delivery(edit)) == 200)
      alone.end(by: SIGKILL)
      // it finds them again when it starts
      let again = try ReceiverRun(office, folder: folder, host: folder)
      #expect(try again.post(Told.delivery(Told.unsend("u1", of: "me1"), Told.unsend("u2", of: "me2"))) == 200)
      #expect(waiting(folder).count == 5)
      #expect(!waiting(folder).map(ReceiverRun.read).joined().contains("言葉"))
      again.end()
      let line = try ReceiverRun(office, folder: folder)
      #expect(try line.isWell())
      #expect(try office.messages == ["e1 text withdrawn", "e2 text withdrawn"])
    }
  }

  @Test("spools no words that another call withdrew while they were on their way")
  func blankedMeanwhile() throws {
    try office { office, folder in
      let line = try ReceiverRun(office, folder: folder)
      let blocker = try office.omniscient()
      try blocker.script("begin")
      try blocker.run("select pg_advisory_xact_lock(hashtextextended('line user U1', 0))")
      let wire = try line.connection()
      defer { close(wire) }
      let request = try ReceiverRun.request(Array(Told.delivery(Told.message("e1", "途中の言葉")).utf8))
      #expect(send(wire, request, request.count, 0) == request.count)
      let end = ContinuousClock.now + .seconds(30)
      let waits: SQL = "select count(*) from pg_locks where locktype = 'advisory' and not granted"
      while try blocker.one(waits, as: Int.self) == 0, ContinuousClock.now < end { poll(nil, 0, 10) }
      #expect(try line.post(Told.delivery(Told.unsend("u1", of: "me1", user: "U2"))) == 200)
      #expect(ReceiverRun.status(of: ReceiverRun.answer(from: wire)) == 200)
      let spooled = waiting(folder).map(ReceiverRun.read).joined()
      #expect(spooled.contains("me1") && !spooled.contains("途中の言葉"))
      try blocker.script("rollback")
      #expect(try line.isWell())
      #expect(try office.messages == ["e1 text withdrawn"])
    }
  }

  @Test("does not wait for a database that hangs: the spool answers, and what was half-way comes once")
  func hanging() throws {
    try office { office, folder in
      let line = try ReceiverRun(office, folder: folder)
      let blocker = try office.omniscient()
      try blocker.script("begin; lock table audit.head in exclusive mode")
      #expect(try line.post(Told.delivery(Told.message("e1", "一"))) == 200)
      #expect(waiting(folder).count == 1)
      try blocker.script("rollback")
      #expect(try line.isWell())
      #expect(try office.messages == ["e1 text 一"])
    }
  }

  @Test("says 503, not 200, where neither the database nor the disk takes it")
  func full() throws {
    try office { office, folder in
      let line = try ReceiverRun(office, folder: folder, host: folder, mostBytes: 512)
      #expect(try line.post(Told.delivery(Told.message("e1", String(repeating: "あ", count: 2000)))) == 503)
      #expect(try line.get("/healthz").status == 503)
      #expect(waiting(folder) == [])
      // what fits is kept
      #expect(try line.post(Told.delivery(Told.message("e2", "二"))) == 200)
    }
  }

  @Test("answers what it has in hand when it is told to stop")
  func stopping() throws {
    try office { office, folder in
      let line = try ReceiverRun(office, folder: folder)
      let blocker = try office.omniscient()
      try blocker.script("begin; lock table audit.head in exclusive mode")
      let body = Array(Told.delivery(Told.message("e1", "一")).utf8)
      let wire = try line.connection()
      defer { close(wire) }
      let request =
        Array(
          "POST /line/webhook HTTP/1.1\r\nHost: x\r\nX-Line-Signature: \(try ReceiverRun.sign(body))\r\nContent-Length: \(body.count)\r\n\r\n"
            .utf8) + body
      #expect(send(wire, request, request.count, 0) == request.count)
      // in hand: the server sees its call
      while try office.lines(
        "select 'x' as line from pg_stat_activity where usename = \(office.login("line_intake")) and wait_event_type = 'Lock'"
      ).isEmpty {}
      let status = line.end()
      #expect(ReceiverRun.status(of: ReceiverRun.answer(from: wire)) == 200)
      #expect(status == 0)
      try blocker.script("rollback")
      let again = try ReceiverRun(office, folder: folder)
      #expect(try again.isWell())
      #expect(try office.messages == ["e1 text 一"])
    }
  }

  @Test("puts a file that is no delivery aside and goes on")
  func damaged() throws {
    try office { office, folder in
      let alone = try ReceiverRun(office, folder: folder, host: folder)
      #expect(try alone.post(Told.delivery(Told.message("e1", "一"))) == 200)
      #expect(try alone.post(Told.delivery(Told.message("e2", "二"))) == 200)
      alone.end(by: SIGKILL)
      try ReceiverRun.write(Array(#"[{"destination":"x","ev"#.utf8), to: try #require(waiting(folder).first))
      let line = try ReceiverRun(office, folder: folder)
      #expect(try line.isWell())
      #expect(try office.messages == ["e2 text 二"])
      #expect(line.log.contains("put aside"))
    }
  }

  @Test("puts aside the one event that the database refuses for good, tells of it, and brings in its neighbours")
  func refused() throws {
    try office { office, folder in
      try spoil(office)
      let line = try ReceiverRun(office, folder: folder)
      let told = Told.delivery(Told.message("e1", "一"), Told.message("bad", "悪い"), Told.message("e3", "三"))
      #expect(try line.post(told) == 200)
      #expect(try line.isWell())
      #expect(try office.messages == ["e1 text 一", "e3 text 三"])
      let aside = waiting(folder, "/spool/refused")
      #expect(aside.count == 1 && aside.allSatisfy { ReceiverRun.read($0).contains("悪い") && mode($0) == 0o600 })
      #expect(try line.get("/metrics").text.contains("ippo_line_events_put_aside_total 1\n"))
      #expect(line.log.contains("bad") && !line.log.contains("悪い"))
      // withdrawn, it loses its words there too, also when the receiver was begun anew
      line.end()
      let again = try ReceiverRun(office, folder: folder)
      #expect(try again.post(Told.delivery(Told.unsend("u1", of: "mbad"))) == 200)
      #expect(aside.allSatisfy { ReceiverRun.read($0).contains("mbad") && !ReceiverRun.read($0).contains("悪い") })
    }
  }

  @Test("brings many files in by one call, and loses none for a bad one among them")
  func together() throws {
    try office { office, folder in
      try spoil(office)
      for ids in [["e1", "e2", "e3", "e4"], ["e5", "bad", "e6", "e7"]] {
        let alone = try ReceiverRun(office, folder: folder, host: folder)
        for id in ids { #expect(try alone.post(Told.delivery(Told.message(id, id))) == 200) }
        alone.end(by: SIGKILL)
        #expect(waiting(folder).count == 4)
        let line = try ReceiverRun(office, folder: folder)
        #expect(try line.isWell())
        line.end()
        if ids[1] == "e2" {
          #expect(try office.lines("select count(distinct xmin::text)::text as line from app.line_event") == ["1"])
        }
      }
      #expect(try office.messages == (1...7).map { "e\($0) text e\($0)" })
      #expect(waiting(folder, "/spool/refused").count == 1)
    }
  }

  @Test("commits to the disk before it answers, whatever the login's own settings say")
  func synchronous() throws {
    try office { office, folder in
      try office.omniscient().script(
        """
        alter role \(office.login("line_intake")) set synchronous_commit = off;
        create function app.spoil() returns trigger language plpgsql as $$ begin
        new.detail := jsonb_build_object('commit', current_setting('synchronous_commit')); return new; end $$;
        create trigger spoil before insert on app.line_event for each row execute function app.spoil()
        """)
      let alone = try ReceiverRun(office, folder: folder, host: folder)
      #expect(try alone.post(Told.delivery(Told.message("e1", "一"))) == 200)
      alone.end(by: SIGKILL)
      let line = try ReceiverRun(office, folder: folder)
      #expect(try line.isWell())
      #expect(try line.post(Told.delivery(Told.message("e2", "二"))) == 200)
      #expect(
        try office.lines(
          "select webhook_event_id || ' ' || (detail ->> 'commit') as line from app.line_event order by 1")
          == ["e1 on", "e2 on"])
    }
  }

  @Test("has its spool to itself, and clears away what was never finished")
  func taken() throws {
    try office { office, folder in
      let line = try ReceiverRun(office, folder: folder)
      #expect(throws: ReceiverRun.Failed.self) { _ = try ReceiverRun(office, folder: folder) }
      #expect(line.log.contains("Another ippo-line has this spool"))
      line.end()
      let half = folder + "/spool/.new-000000000000000001.json"
      try ReceiverRun.write(Array(#"[{"destination":"#.utf8), to: half)
      let again = try ReceiverRun(office, folder: folder)
      #expect(access(half, F_OK) != 0)
      #expect(try again.post(Told.delivery(Told.message("e1", "一"))) == 200)
    }
  }

  @Test("brings in what a person puts back into the spool, and overwrites nothing that waits there")
  func putBack() throws {
    try office { office, folder in
      let alone = try ReceiverRun(office, folder: folder, host: folder)
      #expect(try alone.post(Told.delivery(Told.message("e1", "一"))) == 200)
      #expect(try alone.post(Told.delivery(Told.message("e2", "二"))) == 200)
      alone.end()
      let files = waiting(folder)
      let last = try #require(files.last)
      #expect(rename(last, folder + "/spool/000000000000000002-1.json") == 0)
      let again = try ReceiverRun(office, folder: folder, host: folder)
      #expect(try again.post(Told.delivery(Told.message("e3", "三"))) == 200)
      #expect(try again.post(Told.delivery(Told.message("e4", "四"))) == 200)
      again.end()
      let line = try ReceiverRun(office, folder: folder)
      #expect(try line.isWell())
      #expect(Set(try office.messages) == ["e1 text 一", "e2 text 二", "e3 text 三", "e4 text 四"])
    }
  }
}
