import Testing

@testable import CaseCore

@Suite("A calendar date")
struct CalendarDateTests {
  @Test(
    "counts days from 2000-01-01 as PostgreSQL does",
    arguments: [
      ("2000-01-01", 0), ("1999-12-31", -1), ("2000-02-29", 59), ("1970-01-01", -10957), ("2026-11-03", 9803),
      ("0001-01-01", -730_119), ("9999-12-31", 2_921_939), ("1900-03-01", -36465),
    ])
  func ordinal(iso: String, days: Int32) throws {
    #expect(try day(iso).daysSince2000 == days)
    #expect(try CalendarDate(daysSince2000: days).iso == iso)
  }

  @Test("refuses infinity and years that no four digits can write")
  func range() throws {
    for days in [Int32.min, Int32.max, -730_120, 2_921_940] {
      #expect(refusal { try CalendarDate(daysSince2000: days) }?.code == "date.out_of_range")
    }
    #expect(refusal { try CalendarDate(year: 0, month: 1, day: 1) }?.code == "date.out_of_range")
    #expect(refusal { try CalendarDate(year: 10_000, month: 1, day: 1) }?.code == "date.out_of_range")
  }

  @Test("stays inside the calendar when days are added")
  func adding() throws {
    #expect(try day("2024-02-28").adding(days: 1) == day("2024-02-29"))
    #expect(try day("2026-01-01").adding(days: -1) == day("2025-12-31"))
    #expect(CalendarDate.last.adding(days: 1) == .last)
    #expect(CalendarDate.first.adding(days: .min) == .first)
    #expect(CalendarDate.last.adding(days: .max) == .last)
    #expect(try day("2026-11-03").days(since: day("2026-10-31")) == 3)
  }

  @Test(
    "knows its day of the week",
    arguments: [
      ("2026-11-03", "火", "Tue"), ("2000-01-01", "土", "Sat"), ("1868-01-25", "土", "Sat"),
      ("2019-05-01", "水", "Wed"),
    ])
  func weekday(iso: String, japanese: String, english: String) throws {
    #expect(try day(iso).weekday.japanese == japanese)
    #expect(try day(iso).weekday.english == english)
  }

  @Test("is shown in Japanese and English with its weekday, and with its era for birthdays")
  func display() throws {
    #expect(try day("2026-11-03").japanese == "2026年11月3日(火)")
    #expect(try day("2026-11-03").english == "Tue 3 Nov 2026")
    #expect(try day("1957-07-01").japaneseWithEra == "1957年7月1日(昭和32年)")
    #expect(try day("0031-01-02").iso == "0031-01-02")
  }

  @Test(
    "is read in every writing the office meets",
    arguments: [
      ("2026-11-03", "2026-11-03"), ("2026/11/3", "2026-11-03"), ("2026.11.3", "2026-11-03"),
      ("20261103", "2026-11-03"), ("2026年11月3日", "2026-11-03"), ("2026年 11月 3日", "2026-11-03"),
      ("２０２６／１１／０３", "2026-11-03"), ("２０２６年１１月３日", "2026-11-03"), ("2026‐11‐03", "2026-11-03"),
      ("2026−11−03", "2026-11-03"), ("2026ー11ー03", "2026-11-03"), (" 2026-11-03　", "2026-11-03"),
      ("2026 / 11 / 3", "2026-11-03"), ("2026年11月3日(火)", "2026-11-03"), ("2026-11-03（火）", "2026-11-03"),
      ("2026年11月3日 火曜日", "2026-11-03"), ("二〇二六年十一月三日", "2026-11-03"), ("2024-02-29", "2024-02-29"),
      ("R7.4.1", "2025-04-01"), ("r7/4/1", "2025-04-01"), ("R7-4-1", "2025-04-01"), ("R070401", "2025-04-01"),
      ("令和7年4月1日", "2025-04-01"), ("令7.4.1", "2025-04-01"), ("㋿7年4月1日", "2025-04-01"),
      ("令和元年5月1日", "2019-05-01"), ("R元.5.1", "2019-05-01"), ("令和1年5月1日", "2019-05-01"),
      ("令和七年四月一日", "2025-04-01"), ("昭32. 7. 1", "1957-07-01"), ("S32.7.1", "1957-07-01"),
      ("Ｓ３２．７．１", "1957-07-01"), ("s32・7・1", "1957-07-01"), ("昭和32年7月1日", "1957-07-01"),
      ("昭和　３２年　７月　１日", "1957-07-01"), ("㍼32年7月1日", "1957-07-01"), ("S.32.7.1", "1957-07-01"),
      ("昭和64年1月7日", "1989-01-07"), ("平成元年1月8日", "1989-01-08"), ("H31.4.30", "2019-04-30"),
      ("大正元年7月30日", "1912-07-30"), ("T15.12.24", "1926-12-24"), ("昭和元年12月25日", "1926-12-25"),
      ("明治45年7月29日", "1912-07-29"), ("M6.1.1", "1873-01-01"), ("平成12年2月29日", "2000-02-29"),
      ("今日", "2026-11-22"), ("きょう", "2026-11-22"), ("TODAY", "2026-11-22"), ("ｔｏｄａｙ", "2026-11-22"),
      ("昨日", "2026-11-21"), ("きのう", "2026-11-21"), ("Yesterday", "2026-11-21"), ("一昨日", "2026-11-20"),
      ("おととい", "2026-11-20"), ("明日", "2026-11-23"), ("あさって", "2026-11-24"),
    ])
  func parse(typed: String, iso: String) throws {
    #expect(try CalendarDate(parsing: typed, today: day("2026-11-22")).iso == iso)
  }

