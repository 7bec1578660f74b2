/// A day of the proleptic Gregorian calendar, from 0001-01-01 to 9999-12-31.
///
/// It is held as days since 2000-01-01, which is PostgreSQL's binary `date`; `infinity` and years before 1 are refused.
public struct CalendarDate: Sendable, Hashable, Comparable, CustomStringConvertible {
  public let daysSince2000: Int32

  public static let first = CalendarDate(unchecked: Civil.days(year: 1, month: 1, day: 1))
  public static let last = CalendarDate(unchecked: Civil.days(year: 9999, month: 12, day: 31))

  public init(daysSince2000: Int32) throws(InvalidValue) {
    guard (Self.first.daysSince2000...Self.last.daysSince2000).contains(daysSince2000) else { throw Self.outOfRange }
    self.daysSince2000 = daysSince2000
  }

  public init(year: Int, month: Int, day: Int) throws(InvalidValue) {
    try self.init(year: year, month: month, day: day, typed: "\(year)-\(month)-\(day)")
  }

  init(year: Int, month: Int, day: Int, typed: String) throws(InvalidValue) {
    guard (1...9999).contains(year) else { throw Self.outOfRange }
    let lastDay = Civil.lastDay(year: year, month: month)
    guard let lastDay, (1...lastDay).contains(day) else {
      var arguments = [
        "typed": InvalidValue.shown(typed), "year": "\(year)", "month": "\(month)", "day": "\(day)",
      ]
      if let lastDay { arguments["last_day"] = "\(lastDay)" }
      throw InvalidValue(.dateImpossible, arguments)
    }
    self.init(unchecked: Civil.days(year: year, month: month, day: day))
  }

  /// For ordinals that are in range by arithmetic.
  init(unchecked daysSince2000: Int) { self.daysSince2000 = Int32(daysSince2000) }

  private static var outOfRange: InvalidValue {
    InvalidValue(.dateOutOfRange, ["first": "0001-01-01", "last": "9999-12-31"])
  }

  public static func < (one: CalendarDate, other: CalendarDate) -> Bool { one.daysSince2000 < other.daysSince2000 }

  public var parts: (year: Int, month: Int, day: Int) { Civil.parts(ofDay: Int(daysSince2000)) }
  public var year: Int { parts.year }
  public var month: Int { parts.month }
  public var day: Int { parts.day }

  public var weekday: Weekday { Weekday(daysSince2000: Int(daysSince2000)) }

  /// The day so many days later, or earlier; past either end of the calendar it is that end.
  public func adding(days: Int) -> CalendarDate {
    let range = Int(Self.first.daysSince2000)...Int(Self.last.daysSince2000)
    let (sum, overflow) = Int(daysSince2000).addingReportingOverflow(days)
    if overflow { return days < 0 ? Self.first : Self.last }
    return CalendarDate(unchecked: min(max(sum, range.lowerBound), range.upperBound))
  }

  /// Days from another day to this one; negative when this one is earlier.
  public func days(since other: CalendarDate) -> Int { Int(daysSince2000) - Int(other.daysSince2000) }

  /// Whole years from a birth to a day, or nil when the day comes before the birth.
  ///
  /// The ordinary birthday rule, for statistics: a year is complete on the birthday itself, and for someone born on
  /// 29 February on 1 March of a common year. The law (年齢計算ニ関スル法律) completes it at the end of the day before,
  /// so that on one day a year the two differ: never use this to decide a legal age limit.
  public static func completedYears(from birth: CalendarDate, on day: CalendarDate) -> Int? {
    guard birth <= day else { return nil }
    let (from, to) = (birth.parts, day.parts)
    return to.year - from.year - ((to.month, to.day) < (from.month, from.day) ? 1 : 0)
  }

  /// The age on a day of someone born on this day; see ``completedYears(from:on:)``.
  public func age(on day: CalendarDate) -> Int? { Self.completedYears(from: self, on: day) }

  public var iso: String {
    let (year, month, day) = parts
    return "\(padded(year, to: 4))-\(padded(month))-\(padded(day))"
  }

  public var description: String { iso }

  /// 2026年11月3日(火)
  public var japanese: String {
    let (year, month, day) = parts
    return "\(year)年\(month)月\(day)日(\(weekday.japanese))"
  }

  /// Tue 3 Nov 2026
  public var english: String {
    let (year, month, day) = parts
    return "\(weekday.english) \(day) \(EnglishMonth.short(month)) \(year)"
  }
}

/// Days of the week, numbered as ISO 8601 does: Monday is 1.
public enum Weekday: Int, CaseIterable, Sendable {
  case monday = 1
  case tuesday, wednesday, thursday, friday, saturday, sunday

  init(daysSince2000 days: Int) {
    // 2000-01-01 was a Saturday.
    let index = ((days + 5) % 7 + 7) % 7
    self = Self.allCases[index]
  }

  public var japanese: String { ["月", "火", "水", "木", "金", "土", "日"][rawValue - 1] }
  public var english: String { ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][rawValue - 1] }
}

enum EnglishMonth {
  static func long(_ month: Int) -> String {
    [
      "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
      "December",
    ][month - 1]
  }

  static func short(_ month: Int) -> String { String(long(month).prefix(3)) }
}

/// The civil calendar's arithmetic, after Howard Hinnant's `days_from_civil`: eras of 400 years that begin in March.
enum Civil {
  /// Days from 0000-03-01 to 2000-01-01.
  private static let offset = 730_425

  static func days(year: Int, month: Int, day: Int) -> Int {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - offset
  }

  static func parts(ofDay days: Int) -> (year: Int, month: Int, day: Int) {
    let z = days + offset
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shifted + 2) / 5 + 1
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  /// 28 to 31, or nil for a month that does not exist.
  static func lastDay(year: Int, month: Int) -> Int? {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 1...12: 31
    default: nil
    }
  }
}

func padded(_ number: Int, to width: Int = 2) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
