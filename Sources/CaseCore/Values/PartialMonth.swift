/// A year, or a year and a month, as people remember since when: 2018 or 2018-04.
public struct PartialMonth: Sendable, Hashable, CustomStringConvertible {
  public let year: Int
  /// 1 to 12, or nil when only the year is known.
  public let month: Int?

  /// Nobody whose case is open was there before; and a slip such as 0218 is caught.
  public static let years = 1873...2199

  public init(year: Int, month: Int? = nil) throws(InvalidValue) {
    try self.init(year: year, month: month, typed: "\(year)" + (month.map { "-\($0)" } ?? ""))
  }

  private init(year: Int, month: Int?, typed: String) throws(InvalidValue) {
    if let month, !(1...12).contains(month) {
      throw InvalidValue(.monthImpossible, ["typed": InvalidValue.shown(typed), "month": "\(month)"])
    }
    guard Self.years.contains(year) else {
      throw InvalidValue(.monthOutOfRange, ["first": "\(Self.years.lowerBound)", "last": "\(Self.years.upperBound)"])
    }
    self.year = year
    self.month = month
  }

  /// 2018, 2018-04, 2018/4, 201804, 2018年4月, 平成30年, H30.4; a whole date is refused, since it would be cut.
  public init(parsing typed: String) throws(InvalidValue) {
    let written = try WrittenDate(monthOrYear: typed)
    guard let year = try written.gregorianYear(typed: typed) else {
      throw InvalidValue(.monthUnreadable, ["typed": InvalidValue.shown(typed)])
    }
    try self.init(year: year, month: written.month, typed: typed)
  }

  /// The first day that it can mean.
  public var firstDay: CalendarDate { CalendarDate(unchecked: Civil.days(year: year, month: month ?? 1, day: 1)) }

  /// The last day that it can mean.
  public var lastDay: CalendarDate {
    let month = month ?? 12
    let day = Civil.lastDay(year: year, month: month) ?? 31
    return CalendarDate(unchecked: Civil.days(year: year, month: month, day: day))
  }

  /// The day from which a duration is counted: the month's first, or 1 July where only the year is known.
  ///
  /// Half of those who remember only a year began before its middle, so the middle errs least over many people.
  public var countedFrom: CalendarDate {
    CalendarDate(unchecked: Civil.days(year: year, month: month ?? 7, day: 1))
  }

  public var iso: String { padded(year, to: 4) + (month.map { "-" + padded($0) } ?? "") }
  public var description: String { iso }

  /// 2018年4月 or 2018年
  public var japanese: String { "\(year)年" + (month.map { "\($0)月" } ?? "") }

  /// 平成30年4月 or 平成30年; a year of two eras by the one it ended in (2019 is 令和元年).
  public var wareki: String {
    guard let era = lastDay.eraYear else { return japanese }
    return era.japanese + (month.map { "\($0)月" } ?? "")
  }

  /// April 2018 or 2018
  public var english: String { (month.map { EnglishMonth.long($0) + " " } ?? "") + "\(year)" }
}

extension WrittenDate {
  /// A year with or without a month and nothing behind it.
  init(monthOrYear typed: String) throws(InvalidValue) {
    var scanner = InputScanner(typed)
    let written = try scanner.writtenDate(typed: typed, compactMonth: true)
    guard let written, scanner.isAtEnd, written.year != nil, written.day == nil else {
      throw InvalidValue(.monthUnreadable, ["typed": InvalidValue.shown(typed)])
    }
    self = written
  }
}
