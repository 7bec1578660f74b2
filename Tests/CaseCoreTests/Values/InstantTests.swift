import Testing

@testable import CaseCore

@Suite("An instant")
struct InstantTests {
  @Test("is microseconds since 2000 in UTC and shown in Tokyo")
  func iso() throws {
    #expect(try Instant(microsecondsSince2000: 0).iso == "2000-01-01T09:00:00+09:00")
    #expect(try Instant(microsecondsSince2000: 250_000).iso == "2000-01-01T09:00:00.250+09:00")
    #expect(try Instant(microsecondsSince2000: -1).iso == "2000-01-01T08:59:59.999999+09:00")
    #expect(try Instant(unixMilliseconds: 0).iso == "1970-01-01T09:00:00+09:00")
    #expect(try Instant(unixSeconds: 1_793_683_800, nanoseconds: 5_000).iso == "2026-11-03T14:30:00.000005+09:00")
    #expect(try Instant(unixMilliseconds: -1).unixMilliseconds == -1)
  }

  @Test("refuses infinity and overflow")
  func range() {
    #expect(refusal { try Instant(microsecondsSince2000: .max) }?.code == "time.out_of_range")
    #expect(refusal { try Instant(microsecondsSince2000: .min) }?.code == "time.out_of_range")
    #expect(refusal { try Instant(unixMilliseconds: .max) }?.code == "time.out_of_range")
    #expect(refusal { try Instant(unixSeconds: .min) }?.code == "time.out_of_range")
    #expect(Instant.first.iso == "0001-01-01T00:00:00+09:00")
    #expect(Instant.last.iso == "9999-12-31T23:59:59.999999+09:00")
    #expect(Instant.last.adding(seconds: .max) == .last)
    #expect(Instant.first.adding(seconds: -1) == .first)
  }

  @Test("is displayed for people in both languages")
  func display() throws {
    let instant = try moment("2026-11-03 14:30")
    #expect(instant.japanese == "2026年11月3日(火) 14:30")
    #expect(instant.english == "Tue 3 Nov 2026 14:30")
    #expect(try instant.adding(Minutes(50)).tokyo.clock == "15:20")
    #expect(instant.date.iso == "2026-11-03")
  }

  @Test(
    "is read as people type it, now being 2026-11-04 09:00",
    arguments: [
      ("2026-11-03 14:30", "2026-11-03T14:30:00+09:00"), ("2026-11-03T14:30", "2026-11-03T14:30:00+09:00"),
      ("2026-11-03t14:30:05", "2026-11-03T14:30:05+09:00"),
      ("2026-11-03T14:30:05.25", "2026-11-03T14:30:05.250+09:00"),
      ("2026-11-03T14:30:05.1234567", "2026-11-03T14:30:05.123456+09:00"),
      ("2026-11-03T14:30+09:00", "2026-11-03T14:30:00+09:00"), ("2026-11-03T05:30Z", "2026-11-03T14:30:00+09:00"),
      ("2026-11-03T05:30:00+0000", "2026-11-03T14:30:00+09:00"),
      ("2026-11-03 00:30 -05:00", "2026-11-03T14:30:00+09:00"),
      ("2026-11-03 14:30 JST", "2026-11-03T14:30:00+09:00"), ("2026-11-03T14:30+09", "2026-11-03T14:30:00+09:00"),
      ("２０２６－１１－０３　１４：３０", "2026-11-03T14:30:00+09:00"), ("20261103 14:30", "2026-11-03T14:30:00+09:00"),
      ("2026年11月3日 14時30分", "2026-11-03T14:30:00+09:00"), ("2026年11月3日(火) 14:30", "2026-11-03T14:30:00+09:00"),
      ("2026年11月3日14時半", "2026-11-03T14:30:00+09:00"), ("令和8年11月3日 午後2時半", "2026-11-03T14:30:00+09:00"),
      ("R8.11.3 14:30", "2026-11-03T14:30:00+09:00"), ("R8.11.3 2:30pm", "2026-11-03T14:30:00+09:00"),
      ("14:30", "2026-11-04T14:30:00+09:00"), ("0:05", "2026-11-04T00:05:00+09:00"),
      ("9時", "2026-11-04T09:00:00+09:00"),
      ("正午", "2026-11-04T12:00:00+09:00"), ("昨日 14:30", "2026-11-03T14:30:00+09:00"),
      ("きのう14時半", "2026-11-03T14:30:00+09:00"), ("一昨日の午前9時", "2026-11-02T09:00:00+09:00"),
      ("yesterday 14:30", "2026-11-03T14:30:00+09:00"), ("today 8:00", "2026-11-04T08:00:00+09:00"),
      ("今日 8時 5分", "2026-11-04T08:05:00+09:00"), ("明日 10:00", "2026-11-05T10:00:00+09:00"),
      ("11/3 14:30", "2026-11-03T14:30:00+09:00"), ("11月3日 14:30", "2026-11-03T14:30:00+09:00"),
      ("11/5 8:00", "2026-11-05T08:00:00+09:00"), ("11/5 9:01", "2025-11-05T09:01:00+09:00"),
      ("12/31 14:30", "2025-12-31T14:30:00+09:00"), ("午後2時半", "2026-11-04T14:30:00+09:00"),
      ("午後0時10分", "2026-11-04T12:10:00+09:00"), ("午前0時", "2026-11-04T00:00:00+09:00"),
      ("12:30 pm", "2026-11-04T12:30:00+09:00"), ("12:30 am", "2026-11-04T00:30:00+09:00"),
      ("pm 2:30", "2026-11-04T14:30:00+09:00"), ("午後2:30", "2026-11-04T14:30:00+09:00"),
      ("十四時三十分", "2026-11-04T14:30:00+09:00"), ("14時30分15秒", "2026-11-04T14:30:15+09:00"),
      ("now", "2026-11-04T09:00:00+09:00"), ("今", "2026-11-04T09:00:00+09:00"),
      ("今日9:00", "2026-11-04T09:00:00+09:00"),
    ])
  func parse(typed: String, iso: String) throws {
    let now = try moment("2026-11-04 09:00")
    #expect(try Instant(parsing: typed, now: now).iso == iso)
  }

