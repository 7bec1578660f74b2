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

  private func waiting(_ folder: String) -> [String] {
    guard let stream = opendir(folder + "/spool") else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(".json") { names.append(folder + "/spool/" + name) }
    }
    return names.sorted()
  }

  private func mode(_ path: String) -> UInt32 {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mode & 0o777 : 0
  }

  /// Asks for its health until it is well again.
  private func isWell(_ line: ReceiverRun) throws -> Bool {
    let end = ContinuousClock.now + .seconds(30)
    while ContinuousClock.now < end {
      if try line.get("/healthz").text.contains(#""status":"ok""#) { return true }
      poll(nil, 0, 50)
    }
    return false
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
      #expect(try isWell(line))
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
      #expect(try isWell(line))
      #expect(try office.messages == ["e1 text withdrawn", "e2 text withdrawn", "e9 text 残る"])
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
      #expect(try isWell(line))
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
      #expect(try isWell(again))
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
      #expect(try isWell(line))
      #expect(try office.messages == ["e2 text 二"])
      #expect(line.log.contains("put aside"))
    }
  }
}