  @Test(
    "is refused with a code of its own for each reason",
    arguments: [
      ("", "date.unreadable"), ("   ", "date.unreadable"), ("abc", "date.unreadable"), ("2026", "date.incomplete"),
      ("2026-11", "date.incomplete"), ("R7.4", "date.incomplete"), ("令和7年", "date.incomplete"),
      ("2026-02-30", "date.impossible"), ("2023-02-29", "date.impossible"), ("2026-13-01", "date.impossible"),
      ("2026-00-10", "date.impossible"), ("2026-11-31", "date.impossible"), ("2026-11-00", "date.impossible"),
      ("1900-02-29", "date.impossible"), ("20260230", "date.impossible"), ("R7.2.29", "date.impossible"),
      ("平成31年2月30日", "date.impossible"), ("2026年13月", "month.impossible"),
      ("7.4.1", "date.year_ambiguous"), ("26/11/3", "date.year_ambiguous"), ("26年11月3日", "date.year_ambiguous"),
      ("3/11/2026", "date.year_ambiguous"), ("11/3", "date.year_missing"), ("11月3日", "date.year_missing"),
      ("2026年11月3日(水)", "date.weekday_differs"), ("2026-11-03x", "date.unreadable"),
      ("2026-11-03-04", "date.unreadable"), ("2026-1103", "date.unreadable"), ("2026/11-3", "date.unreadable"),
      ("２０２６１１０", "date.unreadable"), ("R2025.4.1", "date.unreadable"), ("0000-01-01", "date.out_of_range"),
      ("昨日の", "date.unreadable"), ("S", "date.unreadable"), ("令和", "date.unreadable"), ("H元", "date.incomplete"),
      ("明治5年12月2日", "era.before_gregorian"), ("M1.9.8", "era.before_gregorian"), ("明治5年", "era.before_gregorian"),
      ("2026-11-03\u{0}", "date.unreadable"),
    ])
  func refuse(typed: String, code: String) throws {
    let today = try day("2026-11-22")
    #expect(refusal { try CalendarDate(parsing: typed, today: today) }?.code == code)
  }

  @Test(
    "outside its era is refused with the name it should have had",
    arguments: [
      ("令和0年1月1日", "平成30年1月1日", "2018-01-01"), ("昭和65年1月1日", "平成2年1月1日", "1990-01-01"),
      ("昭和65年", "平成2年", "1990"), ("令和0年", "平成30年", "2018"), ("平成31年5月1日", "令和元年5月1日", "2019-05-01"),
      ("昭和64年1月8日", "平成元年1月8日", "1989-01-08"), ("S64.2.1", "平成元年2月1日", "1989-02-01"),
      ("昭和64年2月", "平成元年2月", "1989-02"), ("令和元年4月30日", "平成31年4月30日", "2019-04-30"),
      ("平成元年1月7日", "昭和64年1月7日", "1989-01-07"), ("昭和元年12月24日", "大正15年12月24日", "1926-12-24"),
      ("大正15年12月25日", "昭和元年12月25日", "1926-12-25"), ("明治45年7月30日", "大正元年7月30日", "1912-07-30"),
      ("平成35年3月31日", "令和5年3月31日", "2023-03-31"), ("平成31年5月", "令和元年5月", "2019-05"),
    ])
  func outsideEra(typed: String, wouldBe: String, iso: String) throws {
    let today = try day("2026-11-22")
    let error = refusal { try CalendarDate(parsing: typed, today: today) }
    #expect(error?.code == "era.never_was")
    #expect(error?.arguments["would_be"] == wouldBe)
    #expect(error?.arguments["would_be_iso"] == iso)
  }

