/// A calendar month in Japan, the unit of the office's reports.
///
/// Its instants are half-open in Asia/Tokyo, UTC+9 without summer time since 1951-09-08; earlier years are refused.
public struct ReportMonth: Sendable, Hashable, Comparable, CustomStringConvertible {
  public let year: Int
  /// 1 to 12.
  public let month: Int

  public static let years = 1952...2199

  public init(year: Int, month: Int) throws(InvalidValue) {
    try self.init(year: year, month: month, typed: "\(year)-\(month)")
  }

  private init(year: Int, month: Int, typed: String) throws(InvalidValue) {
    guard (1...12).contains(month) else {
      throw InvalidValue(.monthImpossible, ["typed": InvalidValue.shown(typed), "month": "\(month)"])
    }
    guard Self.years.contains(year) else {
      let (first, last) = (Self.years.lowerBound, Self.years.upperBound)
      throw InvalidValue(.monthOutOfRange, ["first": "\(first)-01", "last": "\(last)-12"])
    }
    self.init(ordinal: year * 12 + month - 1)
  }

  /// 2026-10, 2026/10, 202610, 2026年10月, 令和8年10月, R8.10; with `today` also 今月, 先月, "last month".
  public init(parsing typed: String, today: CalendarDate? = nil) throws(InvalidValue) {
    if let today, let months = Self.relative(typed) {
      let ordinal = today.year * 12 + today.month - 1 + months
      try self.init(year: ordinal / 12, month: ordinal % 12 + 1, typed: typed)
      return
    }
    let written = try WrittenDate(monthOrYear: typed)
    guard let month = written.month, let year = try written.gregorianYear(typed: typed) else {
      throw InvalidValue(.monthUnreadable, ["typed": InvalidValue.shown(typed)])
    }
    try self.init(year: year, month: month, typed: typed)
  }

  /// The month that a day lies in.
  public init(containing day: CalendarDate) throws(InvalidValue) {
    try self.init(year: day.year, month: day.month)
  }

  /// Months counted from year 0; a step past either end of the range stays at that end.
  private init(ordinal: Int) {
    let clamped = min(max(ordinal, Self.years.lowerBound * 12), Self.years.upperBound * 12 + 11)
    year = clamped / 12
    month = clamped % 12 + 1
  }

  private var ordinal: Int { year * 12 + month - 1 }

  private static func relative(_ typed: String) -> Int? {
    switch InputText.trimmed(InputText.folded(typed)).lowercased() {
    case "今月", "this month": 0
    case "先月", "last month": -1
    case "先々月", "一昨月": -2
    default: nil
    }
  }

  public static func < (one: ReportMonth, other: ReportMonth) -> Bool { one.ordinal < other.ordinal }

  public var firstDay: CalendarDate { CalendarDate(unchecked: Civil.days(year: year, month: month, day: 1)) }
  public var lastDay: CalendarDate { endDay.adding(days: -1) }
  /// The first day that is no longer in it.
  public var endDay: CalendarDate {
    CalendarDate(unchecked: Civil.days(year: month == 12 ? year + 1 : year, month: month % 12 + 1, day: 1))
  }

  public var days: Range<CalendarDate> { firstDay..<endDay }
  public var instants: Range<Instant> { Instant(startOf: firstDay)..<Instant(startOf: endDay) }

  public var previous: ReportMonth { ReportMonth(ordinal: ordinal - 1) }
  public var next: ReportMonth { ReportMonth(ordinal: ordinal + 1) }
  public var sameMonthLastYear: ReportMonth { ReportMonth(ordinal: ordinal - 12) }

  public var fiscalYear: FiscalYear { FiscalYear(containing: self) }
  /// From 1 April to the end of this month, for figures of the fiscal year to date.
  public var fiscalYearToDate: Range<Instant> { fiscalYear.instants.lowerBound..<instants.upperBound }

  public var iso: String { "\(year)-\(padded(month))" }
  public var description: String { iso }
  /// 2026年10月
  public var japanese: String { "\(year)年\(month)月" }
  /// 令和8年10月; a month of two eras by its last day.
  public var wareki: String { lastDay.eraYear.map { "\($0.japanese)\(month)月" } ?? japanese }
  /// October 2026
  public var english: String { "\(EnglishMonth.long(month)) \(year)" }
}

/// A fiscal year, 1 April to 31 March, called by the year it begins in.
public struct FiscalYear: Sendable, Hashable, Comparable, CustomStringConvertible {
  public let startYear: Int

  init(containing month: ReportMonth) {
    startYear = month.month >= 4 ? month.year : month.year - 1
  }

  /// 2026, 2026年度, 令和8年度, FY2026.
  public init(parsing typed: String) throws(InvalidValue) {
    var text = InputText.trimmed(InputText.folded(typed))
    if text.lowercased().hasPrefix("fy") { text = String(text.dropFirst(2)) }
    if text.hasSuffix("度") { text = String(text.dropLast()) }
    let written = try WrittenDate(monthOrYear: text)
    guard written.month == nil, let year = try written.gregorianYear(typed: typed) else {
      throw InvalidValue(.monthUnreadable, ["typed": InvalidValue.shown(typed)])
    }
    // a month of it, so that its range is checked where that of months is
    self.init(containing: try ReportMonth(year: year, month: 4))
  }

  public static func < (one: FiscalYear, other: FiscalYear) -> Bool { one.startYear < other.startYear }

  public var firstDay: CalendarDate { CalendarDate(unchecked: Civil.days(year: startYear, month: 4, day: 1)) }
  /// The first day that is no longer in it.
  public var endDay: CalendarDate { CalendarDate(unchecked: Civil.days(year: startYear + 1, month: 4, day: 1)) }
  public var days: Range<CalendarDate> { firstDay..<endDay }
  public var instants: Range<Instant> { Instant(startOf: firstDay)..<Instant(startOf: endDay) }

  /// 令和7年度; by the era in force at the end of its first calendar year, so 2019 is 令和元年度, as the state named it.
  public var japanese: String {
    let newYearsEve = CalendarDate(unchecked: Civil.days(year: startYear, month: 12, day: 31))
    return (newYearsEve.eraYear?.japanese ?? "\(startYear)年") + "度"
  }

  /// FY2025
  public var english: String { "FY\(startYear)" }
  public var description: String { english }
}
