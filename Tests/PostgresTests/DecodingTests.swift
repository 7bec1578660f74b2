import Postgres
import Testing

/// A domain type in three lines, that refuses what it does not know.
private struct Minutes: Equatable, PostgresWrapper {
  let count: Int32
  init(wire: Int32) throws {
    guard wire >= 0 else { throw Refusal(text: "\(wire)") }
    count = wire
  }
  var wire: Int32 { count }
}

private struct Refusal: Error { let text: String }

@Suite("Reading rows by name")
struct DecodingTests {
  @Test("columns are found by name in any order") func byName() throws {
    let connection = try connect()
    let rows = try connection.all("select n as a, n * 2 as b, n * 3 as c from generate_series(1, 3) n") { row in
      [try row.decode("c"), try row.decode("a"), try row.decode("b"), try row.decode("a") as Int]
    }
    #expect(rows == [[3, 1, 2, 1], [6, 2, 4, 2], [9, 3, 6, 3]])
  }

  @Test("a missing column and a column that stands twice are errors that name it") func missing() throws {
    let connection = try connect()
    let missing = #expect(throws: PostgresError.self) {
      try connection.one("select 1 as a") { try $0.decode("b", as: Int.self) }
    }
    #expect(missing?.kind == .decoding)
    #expect(missing?.description == "decoding: the result has no column b")
    let double = #expect(throws: PostgresError.self) {
      try connection.one("select 1 as a, 2 as a") { try $0.decode("a", as: Int.self) }
    }
    #expect(double?.description == "decoding: the result has more than one column a")
  }

  @Test("an unexpected NULL names column and types") func unexpectedNull() throws {
    let error = #expect(throws: PostgresError.self) {
      try connect().one("select null::int8 as minutes") { try $0.decode("minutes", as: Int.self) }
    }
    #expect(error?.kind == .decoding)
    #expect(error?.column == "minutes")
    #expect(error?.description == "decoding: column minutes (int8) is NULL or holds a NULL, and Int has none")
  }

  @Test("a wrong type is found even where the value is NULL, and the value is not shown") func wrongType() throws {
    let connection = try connect()
    let error = #expect(throws: PostgresError.self) {
      try connection.one("select 'himitsu' as note") { try $0.decode("note", as: Int?.self) }
    }
    let shown = everythingShown(try #require(error))
    #expect(shown.contains("note") && shown.contains("text") && shown.contains("Int"))
    #expect(!shown.contains("himitsu"))
    #expect(throws: PostgresError.self) { try connection.one("select null::text", as: Int?.self) }
  }

  @Test("a domain type wraps another in three lines, arrays and NULL included") func wrappers() throws {
    let connection = try connect()
    let fifty = try Minutes(wire: 50)
    #expect(try connection.one("select \(fifty)", as: Minutes.self) == fifty)
    #expect(try connection.one("select \([fifty, fifty])", as: [Minutes?].self) == [fifty, fifty])
    #expect(try connection.one("select \(Minutes?.none)", as: Minutes?.self) == nil)
    #expect(try connection.one("select pg_typeof(\(fifty))::text", as: String.self) == "integer")
  }

  @Test("what a domain type refuses is a decoding error that does not show the value") func refusedWrapper() throws {
    let error = #expect(throws: PostgresError.self) { try connect().one("select -123454321 as m", as: Minutes.self) }
    #expect(error?.kind == .decoding)
    #expect(error?.column == "m")
    #expect(!everythingShown(try #require(error)).contains("123454321"))
  }

  @Test("bytes that are not UTF-8 are an error and never replaced") func invalidUTF8() throws {
    // The one-byte "char" is the only text the server does not check.
    let connection = try connect()
    let error = #expect(throws: PostgresError.self) {
      try connection.one("select '\\377'::\"char\" as c", as: String.self)
    }
    #expect(error?.kind == .decoding)
    #expect(try connection.one("select 1", as: Int.self) == 1)
  }

  @Test("exactly one row means neither none nor two") func rowCounts() throws {
    let connection = try connect()
    let none = #expect(throws: PostgresError.self) { try connection.one("select 1 where false", as: Int.self) }
    #expect(none?.kind == .noRow)
    let two = #expect(throws: PostgresError.self) {
      try connection.one("select generate_series(1, 2) as n") { try $0.decode("n", as: Int.self) }
    }
    #expect(two?.kind == .manyRows)
    #expect(try connection.first("select 1 as n where false") { try $0.decode("n", as: Int.self) } == nil)
    #expect(try connection.first("select 1 as n") { try $0.decode("n", as: Int.self) } == 1)
    let many = #expect(throws: PostgresError.self) {
      try connection.first("select generate_series(1, 2) as n") { try $0.decode("n", as: Int.self) }
    }
    #expect(many?.kind == .manyRows)
    #expect(throws: PostgresError.self) { try connection.one("select 1, 2", as: Int.self) }
  }

  @Test("run answers how many rows were written or read") func affected() throws {
    let connection = try connect()
    #expect(try connection.run("create temporary table t (n int8)") == 0)
    #expect(try connection.run("insert into t select generate_series(1, 5)") == 5)
    #expect(try connection.run("update t set n = 0 where n > \(3)") == 2)
    #expect(try connection.run("select n from t") == 5)
  }

  @Test("a row may be kept after the connection is closed") func keptRow() throws {
    let connection = try connect()
    let row = try connection.one("select 'kept' as word") { $0 }
    connection.close()
    #expect(try row.decode("word", as: String.self) == "kept")
  }
}
