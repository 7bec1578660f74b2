import Postgres
import Testing

private struct DomainRefusal: Error, Equatable { let reason = "not yours" }

@Suite("Transactions")
struct TransactionTests {
  private func count(_ connection: Connection) throws -> Int {
    try connection.one("select count(*) from plain", as: Int.self)
  }

  @Test("a body that returns is committed, and its value is the transaction's") func committed() throws {
    let connection = try connect()
    try createRefusingTable(connection)
    let affected = try connection.transaction { c in
      #expect(c.transactionStatus == .inTransaction)
      return try c.run("insert into plain values (1)")
    }
    #expect(affected == 1)
    #expect(connection.transactionStatus == .idle)
    #expect(try count(connection) == 1)
  }

  @Test("a body that throws is rolled back, and its own error comes through") func bodyThrows() throws {
    let connection = try connect()
    try createRefusingTable(connection)
    #expect(throws: DomainRefusal()) {
      try connection.transaction { c in
        try c.run("insert into plain values (1)")
        throw DomainRefusal()
      }
    }
    #expect(connection.transactionStatus == .idle)
    #expect(try count(connection) == 0)
  }

  @Test("a statement that fails in the body says that it was the body") func bodyFails() throws {
    let connection = try connect()
    let error = #expect(throws: PostgresError.self) { try connection.transaction { try $0.run("select 1/0") } }
    #expect(error?.transactionStep == .body)
    #expect(error?.kind == .server)
    #expect(connection.transactionStatus == .idle)
  }

  @Test("a deferred trigger fails the commit, not the body") func commitFails() throws {
    let connection = try connect()
    try createRefusingTable(connection)
    let error = #expect(throws: PostgresError.self) {
      try connection.transaction { c in
        try c.run("insert into plain values (1)")
        #expect(try c.run("insert into refusing values (1)") == 1)
      }
    }
    #expect(error?.transactionStep == .commit)
    #expect(error?.kind == .server)
    #expect(error?.sqlState?.code == "TT001")
    #expect(error?.outcomeUnknown == false)
    #expect(try count(connection) == 0)
  }

  @Test("a deferred trigger fails a statement outside a transaction, however it is run") func implicitCommitFails()
    throws
  {
    let connection = try connect()
    try createRefusingTable(connection)
    let insert: SQL = "insert into refusing values (1) returning n"
    let read: (Row) throws -> Int = { try $0.decode("n") }
    let attempts: [() throws -> Void] = [
      { try connection.run(insert) },
      { _ = try connection.one(insert, read) },
      { _ = try connection.one(insert, as: Int.self) },
      { _ = try connection.first(insert, read) },
      { _ = try connection.all(insert, read) },
      { try connection.each(insert) { _ in } },
      { try connection.script("insert into refusing values (1)") },
    ]
    for attempt in attempts {
      let error = #expect(throws: PostgresError.self) { try attempt() }
      #expect(error?.kind == .server)
      #expect(error?.sqlState?.code == "TT001")
    }
    #expect(try connection.one("select count(*) from refusing", as: Int.self) == 0)
  }

  @Test("committing a transaction that had failed is an error, not a silent rollback") func abortedCommit() throws {
    let connection = try connect()
    try createRefusingTable(connection)
    let error = #expect(throws: PostgresError.self) {
      try connection.transaction { c in
        try c.run("insert into plain values (1)")
        // A body that swallows the error, as it should not.
        do throws(PostgresError) { try c.run("select 1/0") } catch { #expect(error.sqlState?.code == "22012") }
        #expect(c.transactionStatus == .inFailedTransaction)
      }
    }
    #expect(error?.kind == .rolledBack)
    #expect(error?.transactionStep == .commit)
    #expect(try count(connection) == 0)
  }

  @Test("a COMMIT by hand that is answered with ROLLBACK is an error too", arguments: [false, true]) func byHand(
    script: Bool
  ) throws {
    let connection = try connect()
    try connection.run("begin")
    #expect(throws: PostgresError.self) { try connection.run("select 1/0") }
    let error = #expect(throws: PostgresError.self) {
      if script { try connection.script("commit; select 1") } else { try connection.run("/* now */ commit") }
    }
    #expect(error?.kind == .rolledBack)
    try connection.run("begin")
    #expect(throws: Never.self) { try connection.run("rollback") }
  }

  @Test("isolation and access are stated, whatever the login's defaults are") func modes() throws {
    let connection = try connect([
      .options: "-c default_transaction_isolation=serializable -c default_transaction_read_only=on"
    ])
    let mode: SQL =
      "select current_setting('transaction_isolation') || ', ' || current_setting('transaction_read_only')"
    #expect(try connection.transaction { try $0.one(mode, as: String.self) } == "read committed, off")
    let strict = try connection.transaction(isolation: .repeatableRead, readOnly: true) {
      try $0.one(mode, as: String.self)
    }
    #expect(strict == "repeatable read, on")
    #expect(
      try connection.transaction(isolation: .serializable) { try $0.one(mode, as: String.self) } == "serializable, off")
    let error = #expect(throws: PostgresError.self) {
      try connection.transaction(readOnly: true) { try $0.run("create table never (n int8)") }
    }
    #expect(error?.sqlState == .readOnlyTransaction)
  }

  @Test("transactions do not nest, and the outer one is rolled back") func nesting() throws {
    let connection = try connect()
    try createRefusingTable(connection)
    let error = #expect(throws: PostgresError.self) {
      try connection.transaction { c in
        try c.run("insert into plain values (1)")
        try c.transaction { _ in }
      }
    }
    #expect(error?.kind == .misuse)
    #expect(try count(connection) == 0)
  }

  @Test("a begin that fails says so") func beginFails() throws {
    let connection = try connect()
    connection.close()
    let error = #expect(throws: PostgresError.self) { try connection.transaction { _ in } }
    #expect(error?.transactionStep == .begin)
    #expect(error?.outcomeUnknown == false)
  }

  @Test("a body that commits by itself is a mistake that is reported") func bodyCommits() throws {
    let connection = try connect()
    let error = #expect(throws: PostgresError.self) { try connection.transaction { try $0.run("commit") } }
    #expect(error?.kind == .misuse)
    #expect(error?.transactionStep == .commit)
  }

  @Test("a rollback that fails keeps both halves and shows neither's words") func rollbackFails() throws {
    let connection = try connect()
    let watcher = try connect()
    let failure = #expect(throws: RollbackFailure.self) {
      try connection.transaction { c in
        _ = try watcher.one("select pg_terminate_backend(\(c.backendPID), 20000)", as: Bool.self)
        throw DomainRefusal()
      }
    }
    let thrown = try #require(failure)
    #expect(thrown.body is DomainRefusal)
    #expect(thrown.rollback.kind == .connectionLost)
    #expect(thrown.rollback.transactionStep == .rollback)
    #expect(everythingShown(thrown).contains("DomainRefusal"))
    #expect(!everythingShown(thrown).contains("not yours"))
    #expect(!connection.isOpen)
  }
}
