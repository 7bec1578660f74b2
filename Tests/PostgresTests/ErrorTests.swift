import CPostgres
import Testing

@testable import Postgres

@Suite("Errors")
struct ErrorTests {
  @Test("a broken constraint names it, and never the row or the message") func constraint() throws {
    let connection = try connect()
    try connection.run("create temporary table t (name text constraint t_name_key unique)")
    try connection.run("insert into t values (\("himitsu"))")
    let error = #expect(throws: PostgresError.self) { try connection.run("insert into t values (\("himitsu"))") }
    let thrown = try #require(error)
    #expect(thrown.kind == .server)
    #expect(thrown.sqlState == .uniqueViolation)
    #expect(thrown.constraint == "t_name_key")
    #expect(thrown.table == "t")
    #expect(thrown.outcomeUnknown == false)
    #expect(thrown.description == "server error 23505 (constraint t_name_key)")
    #expect(thrown.serverDetail?.contains("himitsu") == true)
    #expect(!everythingShown(thrown).contains("himitsu"))
  }

  @Test("what a function raises keeps its code and stays out of the description") func raised() throws {
    let error = #expect(throws: PostgresError.self) {
      try connect().script(
        "do $$ begin raise 'himitsu' using errcode = 'IP042', detail = 'himitsu', hint = 'himitsu'; end $$")
    }
    let thrown = try #require(error)
    #expect(thrown.sqlState?.code == "IP042")
    #expect(thrown.serverMessage == "himitsu")
    #expect(thrown.serverHint == "himitsu")
    #expect(!everythingShown(thrown).contains("himitsu"))
  }

  @Test("only a serialization failure and a deadlock are worth another try") func retryable() {
    #expect(PostgresError(.server, sqlState: .serializationFailure).isRetryable)
    #expect(PostgresError(.server, sqlState: .deadlockDetected).isRetryable)
    #expect(!PostgresError(.server, sqlState: .uniqueViolation).isRetryable)
    #expect(!PostgresError(.connectionLost).isRetryable)
  }

  @Test("a real serialization failure says that it can be retried") func realSerializationFailure() throws {
    let error = #expect(throws: PostgresError.self) {
      try connect().script("do $$ begin raise 'x' using errcode = 'serialization_failure'; end $$")
    }
    #expect(error?.isRetryable == true)
  }

  @Test("a SQLSTATE is five digits or capitals, and unknown ones survive") func sqlStates() {
    #expect(SQLState("XX999")?.code == "XX999")
    #expect(SQLState("23505") == .uniqueViolation)
    #expect(SQLState("23505")?.isClass("23") == true)
    for code in ["", "2350", "235055", "2350a", "2350 ", "２３５０５"] { #expect(SQLState(code) == nil) }
  }

  @Test("a wrong password is told from a server that is not there") func refused() throws {
    let wrong = #expect(throws: PostgresError.self) { try connect([.password: "wrong-himitsu"]) }
    #expect(wrong?.kind == .cannotConnect)
    #expect(wrong?.sqlState == .invalidPassword)
    #expect(!everythingShown(try #require(wrong)).contains("himitsu"))
    let database = #expect(throws: PostgresError.self) { try connect([.database: "host=no dbname=such"]) }
    #expect(database?.sqlState == .noSuchDatabase)
    let nobody = #expect(throws: PostgresError.self) { try connect([.host: "/tmp/no-such-folder"]) }
    #expect(nobody?.kind == .cannotConnect)
    #expect(nobody?.sqlState == nil)
    #expect(nobody?.outcomeUnknown == false)
  }

  @Test("the SQLSTATE of a failed connection is found in any language, the last one if there are more") func verbose() {
    #expect(
      Connection.sqlState(inVerbose: "a: FATAL:  28P01: x\nLOCATION:  auth_failed, auth.c:335\n") == .invalidPassword)
    #expect(Connection.sqlState(inVerbose: "致命的エラー:  57P03: x: FATAL:  53300: y") == .tooManyConnections)
    #expect(Connection.sqlState(inVerbose: "FATAL:  short") == nil)
    #expect(Connection.sqlState(inVerbose: "") == nil)
  }

  @Test("a NUL byte in a setting is refused") func settings() throws {
    let error = #expect(throws: PostgresError.self) { try connect([.user: "a\0b"]) }
    #expect(error?.kind == .invalidValue)
  }

  @Test("a missing libpq is an error in words") func missingLibrary() {
    withUnsafeTemporaryAllocation(of: CPGFunctions.self, capacity: 1) { table in
      var reason = [CChar](repeating: 0, count: 512)
      guard let functions = table.baseAddress else { return }
      #expect(!CPGLoad("libno-such-thing.so.5", functions, &reason, reason.count))
      let words = reason.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
      #expect(Connection.missingLibrary(words).description.contains("libno-such-thing.so.5"))
      #expect(!CPGLoad("libc.so.6", functions, &reason, reason.count))
      #expect(CPGLoad("libpq.so.5", functions, &reason, reason.count))
    }
  }

  @Test("a connection used inside its own answer is a mistake that changes nothing") func reentrance() throws {
    let connection = try connect()
    var inner: PostgresError?
    try connection.each("select generate_series(1, 2)") { _ in
      do throws(PostgresError) { try connection.run("select 1") } catch { inner = error }
    }
    #expect(inner?.kind == .misuse)
    #expect(try connection.one("select 1", as: Int.self) == 1)
  }

  @Test("copy is refused and closes the connection instead of hanging", arguments: ["to stdout", "from stdin"])
  func copy(direction: String) throws {
    let connection = try connect()
    try connection.run("create temporary table t (n int8)")
    let error = #expect(throws: PostgresError.self) { try connection.run("copy t \(raw: direction)") }
    #expect(error?.kind == .misuse)
    #expect(!connection.isOpen)
  }
}
