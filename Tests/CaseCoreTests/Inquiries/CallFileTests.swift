import Testing

@testable import CaseCore

@Suite("Files of calls")
struct CallFileTests {
  /// A row of Master.csv as cdr_csv writes it, with as many columns as are asked for.
  static func row(
    _ source: String, at start: String, _ disposition: String, talked: Int = 0, columns: Int = 21, id: String = "1",
    linked: String? = nil, context: String = "from-trunk", app: String = "Dial", clid: String = "", end: String = "",
    answer: String = ""
  ) -> String {
    var fields = [
      "", source, "101", context, clid, "PJSIP/trunk-1", "PJSIP/101-2", app, "x \"quoted\", y", start, answer, end,
      "\(talked + 10)", "\(talked)", disposition, "DOCUMENTATION",
    ]
    let unique = "1763596800.\(id)"
    switch columns {
    case 17: fields += [unique]
    case 18: fields += [unique, "memo"]
    case 19: fields += ["", linked ?? unique, "7"]
    case 20: fields += [unique, "", linked ?? unique, "7"]
    case 21: fields += [unique, "memo", "", linked ?? unique, "7"]
    default: break
    }
    return fields.enumerated().map { at, field in
      [12, 13].contains(at) ? field : "\"" + field.replacing("\"", with: "\"\"") + "\""
    }.joined(separator: ",")
  }

  static func read(_ rows: [String], contexts: Set<String> = []) throws -> CallReading {
    try MasterCSV.read(Array(rows.joined(separator: "\n").utf8), contexts: contexts)
  }

  @Test("16 to 21 columns are read alike", arguments: 16...21)
  func columns(count: Int) throws {
    let reading = try Self.read([
      Self.row("0925557246", at: "2026-11-20 09:05:12", "ANSWERED", talked: 130, columns: count),
      Self.row("09012345678", at: "2026-11-20 09:10:00", "NO ANSWER", columns: count, id: "2"),
    ])
    #expect(reading.faults.isEmpty && reading.leftOut == 0)
    #expect(reading.calls.map(\.started) == ["2026-11-20 09:05:12", "2026-11-20 09:10:00"])
    #expect(reading.calls.map(\.e164) == ["+81925557246", "+819012345678"])
    #expect(reading.calls.map(\.isAnswered) == [true, false])
    #expect(reading.calls.map(\.seconds) == [130, 0])
    let named = reading.calls[0].key == "asterisk:1763596800.1"
    #expect(named == (count > 16))
  }

  @Test("an answer is an answer, also as some systems misspell it")
  func misspelt() throws {
    let reading = try Self.read([Self.row("0925557246", at: "2026-11-20 09:05:00", "ANSWERD", talked: 9)])
    #expect(reading.calls.map(\.isAnswered) == [true] && reading.faults.isEmpty)
  }

  @Test("rows of one linkedid are one call, which lasts until the last of them hangs up")
  func transfer() throws {
    let reading = try Self.read([
      Self.row(
        "0925557246", at: "2026-11-20 09:05:00", "ANSWERED", talked: 60, id: "1", end: "2026-11-20 09:06:05",
        answer: "2026-11-20 09:05:05"),
      Self.row(
        "101", at: "2026-11-20 09:06:00", "ANSWERED", talked: 600, id: "3", linked: "1763596800.1",
        context: "from-internal-xfer", end: "2026-11-20 09:16:05", answer: "2026-11-20 09:06:05"),
    ])
    #expect(reading.calls.count == 1)
    #expect(reading.calls.first?.seconds == 660)
    #expect(reading.calls.first?.line == 1)
  }

  @Test("telephones that ring together are one call, with and without a linkedid", arguments: [18, 21])
  func ringing(columns: Int) throws {
    let reading = try Self.read([
      Self.row("0925557246", at: "2026-11-20 09:05:00", "NO ANSWER", columns: columns, id: "1"),
      Self.row(
        "0925557246", at: "2026-11-20 09:05:00", "ANSWERED", talked: 30, columns: columns, id: "2",
        linked: "1763596800.1"),
    ])
    #expect(reading.calls.map(\.isAnswered) == [true])
  }

  @Test("what the office dials, and calls between extensions, are left out")
  func outgoing() throws {
    let rows = [
      Self.row("101", at: "2026-11-20 09:05:00", "ANSWERED", talked: 9, id: "1", context: "from-internal"),
      Self.row("0925557246", at: "2026-11-20 09:06:00", "ANSWERED", talked: 9, id: "2", context: "from-internal"),
      Self.row("sato", at: "2026-11-20 09:07:00", "BUSY", id: "3"),
      Self.row("0312345678", at: "2026-11-20 09:08:00", "BUSY", id: "4", context: "mein"),
    ]
    let reading = try Self.read(rows)
    #expect(reading.leftOut == 3)
    #expect(reading.calls.map(\.line) == [4])
    #expect(try Self.read(rows, contexts: ["from-trunk"]).calls.map(\.line) == [3])
  }