  @Test("just after New Year finds last night in last year")
  func newYear() throws {
    let now = try moment("2027-01-01 00:30")
    #expect(try Instant(parsing: "12/31 23:50", now: now).iso == "2026-12-31T23:50:00+09:00")
    #expect(try Instant(parsing: "昨日 23:50", now: now).iso == "2026-12-31T23:50:00+09:00")
  }

  @Test(
    "is refused with a code for each reason",
    arguments: [
      ("", "time.unreadable"), ("14", "time.unreadable"), ("abc", "time.unreadable"), ("2026-11-03", "time.missing"),
      ("昨日", "time.missing"), ("11/3", "time.missing"), ("24:00", "time.hour_24"),
      ("2026-11-03 24:00", "time.hour_24"),
      ("24時", "time.hour_24"), ("25:00", "time.impossible"), ("24:01", "time.impossible"),
      ("14:60", "time.impossible"),
      ("14:30:60", "time.impossible"), ("午後13時", "time.impossible"), ("0:30pm", "time.impossible"),
      ("午後12時", "time.twelve_ambiguous"), ("午前12時半", "time.twelve_ambiguous"), ("14:3", "time.unreadable"),
      ("2026-02-30 10:00", "date.impossible"), ("昭和65年1月1日 10:00", "era.never_was"),
      ("R8.11 14:30", "date.incomplete"),
      ("7.4.1 10:00", "date.year_ambiguous"), ("1916-11-03 10:00", "time.far_past"),
      ("S20.8.15 12:00", "time.far_past"),
      ("2026-11-03 14:30 x", "time.unreadable"), ("2026-11-03T14:30+25:00", "time.unreadable"),
      ("14:30 15:00", "time.unreadable"), ("2/29 10:00", "date.impossible"), ("13/1 10:00", "date.impossible"),
      ("2026-11-03(水) 14:30", "date.weekday_differs"), ("9999-12-31T23:59-12:00", "time.out_of_range"),
    ])
  func refuse(typed: String, code: String) throws {
    let now = try moment("2026-11-04 09:00")
    #expect(refusal { try Instant(parsing: typed, now: now) }?.code == code)
  }

  @Test("can be held to a later first day")
  func notBefore() throws {
    let now = try moment("2026-11-04 09:00")
    let first = try day("2000-01-01")
    #expect(refusal { try Instant(parsing: "1996-11-03 10:00", now: now, notBefore: first) }?.code == "time.far_past")
    #expect(try Instant(parsing: "2000-01-01 0:00", now: now, notBefore: first).date == first)
  }

  @Test("written as ISO reads back to the microsecond")
  func roundTrip() throws {
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<2000 {
      let micro = Int64.random(in: -1_400_000_000_000_000...6_000_000_000_000_000, using: &generator)
      let instant = try Instant(microsecondsSince2000: micro)
      #expect(try Instant(parsing: instant.iso, now: .first) == instant)
    }
  }
}
