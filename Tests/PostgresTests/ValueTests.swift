import Postgres
import Testing

@Suite("Values of every type")
struct ValueTests {
  /// Sends a value, and demands that the server prints it as `printed` and that it comes back equal.
  private func roundTrip<Value: PostgresValue & Equatable>(_ value: Value, printed: String) throws {
    let connection = try connect([.options: "-c timezone=UTC -c extra_float_digits=1"])
    let (sent, back) = try connection.one("select \(value)::text as sent, \(value) as back") { row in
      (try row.decode("sent", as: String.self), try row.decode("back", as: Value.self))
    }
    #expect(sent == printed)
    #expect(back == value)
  }

  @Test("a boolean is true or false") func bools() throws {
    try roundTrip(true, printed: "true")
    try roundTrip(false, printed: "false")
  }

  @Test("integers reach the limits of their types") func integers() throws {
    try roundTrip(Int.max, printed: "9223372036854775807")
    try roundTrip(Int.min, printed: "-9223372036854775808")
    try roundTrip(Int32.min, printed: "-2147483648")
    try roundTrip(Int32.max, printed: "2147483647")
    try roundTrip(Int16.min, printed: "-32768")
    try roundTrip(-1, printed: "-1")
  }

  @Test("an Int reads every smaller integer type, an Int32 no larger one") func widening() throws {
    let connection = try connect()
    #expect(try connection.one("select (-2)::int2", as: Int.self) == -2)
    #expect(try connection.one("select (-3)::int4", as: Int.self) == -3)
    #expect(try connection.one("select 4294967295::oid", as: Int.self) == 4_294_967_295)
    #expect(try connection.one("select (-2)::int2", as: Int32.self) == -2)
    let error = #expect(throws: PostgresError.self) { try connection.one("select 7::int8", as: Int32.self) }
    #expect(error?.kind == .decoding)
  }

  @Test("a double keeps every bit, infinity and NaN too") func doubles() throws {
    try roundTrip(0.1, printed: "0.1")
    try roundTrip(-Double.greatestFiniteMagnitude, printed: "-1.7976931348623157e+308")
    try roundTrip(Double.leastNonzeroMagnitude, printed: "5e-324")
    try roundTrip(-Double.infinity, printed: "-Infinity")
    #expect(try connect().one("select \(Double.nan)", as: Double.self).isNaN)
    #expect(try connect().one("select 0.5::float4", as: Double.self) == 0.5)
  }

  @Test(
    "text keeps kanji beyond the first plane, emoji and combining marks",
    arguments: ["", "a", "𠮷野家", "👩‍👩‍👧‍👦 が゛", "e\u{301}", "$1 ' \" \\ \n\t\u{7F}\u{FFFD}\u{10FFFF}"])
  func texts(text: String) throws {
    let connection = try connect()
    #expect(try Array(connection.one("select \(text)", as: String.self).utf8) == Array(text.utf8))
    #expect(try connection.one("select octet_length(\(text))", as: Int.self) == text.utf8.count)
  }

  @Test("a text of ten megabytes comes back whole") func longText() throws {
    let text = String(repeating: "ひきこもり", count: 700_000)
    let connection = try connect()
    #expect(try connection.one("select \(text)", as: String.self) == text)
    #expect(try connection.one("select md5(\(text)) = md5(repeat('ひきこもり', 700000))", as: Bool.self))
  }

  @Test("every type of text is read as a String, and JSON as it was written") func textTypes() throws {
    let connection = try connect()
    for type in ["text", "varchar", "name", "json"] {
      #expect(try connection.one("select '[1]'::\(raw: type)", as: String.self) == "[1]")
    }
    #expect(try connection.one("select '[1]'::bpchar(4)", as: String.self) == "[1] ")
    #expect(try connection.one("select 'a'::\"char\"", as: String.self) == "a")
    #expect(try connection.one("select '{\"a\":1}'::jsonb", as: String.self) == #"{"a": 1}"#)
  }

