import Glibc
import Postgres
import Testing

@Suite("A session")
struct SessionTests {
  @Test("it speaks UTF-8 and says who it is, whatever the environment wants") func settings() throws {
    let connection = try connect(["client_encoding": "LATIN1"])
    #expect(connection.parameterStatus("client_encoding") == "UTF8")
    #expect(connection.parameterStatus("no_such_thing") == nil)
    #expect(try connection.one("select current_setting('application_name')", as: String.self) == "ippo")
    #expect(try connection.one("select session_user", as: String.self) == connection.user)
    #expect(try connection.one("select current_database()", as: String.self) == connection.database)
    #expect(connection.serverVersion >= 150000)
    #expect(try connection.one("select pg_backend_pid()", as: Int32.self) == connection.backendPID)
  }

  @Test("login and database are known without connecting") func identity() throws {
    let connection = try connect()
    let known = try Connection.identity()
    #expect(known.login == connection.user)
    #expect(known.database == connection.database)
    let other = try Connection.identity([.user: "sato", .host: "/nowhere", .database: "ippo"])
    #expect(other == ("sato", "ippo"))
    #expect(throws: PostgresError.self) { try Connection.identity([.service: "office"]) }
  }

  @Test("a closed connection says so, and closing twice is harmless") func closing() throws {
    let connection = try connect()
    connection.close()
    connection.close()
    let error = #expect(throws: PostgresError.self) { try connection.run("select 1") }
    #expect(error?.kind == .connectionLost)
    #expect(error?.outcomeUnknown == false)
    #expect(connection.transactionStatus == .closed)
    #expect(connection.user == nil)
    #expect(connection.parameterStatus("TimeZone") == nil)
    #expect(throws: PostgresError.self) { try connection.passwordVerifier(password: "a", login: "b") }
  }

  @Test("letting go of a connection ends the session") func letGo() throws {
    let watcher = try connect()
    var connection: Connection? = try connect()
    let pid = try #require(connection).backendPID
    try connection?.run("select pg_advisory_lock(\(pid), 71)")
    #expect(try !watcher.one("select pg_try_advisory_lock(\(pid), 71)", as: Bool.self))
    connection = nil
    // Waits until the server has ended the other session; the deadline fails the test if it does not.
    try watcher.run("select pg_advisory_lock(\(pid), 71)")
  }

  @Test("a notice arrives with its severity, code and words, and prints none of them but the code") func notices()
    throws
  {
    let connection = try connect()
    var notices: [Notice] = []
    connection.onNotice = { notices.append($0) }
    try connection.script("do $$ begin raise warning 'himitsu' using errcode = '01042', detail = 'more'; end $$")
    #expect(notices.map(\.severity) == ["WARNING"])
    #expect(notices.first?.sqlState?.code == "01042")
    #expect(notices.first?.message == "himitsu")
    #expect(notices.first?.detail == "more")
    #expect(notices.map(\.description) == ["WARNING 01042"])
    connection.onNotice = nil
    try connection.script("do $$ begin raise notice 'unheard'; end $$")
    #expect(notices.count == 1)
  }

  @Test("a script runs many statements as one transaction and stops at the first error") func scripts() throws {
    let connection = try connect()
    try connection.script(
      "create temporary table t (n int8); insert into t values (1); insert into t values (2); select 1")
    #expect(try connection.one("select count(*) from t", as: Int.self) == 2)
    let error = #expect(throws: PostgresError.self) {
      try connection.script("insert into t values (3); select 1/0; insert into t values (4)")
    }
    #expect(error?.sqlState?.code == "22012")
    #expect(try connection.one("select count(*) from t", as: Int.self) == 2)
    try connection.script("begin; insert into t values (5); rollback;")
    #expect(try connection.one("select count(*) from t", as: Int.self) == 2)
  }

  @Test("a password's verifier is one that the server can check") func verifier() throws {
    let connection = try connect()
    let verifier = try connection.passwordVerifier(password: "ひみつ", login: "sato")
    #expect(verifier.hasPrefix("SCRAM-SHA-256$4096:"))
    #expect(verifier != (try connection.passwordVerifier(password: "ひみつ", login: "sato")))
    #expect(throws: PostgresError.self) { try connection.passwordVerifier(password: "a\0b", login: "sato") }
    #expect(throws: PostgresError.self) { try connection.passwordVerifier(password: "a", login: "sa\0to") }
  }

  @Test("the server takes the verifier as one, and does not hash it again") func verifierIsTaken() throws {
    let connection = try connect()
    let role = "pgtest_\(getpid())_\(connection.backendPID)"
    let verifier = try connection.passwordVerifier(password: "ひみつ 1", login: role)
    // Nobody else sees the role: the script's transaction is rolled back.
    try connection.script("begin; create role \(role) password '\(verifier)'")
    #expect(
      try connection.one("select rolpassword from pg_authid where rolname = \(role)", as: String.self) == verifier)
    try connection.run("rollback")
  }
}