  @Test("before any era has no other name to offer")
  func yearZeroOfMeiji() throws {
    let today = try day("2026-11-22")
    let error = refusal { try CalendarDate(parsing: "明治0年5月5日", today: today) }
    #expect(error?.code == "era.never_was")
    #expect(error?.arguments["would_be"] == nil)
  }

  @Test("says how many days the month has when the day is impossible")
  func lastDay() {
    #expect(refusal { try CalendarDate(year: 2026, month: 2, day: 30) }?.arguments["last_day"] == "28")
    #expect(refusal { try CalendarDate(year: 2026, month: 13, day: 1) }?.arguments["last_day"] == nil)
  }

  @Test(
    "without a year means this year, or last year where that would lie ahead, when the verb allows it",
    arguments: [
      ("11/3", "2026-11-03"), ("11月23日", "2026-11-23"), ("11/24", "2025-11-24"), ("12-31", "2025-12-31"),
      ("1.5", "2026-01-05"),
    ])
  func yearless(typed: String, iso: String) throws {
    #expect(try CalendarDate(parsing: typed, today: day("2026-11-22"), yearless: .recent).iso == iso)
  }

  @Test("2/29 without a year is the last leap day of this year or last, or impossible")
  func yearlessLeapDay() throws {
    #expect(try CalendarDate(parsing: "2/29", today: day("2024-05-01"), yearless: .recent).iso == "2024-02-29")
    #expect(try CalendarDate(parsing: "2/29", today: day("2025-05-01"), yearless: .recent).iso == "2024-02-29")
    for today in ["2026-05-01", "2024-01-10"] {
      let today = try day(today)
      let error = refusal { try CalendarDate(parsing: "2/29", today: today, yearless: .recent) }
      #expect(error?.code == "date.impossible")
      #expect(error?.arguments["typed"] == "2/29")
    }
  }

  @Test(
    "is written in the era of its day",
    arguments: [
      ("2025-04-01", "令和7年4月1日", "R7.4.1"), ("2019-05-01", "令和元年5月1日", "R1.5.1"),
      ("2019-04-30", "平成31年4月30日", "H31.4.30"), ("1989-01-07", "昭和64年1月7日", "S64.1.7"),
      ("1926-12-25", "昭和元年12月25日", "S1.12.25"), ("1912-07-30", "大正元年7月30日", "T1.7.30"),
      ("1873-01-01", "明治6年1月1日", "M6.1.1"), ("1872-12-31", "1872年12月31日", "1872-12-31"),
      ("2117-12-31", "令和99年12月31日", "R99.12.31"), ("2118-01-01", "2118年1月1日", "2118-01-01"),
    ])
  func wareki(iso: String, long: String, short: String) throws {
    #expect(try day(iso).wareki == long)
    #expect(try day(iso).warekiShort == short)
  }

  @Test("of every day from 1868 to 2100 reads back from each of its writings")
  func roundTrip() throws {
    let end = try day("2100-12-31")
    var date = try day("1868-01-01")
    var weekday = date.weekday.rawValue
    while date <= end {
      #expect(date.weekday.rawValue == weekday)
      let (year, month, dayOfMonth) = date.parts
      let again = try CalendarDate(year: year, month: month, day: dayOfMonth)
      // The other writings on one day a month, since a debug build takes its time.
      let others = dayOfMonth == 31 ? [date.warekiShort, date.iso, date.japanese] : []
      let writings = [date.wareki] + others
      let isRead = try writings.allSatisfy { try CalendarDate(parsing: $0, today: end) == date }
      if again != date || !isRead { Issue.record("\(date) does not come back") }
      date = date.adding(days: 1)
      weekday = weekday % 7 + 1
    }
  }

  @Test(
    "gives an age by the ordinary birthday rule",
    arguments: [
      ("2000-02-29", "2018-02-28", 17), ("2000-02-29", "2018-03-01", 18), ("2000-02-29", "2020-02-29", 20),
      ("2000-02-29", "2020-02-28", 19), ("1988-11-03", "2026-11-02", 37), ("1988-11-03", "2026-11-03", 38),
      ("2026-11-03", "2026-11-03", 0), ("1988-12-31", "2027-01-01", 38),
    ])
  func age(birth: String, on: String, years: Int) throws {
    #expect(try day(birth).age(on: day(on)) == years)
  }

  @Test("gives no age before the birth")
  func noAge() throws {
    #expect(try day("2026-11-03").age(on: day("2026-11-02")) == nil)
  }
}
