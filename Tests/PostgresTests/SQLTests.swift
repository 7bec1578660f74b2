import Testing

@testable import Postgres

@Suite("Statements with interpolation")
struct SQLTests {
  @Test("values become numbered parameters and never text") func parameters() throws {
    let name = "'; drop table x; --"
    let sql: SQL = "select \(1) + \(2), \(name)"
    #expect(sql.description == "select $1 + $2, $3")
    #expect(try connect().one("select \(name) as n") { try $0.decode("n", as: String.self) } == name)
  }

  @Test("a fragment's parameters are numbered on, however deep") func fragments() throws {
    let inner: SQL = "n > \(1)"
    let either: SQL = "(\(inner) or \(inner))"
    let sql: SQL = "select count(*) from generate_series(\(0), \(5)) n where \(either) and n < \(5)"
    #expect(sql.description.hasSuffix("generate_series($1, $2) n where (n > $3 or n > $4) and n < $5"))
    #expect(try connect().one(sql, as: Int.self) == 3)
    let empty: SQL = ""
    #expect(("a\(empty)b\(either)" as SQL).description == "ab(n > $1 or n > $2)")
  }

  @Test("raw text stands as it is") func raw() {
    #expect(("select 1 \(raw: "for update") -- \(2)" as SQL).description == "select 1 for update -- $1")
  }

  @Test("printing or dumping a statement shows no values") func printing() {
    let sql: SQL = "select \("himitsu")"
    var dumped = ""
    dump(sql, to: &dumped)
    #expect(!"\(sql) \(String(reflecting: sql)) \(dumped)".contains("himitsu"))
    #expect(dumped.contains("select $1"))
  }

  @Test("a NUL byte is refused before anything is sent", arguments: ["a\0b", "\0", "himitsu\0"]) func nul(text: String)
    throws
  {
    let connection = try connect()
    for sql: SQL in ["select \(text)", "select \([text])", "select \(Optional(text))", "select \(JSONB(text))"] {
      let error = #expect(throws: PostgresError.self) { try connection.run(sql) }
      #expect(error?.kind == .invalidValue)
      #expect(error?.outcomeUnknown == false)
      #expect(!everythingShown(try #require(error)).contains("himitsu"))
    }
    #expect(throws: PostgresError.self) { try connection.run("select 1 \(raw: text)") }
    #expect(throws: PostgresError.self) { try connection.script("select 1 \(text)") }
    #expect(try connection.one("select 1", as: Int.self) == 1)
  }

  @Test("a NUL byte among a pipeline's values sends nothing at all") func nulInPipeline() throws {
    let connection = try connect()
    try connection.run("create temporary table t (n int8)")
    let error = #expect(throws: PostgresError.self) {
      try connection.pipeline { p in
        p.run("insert into t values (1)")
        p.sync()
        return p.run("select \("a\0")")
      }
    }
    #expect(error?.kind == .invalidValue)
    #expect(try connection.one("select count(*) from t", as: Int.self) == 0)
  }

  @Test("a statement too large for one message is refused before anything is sent") func tooLarge() throws {
    let connection = try connect()
    connection.messageLimit = 1000
    let long = String(repeating: "x", count: 600)
    #expect(try connection.run("select \(long)") == 1)
    for sql: SQL in ["select \(long), \(long)", "select '\(raw: long + long)'"] {
      let error = #expect(throws: PostgresError.self) { try connection.run(sql) }
      #expect(error?.kind == .invalidValue)
    }
    #expect(throws: PostgresError.self) { try connection.each("select \(long), \(long)") { _ in } }
    #expect(throws: PostgresError.self) { try connection.script("select '\(long)', '\(long)'") }
    #expect(Statement.largestMessage < 1 << 30)
  }

  @Test("more parameters than the protocol can count are refused before anything is sent") func tooMany() throws {
    let connection = try connect()
    var sql: SQL = "select \(true)"
    for _ in 0..<16 { sql = "\(sql) and \(sql)" }
    let error = #expect(throws: PostgresError.self) { try connection.run(sql) }
    #expect(error?.kind == .invalidValue)
    #expect(try connection.one("select 1", as: Int.self) == 1)
  }

  @Test("an empty statement is a mistake, not a success") func empty() throws {
    let connection = try connect()
    for sql: SQL in ["", "-- nothing"] {
      let error = #expect(throws: PostgresError.self) { try connection.run(sql) }
      #expect(error?.kind == .misuse)
    }
  }

  @Test("the first word is found past spaces and comments") func firstWord() {
    #expect(Statement.firstWord(of: "  -- begin\n/* a /* nested */ end */ COMMIT;") == "commit")
    #expect(Statement.firstWord(of: "/* open") == "")
    #expect(Statement.asksToCommit("End"))
    #expect(!Statement.asksToCommit("rollback -- commit"))
  }
}
