import Glibc
import Testing

@testable import Postgres

@Suite("One deadline for connecting and for every answer")
struct DeadlineTests {
  /// Says something and then nothing more: a handler that sets the deadline then sets it after the statement was sent,
  /// however slow the machine is.
  private let noticeThenSleep: SQL = "do $$ begin raise notice 'now'; perform pg_sleep(60); end $$"

  @Test("a server that accepts and never answers is given up at the deadline") func silentSocket() throws {
    let listener = try Listener()
    let start = ContinuousClock.now
    let error = #expect(throws: PostgresError.self) {
      try Connection.open(listener.settings, deadline: .after(.milliseconds(120)))
    }
    #expect(error?.kind == .timedOut)
    #expect(error?.outcomeUnknown == false)
    #expect(ContinuousClock.now - start >= .milliseconds(120))
    #expect(ContinuousClock.now - start < .seconds(20))
  }

  @Test("several silent addresses share the one deadline") func silentNetwork() throws {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, length) == 0 && listen(socket, 4) == 0 && getsockname(socket, $0, &length) == 0
      }
    }
    try #require(bound)
    let port = UInt16(bigEndian: address.sin_port)
    let error = #expect(throws: PostgresError.self) {
      try Connection.open(
        [.host: "127.0.0.1,127.0.0.1", .port: "\(port)", "gssencmode": "disable"], deadline: .after(.milliseconds(100)))
    }
    #expect(error?.kind == .timedOut)
  }

  @Test("nobody listening is an error at once, deadline or not") func deadServer() throws {
    let listener = try Listener()
    shutdown(listener.socket, Int32(SHUT_RDWR))
    let error = #expect(throws: PostgresError.self) { try Connection.open(listener.settings) }
    #expect(error?.kind == .cannotConnect)
    #expect(error?.sqlState == nil)
  }

  @Test("an answer that comes too late closes the connection, and its outcome is unknown") func lateAnswer() throws {
    let connection = try connect()
    connection.onNotice = { [unowned connection] _ in connection.deadline = .at(.now) }
    let error = #expect(throws: PostgresError.self) { try connection.run(noticeThenSleep) }
    #expect(error?.kind == .timedOut)
    #expect(error?.outcomeUnknown == true)
    #expect(!connection.isOpen)
    connection.deadline = .none
    let after = #expect(throws: PostgresError.self) { try connection.run("select 1") }
    #expect(after?.kind == .connectionLost)
    #expect(after?.outcomeUnknown == false)
  }

  @Test("a deadline already passed sends nothing") func passed() throws {
    let connection = try connect()
    connection.deadline = .at(.now)
    let error = #expect(throws: PostgresError.self) { try connection.run("select 1") }
    #expect(error?.kind == .timedOut)
    #expect(error?.outcomeUnknown == false)
    #expect(!connection.isOpen)
    let opening = #expect(throws: PostgresError.self) { try Connection.open(deadline: .at(.now)) }
    #expect(opening?.kind == .timedOut)
  }

  @Test("a pipeline's late group is unknown, and the one before it stays settled") func latePipeline() throws {
    let connection = try connect()
    connection.onNotice = { [unowned connection] _ in connection.deadline = .at(.now) }
    let (early, late, last) = try connection.pipelineSettled { p in
      let early = p.one("select 1", as: Int.self)
      p.sync()
      let late = p.run(noticeThenSleep)
      p.sync()
      return (early, late, p.run("select 1"))
    }
    #expect(try early.get() == 1)
    for pending in [late, last] {
      let error = #expect(throws: PostgresError.self) { try pending.get() }
      #expect(error?.kind == .timedOut)
      #expect(error?.outcomeUnknown == true)
      #expect(error?.pipelineGroup == pending.group)
    }
  }

  @Test("a statement that the server does not even read is given up too") func unread() throws {
    // The fake server greets and then reads nothing, so the socket's buffer fills up.
    let server = try FakeServer(answers: [], ending: .ignores)
    try server.start()
    let connection = try Connection.open(server.settings, deadline: .after(.seconds(20)))
    let sql: SQL = "select \(String(repeating: "x", count: 8_000_000))"
    connection.deadline = .after(.seconds(3))
    let error = #expect(throws: PostgresError.self) { try connection.run(sql) }
    #expect(error?.kind == .timedOut)
    #expect(error?.outcomeUnknown == true)
  }

  @Test("what is left of a deadline is rounded up, never below zero, and for ever without one") func milliseconds() {
    let now = ContinuousClock.now
    #expect(Deadline.none.milliseconds(from: now) == -1)
    #expect(Deadline.after(.microseconds(1), now: now).milliseconds(from: now) == 1)
    #expect(Deadline.after(.milliseconds(3), now: now).milliseconds(from: now) == 3)
    #expect(Deadline.after(.seconds(-1), now: now).milliseconds(from: now) == 0)
    #expect(Deadline.after(.seconds(1 << 40), now: now).milliseconds(from: now) == 2_000_000_000)
    #expect(Deadline.at(now).hasPassed(at: now))
    #expect(!Deadline.after(.nanoseconds(1), now: now).hasPassed(at: now))
    #expect(!Deadline.none.hasPassed(at: now))
  }
}