  @Test(
    "a withheld number stays withheld",
    arguments: ["anonymous", "非通知", "Unknown", "private", "RESTRICTED", "", "unavailable", "公衆電話"])
  func withheld(source: String) throws {
    let call = try #require(try Self.read([Self.row(source, at: "2026-11-20 09:05:00", "BUSY")]).calls.first)
    #expect(call.isWithheld && call.number == nil && call.e164 == nil && call.display == nil)
  }

  @Test("where src is empty the number is the one in clid")
  func clid() throws {
    let reading = try Self.read([
      Self.row("", at: "2026-11-20 09:05:00", "BUSY", clid: "\"山田\" <+81-92-555-7246>")
    ])
    #expect(reading.calls.first?.e164 == "+81925557246")
  }

  @Test("whoever reached the mailbox alone is to be called back")
  func mailbox() throws {
    let reading = try Self.read([
      Self.row("0925557246", at: "2026-11-20 09:05:00", "ANSWERED", talked: 25, app: "VoiceMail")
    ])
    #expect(reading.calls.map(\.isAnswered) == [false])
  }

  @Test("a bad row is told by its line, and costs none of its neighbours")
  func badRows() throws {
    let good = { (id: Int) in
      Self.row("0925557246", at: "2026-11-20 09:0\(id):00", "BUSY", id: "\(id)")
    }
    let reading = try Self.read([
      good(1), "\"never closed,1,2", good(2), "a,b,c", good(3),
      Self.row("0925557246", at: "2026-02-30 09:05:00", "BUSY", id: "9"), good(4),
      Self.row("0925557246", at: "2026-11-20 09:05:00", "MAYBE", id: "8"), "", good(5),
      good(6).replacing(",0,", with: ",-5,"), "\"\u{0}\u{1}\"", good(7),
    ])
    #expect(reading.calls.map(\.line) == [1, 3, 5, 7, 10, 13])
    #expect(
      reading.faults.map { "\($0.line) \($0.rule.rawValue)" } == [
        "2 row.unreadable", "4 row.columns", "6 row.time", "8 row.outcome", "11 row.duration", "12 row.columns",
      ])
  }

  @Test("a clock that is not Tokyo's shows beside the unique ids")
  func clock() throws {
    // 1763596800 is 2025-11-20 09:00 in Tokyo, midnight in Greenwich
    #expect(try Self.read([Self.row("0925557246", at: "2025-11-20 00:00:03", "BUSY")]).hoursOff == -9)
    #expect(try Self.read([Self.row("0925557246", at: "2025-11-20 09:00:03", "BUSY")]).hoursOff == 0)
    #expect(try Self.read([Self.row("0925557246", at: "2025-11-20 09:00:03", "BUSY", columns: 16)]).hoursOff == nil)
  }

  static let hibiki = """
    name = hibiki
    started = 日付 + 時刻
    number = 発信者番号
    seconds = 通話時間
    outcome = 結果
    missed = 切断
    direction = 種別
    inbound = 着信
    """

  @Test("an export in CP932 is read by its mapping, whatever the width of its header")
  func export() throws {
    let mapping = try CallMapping.parse(Array(Self.hibiki.utf8))
    // 種別,日付,時刻,発信者番号,通話時間,結果 / 着信,2026/11/20,9:05:12,０９２-５５５-７２４６,00:02:10,応答 / … 不在 / 発信 … 話中
    let cp932: [UInt8] =
      [
        0x8E, 0xED, 0x95, 0xCA, 0x2C, 0x93, 0xFA, 0x95, 0x74, 0x2C, 0x8E, 0x9E, 0x8D, 0x8F, 0x2C, 0x94, 0xAD, 0x90,
        0x4D, 0x8E,
        0xD2, 0x94, 0xD4, 0x8D, 0x86, 0x2C, 0x92, 0xCA, 0x98, 0x62, 0x8E, 0x9E, 0x8A, 0xD4, 0x2C, 0x8C, 0x8B, 0x89,
        0xCA, 0x0D,
        0x0A, 0x92, 0x85, 0x90, 0x4D,
      ] + Array(",2026/11/20,9:05:12,092-555-7246,00:02:10,".utf8) + [
        0x89, 0x9E, 0x93, 0x9A, 0x0D, 0x0A, 0x92, 0x85, 0x90, 0x4D,
      ]
      + Array(",2026/11/20,9:06,anonymous,,".utf8) + [0x95, 0x73, 0x8D, 0xDD, 0x0D, 0x0A, 0x94, 0xAD, 0x90, 0x4D]
      + Array(",2026/11/20,9:07,0312345678,,".utf8) + [0x98, 0x62, 0x92, 0x86]
    let reading = try ExportCSV.read(cp932, mapping: mapping)
    #expect(reading.encoding == .cp932)
    #expect(reading.calls.map(\.started) == ["2026-11-20 09:05:12", "2026-11-20 09:06:00"])
    #expect(reading.calls.map(\.seconds) == [130, 0])
    #expect(reading.calls.map(\.isWithheld) == [false, true])
    #expect(reading.leftOut == 1 && reading.faults.isEmpty)
  }

  @Test("words of services are understood, misspelt too; others are told by their line")
  func outcomes() throws {
    let mapping = try CallMapping.parse(Array("name=a\nstarted=Start\nnumber=From\noutcome=Status\nid=Id".utf8))
    let words = ["ANSWERD", "answered", "応答", "不在", "話中", "no answer", "ＢＵＳＹ", "うーん"]
    let rows = words.enumerated().map { "2026-11-20T09:0\($0.offset):00,0925557246,\($0.element),\($0.offset)" }
    let text = "\u{FEFF}Ｓｔａｒｔ,From, status ,ID\n" + rows.joined(separator: "\n")
    let reading = try ExportCSV.read(Array(text.utf8), mapping: mapping)
    #expect(reading.calls.map(\.isAnswered) == [true, true, true, false, false, false, false])
    #expect(reading.faults == [CallFault(line: 9, rule: .outcome)])
    #expect(reading.calls.first?.key == "a:0")
  }

  @Test("a mapping is told where it is wrong")
  func mappings() throws {
    func failure(_ text: String) -> CallMapping.Failure? {
      #expect(throws: CallMapping.Failure.self) { try CallMapping.parse(Array(text.utf8)) }
    }
    #expect(failure("name = a\nanything") == .malformed(line: 2))
    #expect(failure("name = a\nstartd = b") == .unknownKey(line: 2, key: "startd", nearest: ["started"]))
    #expect(failure("name = a\nstarted = b") == .missing(key: "number"))
    #expect(failure("name = a\nstarted = b\nnumber = c") == .missing(key: "outcome"))
    #expect(failure("name = a\nstarted = b\nnumber = c\noutcome = d\ndirection = e") == .missing(key: "inbound"))
    let mapping = try CallMapping.parse(Array(Self.hibiki.utf8))
    #expect(throws: DirectoryFault.columnMissing(column: "日付", encoding: .utf8)) {
      try ExportCSV.read(Array("時刻,発信者番号\n".utf8), mapping: mapping)
    }
  }

  @Test(
    "durations as services write them",
    arguments: [
      ("192", 192), ("１９２秒", 192), ("3:12", 192), ("0:03:12", 192), ("3分12秒", 192), ("1時間3分", 3780), ("", 0), ("-", 0),
      ("3:72", nil), ("12秒3分", nil), ("abc", nil), ("-5", nil), ("99999999", nil), ("1:2:3:4", nil),
    ] as [(String, Int?)])
  func durations(typed: String, seconds: Int?) { #expect(ExportCSV.duration(typed) == seconds) }

  @Test(
    "times as services write them",
    arguments: [
      ("2026/11/20 9:05", "2026-11-20 09:05:00"), ("2026年11月20日(金) 午後2時5分", "2026-11-20 14:05:00"),
      ("20261120090512", "2026-11-20 09:05:12"), ("2026-11-20T09:05:12.345", "2026-11-20 09:05:12"),
      ("２０２６－１１－２０ ９：０５", "2026-11-20 09:05:00"), ("2026-11-20 12:05 AM", "2026-11-20 00:05:00"),
      ("2026-11-31 09:05", nil), ("26-11-20 09:05", nil), ("2026-11-20", nil), ("2026-11-20 09:05 UTC", nil),
      ("2026-11-20 13:05 PM", nil), ("1889-11-20 09:05", nil),
    ] as [(String, String?)])
  func times(typed: String, read: String?) { #expect(LocalTime(parsing: typed)?.description == read) }

  @Test("any bytes at all are read or told, and a row of theirs costs no good one", arguments: 0..<200)
  func fuzz(seed: Int) throws {
    var random = Seeded(UInt64(seed))
    let good = (1...6).map { Self.row("0925557246", at: "2026-11-20 10:0\($0):00", "BUSY", id: "90\($0)") }
    let alphabet = Array("\",,,,\n\r;= 0123456789-:anonymous応答ANSWERED\u{0}\u{7F}".utf8) + [0x81, 0xFF, 0xE3]
    var bytes: [UInt8] = []
    for line in good {
      // lines without an end of their own swallow the next, so junk is whole lines without quotes left open
      var junk = (0..<Int.random(in: 0...80, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? 0 }
      if junk.count(where: { $0 == 0x22 }) % 2 == 1 { junk.append(0x22) }
      bytes += junk + [0x0A] + Array(line.utf8) + [0x0A]
    }
    let reading = try MasterCSV.read(bytes, contexts: [])
    let found = Set(reading.calls.map(\.key))
    // a quote within a line can open a field that takes the next line with it, but only that one
    #expect(good.indices.count { found.contains("asterisk:1763596800.90\($0 + 1)") } >= good.count - 3)
    let mapping = try CallMapping.parse(Array("name=a\nstarted=S\nnumber=N\nseconds=D".utf8))
    _ = try ExportCSV.read(Array("S,N,D\n".utf8) + bytes, mapping: mapping)
    _ = try? CallMapping.parse(bytes)
  }
}

/// Numbers that are the same for the same seed (SplitMix64).
struct Seeded: RandomNumberGenerator {
  private var state: UInt64
  init(_ seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
