import Glibc
import Postgres
import Testing

private struct Enough: Error {}

@Suite("Row by row")
struct EachTests {
  /// Pages this process holds in memory now.
  private func residentBytes() throws -> Int {
    let file = try #require(fopen("/proc/self/statm", "r"))
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    try #require(fgets(&line, Int32(line.count), file) != nil)
    let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
    let pages = try #require(text.split(separator: " ").dropFirst().first.flatMap { Int($0) })
    return pages * Int(getpagesize())
  }

  @Test("every row is seen once and in order") func order() throws {
    var seen: [Int] = []
    try connect().each("select n from generate_series(1, \(1000)) n") { seen.append(try $0.decode("n")) }
    #expect(seen == Array(1...1000))
  }

  @Test("six hundred megabytes pass through a few") func constantMemory() throws {
    let connection = try connect()
    let before = try residentBytes()
    var rows = 0
    var most = 0
    try connection.each("select n, repeat('x', 6000) as filler from generate_series(1, 100000) n") { row in
      rows += 1
      if rows.isMultiple(of: 5000) { most = max(most, try residentBytes()) }
    }
    #expect(rows == 100_000)
    // Other tests run beside this one, so the bound is generous; all rows at once would take ten times as much.
    #expect(most - before < 300_000_000)
  }

  @Test("a body that throws ends the reading, and the connection can go on") func throwing() throws {
    let connection = try connect()
    var seen = 0
    #expect(throws: Enough.self) {
      try connection.each("select n from generate_series(1, 100000) n") { _ in
        seen += 1
        if seen == 3 { throw Enough() }
      }
    }
    #expect(seen == 3)
    #expect(try connection.one("select 1", as: Int.self) == 1)
  }

  @Test("a body that answers false ends the reading, and the connection can go on") func stopping() throws {
    let connection = try connect()
    var seen = 0
    try connection.eachWhile("select n from generate_series(1, 100000) n") { _ in
      seen += 1
      return seen < 3
    }
    #expect(seen == 3)
    #expect(try connection.one("select 1", as: Int.self) == 1)
  }

  @Test("a statement that fails half-way is an error after the rows that came") func failingHalfway() throws {
    let connection = try connect()
    var seen = 0
    let error = #expect(throws: PostgresError.self) {
      try connection.each("select 1/(500-n) as n from generate_series(1, 1000) n") { _ in seen += 1 }
    }
    #expect(error?.sqlState?.code == "22012")
    #expect(seen > 0 && seen < 500)
    #expect(try connection.one("select 1", as: Int.self) == 1)
  }

  @Test("a statement without rows calls nobody") func noRows() throws {
    try connect().each("select 1 where false") { _ in Issue.record("a row came") }
  }

  @Test("it works inside a transaction, and a body's error rolls it back") func inTransaction() throws {
    let connection = try connect()
    #expect(throws: Enough.self) {
      try connection.transaction { try $0.each("select generate_series(1, 10)") { _ in throw Enough() } }
    }
    #expect(connection.transactionStatus == .idle)
  }
}
