import Testing

@testable import CaseCore

@Suite("A year or month since when")
struct PartialMonthTests {
  @Test(
    "is read with and without its month, Gregorian and in eras",
    arguments: [
      ("2018", "2018"), ("2018-04", "2018-04"), ("2018/4", "2018-04"), ("2018.4", "2018-04"), ("201804", "2018-04"),
      ("2018年", "2018"), ("2018年4月", "2018-04"), ("２０１８年４月", "2018-04"), ("平成30年", "2018"),
      ("平成30年4月", "2018-04"), ("H30", "2018"), ("h30.4", "2018-04"), ("昭和64年", "1989"), ("平成元年", "1989"),
      ("令和元年", "2019"), ("平成31年4月", "2019-04"), ("昭和64年1月", "1989-01"), ("平成元年1月", "1989-01"),
    ])
  func parse(typed: String, iso: String) throws {
    #expect(try PartialMonth(parsing: typed).iso == iso)
  }

  @Test(
    "is refused when it cannot be",
    arguments: [
      ("", "month.unreadable"), ("18", "month.unreadable"), ("2018-04-01", "month.unreadable"),
      ("2018-13", "month.impossible"), ("2018-00", "month.impossible"), ("令和0年", "era.never_was"),
      ("平成31年5月", "era.never_was"), ("H30.13", "month.impossible"), ("4月", "month.unreadable"),
      ("11/3", "month.unreadable"), ("1850", "month.out_of_range"), ("0218", "month.out_of_range"),
      ("9999-01", "month.out_of_range"), ("明治3年", "era.before_gregorian"), ("18年", "date.year_ambiguous"),
      ("2018-04x", "month.unreadable"),
    ])
  func refuse(typed: String, code: String) {
    #expect(refusal { try PartialMonth(parsing: typed) }?.code == code)
  }

  @Test("is shown as it is known, in both calendars")
  func display() throws {
    let month = try PartialMonth(year: 2018, month: 4)
    #expect(month.japanese == "2018年4月")
    #expect(month.wareki == "平成30年4月")
    #expect(month.english == "April 2018")
    #expect(month.firstDay.iso == "2018-04-01")
    #expect(month.lastDay.iso == "2018-04-30")
    let year = try PartialMonth(year: 2019)
    #expect(year.wareki == "令和元年")
    #expect(year.countedFrom.iso == "2019-07-01")
    #expect(year.lastDay.iso == "2019-12-31")
  }
}

@Suite("A report's month")
struct ReportMonthTests {
  @Test(
    "is read from its writings",
    arguments: [
      "2026-10", "2026/10", "2026.10", "202610", "2026年10月", "２０２６年１０月", "令和8年10月", "R8.10", "r8/10", "2026-10 ",
    ])
  func parse(typed: String) throws {
    #expect(try ReportMonth(parsing: typed).iso == "2026-10")
  }

  @Test("can be named from today")
  func relative() throws {
    #expect(try ReportMonth(parsing: "先月", today: day("2026-01-15")).iso == "2025-12")
    #expect(try ReportMonth(parsing: "This month", today: day("2026-01-15")).iso == "2026-01")
    #expect(refusal { try ReportMonth(parsing: "先月") }?.code == "month.unreadable")
  }

  @Test(
    "is refused when it is none",
    arguments: [
      ("2026", "month.unreadable"), ("2026-13", "month.impossible"), ("2026-10-01", "month.unreadable"),
      ("1951-12", "month.out_of_range"), ("2200-01", "month.out_of_range"), ("平成40年1月", "era.never_was"),
      ("10", "month.unreadable"), ("", "month.unreadable"),
    ])
  func refuse(typed: String, code: String) {
    #expect(refusal { try ReportMonth(parsing: typed) }?.code == code)
  }

  @Test("is half open in Tokyo")
  func instants() throws {
    let month = try ReportMonth(parsing: "2026-12")
    #expect(month.instants.lowerBound.iso == "2026-12-01T00:00:00+09:00")
    #expect(month.instants.upperBound.iso == "2027-01-01T00:00:00+09:00")
    #expect(try month.instants.contains(moment("2026-11-30T15:00:00Z")))
    #expect(try !month.instants.contains(moment("2026-12-31T15:00:00Z")))
    #expect(month.lastDay.iso == "2026-12-31")
    #expect(try ReportMonth(parsing: "2024-02").lastDay.iso == "2024-02-29")
  }

  @Test("knows its neighbours")
  func neighbours() throws {
    let january = try ReportMonth(parsing: "2026-01")
    #expect(january.previous.iso == "2025-12")
    #expect(january.next.iso == "2026-02")
    #expect(january.sameMonthLastYear.iso == "2025-01")
    #expect(january.previous < january)
    #expect(try ReportMonth(parsing: "1952-01").previous.iso == "1952-01")
  }

  @Test(
    "belongs to the fiscal year that began in April",
    arguments: [
      ("2026-03", "令和7年度", "2025-04-01"), ("2026-04", "令和8年度", "2026-04-01"), ("2025-04", "令和7年度", "2025-04-01"),
      ("2019-04", "令和元年度", "2019-04-01"), ("2020-03", "令和元年度", "2019-04-01"), ("2019-03", "平成30年度", "2018-04-01"),
      ("1989-02", "昭和63年度", "1988-04-01"),
    ])
  func fiscalYear(month: String, label: String, start: String) throws {
    let month = try ReportMonth(parsing: month)
    #expect(month.fiscalYear.japanese == label)
    #expect(month.fiscalYear.firstDay.iso == start)
    #expect(month.fiscalYearToDate.lowerBound == Instant(startOf: month.fiscalYear.firstDay))
    #expect(month.fiscalYearToDate.upperBound == month.instants.upperBound)
  }

  @Test("令和7年度 is 2025-04-01 up to but not 2026-04-01")
  func fiscalYearDays() throws {
    let year = try ReportMonth(parsing: "2025-10").fiscalYear
    #expect(try year.days == day("2025-04-01")..<day("2026-04-01"))
    #expect(year.english == "FY2025")
  }

  @Test("is shown in three ways")
  func display() throws {
    let month = try ReportMonth(containing: day("2026-10-09"))
    #expect(month.japanese == "2026年10月")
    #expect(month.wareki == "令和8年10月")
    #expect(month.english == "October 2026")
  }
}
