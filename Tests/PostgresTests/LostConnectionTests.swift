import Postgres
import Testing

@Suite("A connection that dies")
struct LostConnectionTests {
  @Test("in the middle of a statement: the outcome is unknown") func midway() throws {
    let connection = try connect()
    let error = #expect(throws: PostgresError.self) {
      try connection.run("select pg_terminate_backend(pg_backend_pid()), pg_sleep(60)")
    }
    #expect(error?.kind == .connectionLost)
    #expect(error?.sqlState == .adminShutdown)
    #expect(error?.outcomeUnknown == true)
    #expect(error?.transactionStep == nil)
    #expect(!connection.isOpen)
  }

  @Test("while idle: nothing was sent, and that is known") func whileIdle() throws {
    let connection = try connect()
    var notices: [Notice] = []
    connection.onNotice = { notices.append($0) }
    let watcher = try connect()
    #expect(try watcher.one("select pg_terminate_backend(\(connection.backendPID), 20000)", as: Bool.self))
    let error = #expect(throws: PostgresError.self) { try connection.run("select 1") }
    #expect(error?.kind == .connectionLost)
    #expect(error?.outcomeUnknown == false)
    #expect(notices.map(\.sqlState) == [.adminShutdown])
    #expect(!connection.isOpen)
  }

  @Test("between CommandComplete and ReadyForQuery: never a success") func beforeReady() throws {
    let server = try FakeServer(answers: [completeInsert])
    try server.start()
    let connection = try Connection.open(server.settings, deadline: .after(.seconds(20)))
    let error = #expect(throws: PostgresError.self) { try connection.run("insert into t values (1)") }
    #expect(error?.kind == .connectionLost)
    #expect(error?.outcomeUnknown == true)
  }

  @Test("after ReadyForQuery: the statement succeeded, the next one was not sent") func afterReady() throws {
    let server = try FakeServer(answers: [completeInsert + ready])
    try server.start()
    let connection = try Connection.open(server.settings, deadline: .after(.seconds(20)))
    #expect(try connection.run("insert into t values (1)") == 1)
    let error = #expect(throws: PostgresError.self) { try connection.run("insert into t values (1)") }
    #expect(error?.kind == .connectionLost)
  }

  @Test("between the groups of a pipeline: the first is settled, the rest unknown") func pipelineGroups() throws {
    let server = try FakeServer(answers: [completeInsert + ready, completeInsert])
    try server.start()
    let connection = try Connection.open(server.settings, deadline: .after(.seconds(20)))
    let pending = try connection.pipelineSettled { p in
      (0..<3).map { _ in
        defer { p.sync() }
        return p.run("insert into t values (1)")
      }
    }
    #expect(try pending[0].get() == 1)
    for late in pending.dropFirst() {
      let error = #expect(throws: PostgresError.self) { try late.get() }
      #expect(error?.kind == .connectionLost)
      #expect(error?.outcomeUnknown == true)
      #expect(error?.pipelineGroup == late.group)
    }
    #expect(!connection.isOpen)
  }

  @Test("while the implicit commit runs its deferred trigger") func implicitCommit() throws {
    let connection = try connect()
    try createRefusingTable(connection, doing: "perform pg_terminate_backend(pg_backend_pid()), pg_sleep(60)")
    let error = #expect(throws: PostgresError.self) { try connection.run("insert into refusing values (1)") }
    #expect(error?.kind == .connectionLost)
    #expect(error?.outcomeUnknown == true)
  }

  @Test("while COMMIT is under way: commit unknown") func explicitCommit() throws {
    let connection = try connect()
    try createRefusingTable(connection, doing: "perform pg_terminate_backend(pg_backend_pid()), pg_sleep(60)")
    let error = #expect(throws: PostgresError.self) {
      try connection.transaction { try $0.run("insert into refusing values (1)") }
    }
    #expect(error?.kind == .commitUnknown)
    #expect(error?.transactionStep == .commit)
    #expect(error?.outcomeUnknown == true)
  }

  @Test("while COMMIT is waited for, past the deadline: commit unknown") func lateCommit() throws {
    let connection = try connect()
    try createRefusingTable(connection, doing: "raise notice 'now'; perform pg_sleep(60)")
    connection.onNotice = { [unowned connection] _ in connection.deadline = .at(.now) }
    let error = #expect(throws: PostgresError.self) {
      try connection.transaction { try $0.run("insert into refusing values (1)") }
    }
    #expect(error?.kind == .commitUnknown)
    #expect(error?.outcomeUnknown == true)
  }

  @Test("in a transaction's body: nothing was committed, and that is known") func transactionBody() throws {
    let connection = try connect()
    let error = #expect(throws: PostgresError.self) {
      try connection.transaction { try $0.run("select pg_terminate_backend(pg_backend_pid()), pg_sleep(60)") }
    }
    #expect(error?.kind == .connectionLost)
    #expect(error?.transactionStep == .body)
    #expect(error?.outcomeUnknown == false)
  }

  @Test("before COMMIT is sent: nothing was committed, and that is known") func beforeCommit() throws {
    let connection = try connect()
    let watcher = try connect()
    let error = #expect(throws: PostgresError.self) {
      try connection.transaction { c in
        _ = try watcher.one("select pg_terminate_backend(\(c.backendPID), 20000)", as: Bool.self)
      }
    }
    #expect(error?.kind == .connectionLost)
    #expect(error?.transactionStep == .commit)
    #expect(error?.outcomeUnknown == false)
  }
}