  @Test("JSONB is sent as jsonb") func jsonb() throws {
    let connection = try connect()
    let document = JSONB(#"{"名前": ["𠮷"]}"#)
    #expect(try connection.one("select \(document)", as: JSONB.self) == document)
    #expect(try connection.one("select pg_typeof(\(document))::text", as: String.self) == "jsonb")
    #expect(try connection.one("select \(document) -> '名前' ->> 0", as: String.self) == "𠮷")
    let error = #expect(throws: PostgresError.self) { try connection.run("select \(JSONB("{"))") }
    #expect(error?.sqlState == .invalidTextRepresentation)
  }

  @Test("bytes of every value travel as bytea, none at all too") func bytes() throws {
    try roundTrip(
      [UInt8](0...255), printed: "\\x" + (0...255).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())
    try roundTrip([UInt8](), printed: "\\x")
  }

  @Test("a UUID is read in capitals and printed in lower case") func uuids() throws {
    let uuid = try #require(UUID("00112233-4455-6677-8899-AABBCCDDEEFF"))
    #expect(uuid.description == "00112233-4455-6677-8899-aabbccddeeff")
    try roundTrip(uuid, printed: "00112233-4455-6677-8899-aabbccddeeff")
    try roundTrip(UUID(high: .max, low: .max), printed: "ffffffff-ffff-ffff-ffff-ffffffffffff")
    #expect(UUID(high: 1, low: 0) > UUID(high: 0, low: .max))
  }

  @Test(
    "a UUID of any other shape is refused",
    arguments: [
      "", "00112233445566778899aabbccddeeff", "{0112233-4455-6677-8899-aabbccddeeff}",
      "00112233-4455-6677-8899-aabbccddeefg", "00112233-4455-6677-8899-aabbccddeef",
      "001122334-455-6677-8899-aabbccddeeff",
      "00112233-4455-6677-8899-aabbccddeeff ",
    ])
  func badUUIDs(text: String) { #expect(UUID(text) == nil) }

  @Test("a timestamp holds microseconds before 1970, the calendar's ends and both infinities") func timestamps() throws
  {
    try roundTrip(Timestamp(microseconds: 0), printed: "2000-01-01 00:00:00+00")
    try roundTrip(Timestamp(microseconds: -1), printed: "1999-12-31 23:59:59.999999+00")
    try roundTrip(try #require(Timestamp(unixMicroseconds: -1)), printed: "1969-12-31 23:59:59.999999+00")
    try roundTrip(Timestamp.infinity, printed: "infinity")
    try roundTrip(Timestamp.minusInfinity, printed: "-infinity")
    let connection = try connect()
    let last: SQL = "select '294276-12-31 23:59:59.999999+00'::timestamptz"
    try roundTrip(connection.one(last, as: Timestamp.self), printed: "294276-12-31 23:59:59.999999+00")
    let first: SQL = "select '4713-11-24 00:00:00+00 BC'::timestamptz"
    try roundTrip(connection.one(first, as: Timestamp.self), printed: "4713-11-24 00:00:00+00 BC")
  }

  @Test("a timestamp converts to Unix time where that exists") func unixTime() {
    #expect(Timestamp(microseconds: 0).unixMicroseconds == 946_684_800_000_000)
    #expect(Timestamp(unixMicroseconds: 0)?.unixMicroseconds == 0)
    #expect(Timestamp.infinity.unixMicroseconds == nil)
    #expect(Timestamp.minusInfinity.unixMicroseconds == nil)
    #expect(Timestamp(microseconds: .max - 1).unixMicroseconds == nil)
    #expect(Timestamp(unixMicroseconds: .min) == nil)
    #expect(Timestamp(unixMicroseconds: .min + 946_684_800_000_000) == nil)
  }

  @Test("a timestamp without a zone is not taken for a moment") func zoneless() throws {
    let error = #expect(throws: PostgresError.self) {
      try connect().one("select timestamp '2000-01-01'", as: Timestamp.self)
    }
    #expect(error?.kind == .decoding)
  }

  @Test("a day reaches the calendar's ends and both infinities") func days() throws {
    try roundTrip(Day(days: 0), printed: "2000-01-01")
    try roundTrip(Day(days: -10_958), printed: "1969-12-31")
    try roundTrip(Day(days: 2_145_031_948), printed: "5874897-12-31")
    try roundTrip(Day(days: -2_451_545), printed: "4714-11-24 BC")
    try roundTrip(Day.infinity, printed: "infinity")
    try roundTrip(Day.minusInfinity, printed: "-infinity")
  }

  @Test(
    "a numeric keeps every digit and its scale",
    arguments: [
      "0", "0.00", "1", "-1", "0.0001", "0.00001", "-0.00010", "9999", "10000", "100000000", "10000.0001",
      "12345678901234567890.123456789", "0.00000000000000000001", "NaN", "Infinity", "-Infinity",
    ])
  func numerics(text: String) throws {
    try roundTrip(try #require(Numeric(text)), printed: text)
  }

  @Test("a numeric takes as many digits as the server has, before the point and after it") func longestNumerics() throws
  {
    for text in [String(repeating: "9", count: 131_072), "-0." + String(repeating: "7", count: 16_383)] {
      let connection = try connect()
      let number = try #require(Numeric(text))
      let same = try connection.one("select \(number)::text = \(text)", as: Bool.self)
      let back = try connection.one("select \(text)::numeric", as: Numeric.self) == number
      #expect(same && back)
    }
  }

  @Test("a numeric is written in one way only") func numericText() {
    #expect(Numeric("+007.50")?.description == "7.50")
    #expect(Numeric("-0.0")?.description == "0.0")
    #expect(Numeric(Int.min).description == "-9223372036854775808")
    #expect(Numeric(0).description == "0")
    for text in ["", "-", ".5", "5.", "1e5", "1,000", "1.2.3", " 1", "٣", "nan"] { #expect(Numeric(text) == nil) }
  }

  @Test("a numeric with more digits than the server has is refused before it is sent") func longNumeric() throws {
    let number = try #require(Numeric("0." + String(repeating: "7", count: 16_384)))
    let error = #expect(throws: PostgresError.self) { try connect().run("select \(number)") }
    #expect(error?.kind == .invalidValue)
  }

  @Test("NULL goes and comes as nil, of every type") func nulls() throws {
    let connection = try connect()
    #expect(try connection.one("select \(Int?.none)", as: Int?.self) == nil)
    #expect(try connection.one("select \(String?.none)", as: String?.self) == nil)
    #expect(try connection.one("select \(UUID?.none)", as: UUID?.self) == nil)
    #expect(try connection.one("select \([UInt8]?.none)", as: [UInt8]?.self) == nil)
    #expect(try connection.one("select \([String]?.none)", as: [String]?.self) == nil)
    #expect(try connection.one("select \(Int?.some(3))", as: Int?.self) == 3)
    #expect(try connection.one("select \("") is null", as: Bool.self) == false)
  }

  @Test("arrays of each type come back in order") func arrays() throws {
    try roundTrip([1, -1, Int.max], printed: "{1,-1,9223372036854775807}")
    try roundTrip([String](), printed: "{}")
    try roundTrip(["", "𠮷", "a,b", "NULL"], printed: #"{"",𠮷,"a,b","NULL"}"#)
    try roundTrip([UUID(high: 0, low: 1)], printed: "{00000000-0000-0000-0000-000000000001}")
    try roundTrip([true, false], printed: "{t,f}")
    try roundTrip([Int16(2)], printed: "{2}")
    try roundTrip([Int32(4)], printed: "{4}")
    try roundTrip([0.5], printed: "{0.5}")
    try roundTrip([[UInt8]([0, 255])], printed: #"{"\\x00ff"}"#)
    try roundTrip([Timestamp.infinity], printed: "{infinity}")
    try roundTrip([Day(days: 0)], printed: "{2000-01-01}")
    try roundTrip([Numeric(7)], printed: "{7}")
    try roundTrip([JSONB("[1]")], printed: "{[1]}")
  }

  @Test("an array holds NULL only where its elements are optional") func arraysWithNull() throws {
    try roundTrip([1, nil, 3] as [Int?], printed: "{1,NULL,3}")
    try roundTrip([nil] as [String?], printed: "{NULL}")
    let connection = try connect()
    let error = #expect(throws: PostgresError.self) { try connection.one("select array[1, null]", as: [Int].self) }
    #expect(error?.kind == .decoding)
  }

  @Test("an array of another type is refused even when it is empty, and so are two dimensions") func wrongArrays()
    throws
  {
    let connection = try connect()
    #expect(throws: PostgresError.self) { try connection.one("select '{}'::text[]", as: [Int].self) }
    #expect(throws: PostgresError.self) { try connection.one("select null::text[]", as: [Int]?.self) }
    #expect(throws: PostgresError.self) { try connection.one("select array[[1],[2]]", as: [Int].self) }
    let error = #expect(throws: PostgresError.self) { try connection.run("select \([[1], [2]])") }
    #expect(error?.kind == .invalidValue)
  }
}
