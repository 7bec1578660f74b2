/// A moment, as microseconds since 2000-01-01 00:00 UTC: PostgreSQL's binary `timestamptz`.
///
/// Shown and read in Asia/Tokyo, which has been UTC+9 without summer time since 1951-09-08; no time-zone data is used.
public struct Instant: Sendable, Hashable, Comparable, CustomStringConvertible {
  public let microsecondsSince2000: Int64

  static let tokyoOffset: Int64 = 9 * 3600 * 1_000_000
  static let day: Int64 = 86_400 * 1_000_000
  private static let unixEpoch: Int64 = 946_684_800

  /// The start of 0001-01-01 in Tokyo.
  public static let first = Instant(startOf: CalendarDate.first)
  /// The last microsecond of 9999-12-31 in Tokyo.
  public static let last = Instant(unchecked: Instant(startOf: CalendarDate.last).microsecondsSince2000 + day - 1)

  /// Refuses what has no four-digit year, PostgreSQL's `infinity` among it.
  public init(microsecondsSince2000: Int64) throws(InvalidValue) {
    let instant = Instant(unchecked: microsecondsSince2000)
    guard (Self.first...Self.last).contains(instant) else {
      throw InvalidValue(.timeOutOfRange, ["first": Self.first.iso, "last": Self.last.iso])
    }
    self = instant
  }

  public init(unixSeconds: Int64, nanoseconds: Int64 = 0) throws(InvalidValue) {
    let (seconds, early) = unixSeconds.subtractingReportingOverflow(Self.unixEpoch)
    let (whole, tooMany) = seconds.multipliedReportingOverflow(by: 1_000_000)
    let (sum, tooLate) = whole.addingReportingOverflow(nanoseconds / 1000)
    try self.init(microsecondsSince2000: early || tooMany || tooLate ? .max : sum)
  }

  public init(unixMilliseconds: Int64) throws(InvalidValue) {
    let (micro, overflow) = unixMilliseconds.multipliedReportingOverflow(by: 1000)
    let (sum, early) = micro.subtractingReportingOverflow(Self.unixEpoch * 1_000_000)
    try self.init(microsecondsSince2000: overflow || early ? .max : sum)
  }

  /// Midnight in Tokyo at which a day begins.
  public init(startOf day: CalendarDate) {
    self.init(unchecked: Int64(day.daysSince2000) * Self.day - Self.tokyoOffset)
  }

  /// For values that are in range by arithmetic.
  init(unchecked microseconds: Int64) { microsecondsSince2000 = microseconds }

  public static func < (one: Instant, other: Instant) -> Bool {
    one.microsecondsSince2000 < other.microsecondsSince2000
  }

  /// Whole milliseconds since 1970, rounded down.
  public var unixMilliseconds: Int64 {
    (microsecondsSince2000 + Self.unixEpoch * 1_000_000).dividedFloor(by: 1000)
  }

  /// The moment so many seconds later, or earlier; past either end of the range it is that end.
  public func adding(seconds: Int64) -> Instant {
    let (step, tooFar) = seconds.multipliedReportingOverflow(by: 1_000_000)
    let (sum, overflow) = microsecondsSince2000.addingReportingOverflow(step)
    if tooFar || overflow { return seconds < 0 ? Self.first : Self.last }
    return min(max(Instant(unchecked: sum), Self.first), Self.last)
  }

  public func adding(_ minutes: Minutes) -> Instant { adding(seconds: Int64(minutes.count) * 60) }

  /// The day and time of day on a clock in Tokyo.
  public var tokyo: TokyoTime {
    let local = microsecondsSince2000 + Self.tokyoOffset
    let day = local.dividedFloor(by: Self.day)
    let rest = Int(local - day * Self.day)
    let seconds = rest / 1_000_000
    return TokyoTime(
      date: CalendarDate(unchecked: Int(day)), hour: seconds / 3600, minute: seconds / 60 % 60, second: seconds % 60,
      microsecond: rest % 1_000_000)
  }

  /// The day in Tokyo.
  public var date: CalendarDate { tokyo.date }

  /// 2026-11-03T14:30:00+09:00; with a fraction of three or six digits when there is one.
  public var iso: String {
    let time = tokyo
    var text = "\(time.date.iso)T\(padded(time.hour)):\(padded(time.minute)):\(padded(time.second))"
    if time.microsecond % 1000 != 0 {
      text += ".\(padded(time.microsecond, to: 6))"
    } else if time.microsecond != 0 {
      text += ".\(padded(time.microsecond / 1000, to: 3))"
    }
    return text + "+09:00"
  }

  public var description: String { iso }

  /// 2026年11月3日(火) 14:30
  public var japanese: String { "\(tokyo.date.japanese) \(tokyo.clock)" }
  /// Tue 3 Nov 2026 14:30
  public var english: String { "\(tokyo.date.english) \(tokyo.clock)" }
}

/// What calendar and clock show in Tokyo.
public struct TokyoTime: Sendable, Hashable {
  public let date: CalendarDate
  public let hour: Int
  public let minute: Int
  public let second: Int
  public let microsecond: Int

  /// 14:30
  public var clock: String { "\(padded(hour)):\(padded(minute))" }
}

extension Int64 {
  fileprivate func dividedFloor(by divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}
