import Testing

@testable import CaseCore

@Suite("Whatever is typed")
struct AnythingTests {
  private static let pieces: [String] = [
    "0", "1", "2", "9", "30", "2026", "-", "/", ".", ":", " ", "　", "年", "月", "日", "時", "分", "半", "元", "十", "〇", "R",
    "S",
    "令和", "昭和", "平", "午後", "昨日", "pm", "T", "Z", "+", "+09:00", "C", "Q", "7K2M", "内線", "(", ")", "火", "曜", "h", "m",
    "非通知", "#", "\u{0}", "\u{202E}", "\u{301}", "👨‍👩‍👧", "𠮷", "é", "\r\n", "99999999999999999999", "㍻", "ー", "約", "歳",
    "\u{FFFD}",
  ]

  @Test("is accepted or refused with a code of the catalogue, and never crashes")
  func anything() throws {
    var generator = SeededGenerator(seed: 42)
    let now = try moment("2026-11-04 09:00")
    let today = now.date
    var accepted = 0
    for _ in 0..<5_000 {
      let count = Int.random(in: 0...9, using: &generator)
      var text = ""
      for _ in 0..<count {
        if Int.random(in: 0..<8, using: &generator) == 0 {
          let value = UInt32.random(in: 0...0x10FFFF, using: &generator)
          text.unicodeScalars.append(Unicode.Scalar(value) ?? "\u{FFFD}")
        } else {
          text += Self.pieces.randomElement(using: &generator) ?? ""
        }
      }
      let readers: [() throws -> Void] = [
        { _ = try CalendarDate(parsing: text, today: today, yearless: .recent) },
        { _ = try PartialMonth(parsing: text) },
        { _ = try ReportMonth(parsing: text, today: today) },
        { _ = try Instant(parsing: text, now: now) },
        { _ = try Minutes(parsing: text) },
        { _ = try ClientCode(parsing: text) },
        { _ = try PhoneNumber(parsing: text) },
        { _ = try AgeAbout(parsing: text, toldOn: today) },
        { _ = try Note(text) },
        { _ = try Line(text) },
      ]
      for read in readers {
        do {
          try read()
          accepted += 1
        } catch let error as InvalidValue {
          let rule = try #require(InvalidValue.Rule(rawValue: error.code), "\(error.code)")
          let given = Set(error.arguments.keys)
          let isRight = given.isSuperset(of: rule.required) && given.isSubset(of: rule.required.union(rule.optional))
          if !isRight { Issue.record("\(error.code) has \(given)") }
        }
      }
      _ = InputText.yesNo(text)
      _ = nearest(text, in: ["phone", "line"])
    }
    #expect(accepted > 500)
  }

  @Test("on any day of the calendar, the earliest and the last included, is answered")
  func anyDay() throws {
    for today in [CalendarDate.first, CalendarDate.last] {
      for typed in ["今日", "一昨日", "あさって", "1/1", "12/31"] {
        _ = try CalendarDate(parsing: typed, today: today, yearless: .recent)
      }
      _ = refusal { try Instant(parsing: "24:00", now: Instant(startOf: today)) }
    }
  }

  @Test("is shown in an error without control characters, and cut short")
  func shown() {
    #expect(InvalidValue.shown("a\u{1B}[31m\u{202E}b\nc") == "a[31mbc")
    #expect(InvalidValue.shown(String(repeating: "あ", count: 300)).count == 40)
    #expect(InvalidValue(.dateUnreadable, ["typed": "x"]).description == "date.unreadable")
  }

  @Test("has one code for each reason, and no argument both required and optional")
  func catalogue() {
    for rule in InvalidValue.Rule.allCases {
      #expect(rule.required.isDisjoint(with: rule.optional))
      #expect(rule.rawValue.split(separator: ".").count == 2)
    }
  }
}
