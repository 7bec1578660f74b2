/// A moment as PostgreSQL's timestamptz holds it: whole microseconds, no time zone.
///
/// `timestamp` without a time zone is another type and is not decoded: nobody knows which moment it means.
public struct Timestamp: PostgresValue, Sendable, Hashable, Comparable {
  /// Microseconds since 2000-01-01 00:00 UTC, leap seconds not counted. `Int64.max` means infinity and
  /// `Int64.min` −infinity.
  public let microseconds: Int64

  public init(microseconds: Int64) { self.microseconds = microseconds }

  /// Later than every moment.
  public static let infinity = Timestamp(microseconds: .max)
  /// Earlier than every moment.
  public static let minusInfinity = Timestamp(microseconds: .min)

  public var isFinite: Bool { self != .infinity && self != .minusInfinity }

  /// 2000-01-01 00:00 UTC, in microseconds since 1970-01-01 00:00 UTC.
  private static let epoch: Int64 = 946_684_800_000_000

  /// Nil where the number does not fit.
  public init?(unixMicroseconds: Int64) {
    let (value, overflow) = unixMicroseconds.subtractingReportingOverflow(Self.epoch)
    guard !overflow, value != .min else { return nil }
    microseconds = value
  }

  /// Microseconds since 1970-01-01 00:00 UTC; nil for ±infinity and where the number does not fit.
  public var unixMicroseconds: Int64? {
    let (value, overflow) = microseconds.addingReportingOverflow(Self.epoch)
    return isFinite && !overflow ? value : nil
  }

  public static func < (left: Timestamp, right: Timestamp) -> Bool { left.microseconds < right.microseconds }

  public static var postgresType: PostgresType { .timestamptz }
  public func encode(into buffer: inout [UInt8]) { buffer.append(integer: microseconds) }
  public static func decode(_ bytes: RawSpan, from type: PostgresType) throws -> Timestamp {
    Timestamp(microseconds: try bytes.only(Int64.self))
  }
}

/// A day of the calendar as PostgreSQL's date holds it.
public struct Day: PostgresValue, Sendable, Hashable, Comparable {
  /// Days since 2000-01-01, in the Gregorian calendar for all of time. `Int32.max` means infinity and `Int32.min`
  /// −infinity.
  public let days: Int32

  public init(days: Int32) { self.days = days }

  /// Later than every day.
  public static let infinity = Day(days: .max)
  /// Earlier than every day.
  public static let minusInfinity = Day(days: .min)

  public var isFinite: Bool { self != .infinity && self != .minusInfinity }

  public static func < (left: Day, right: Day) -> Bool { left.days < right.days }

  public static var postgresType: PostgresType { .date }
  public func encode(into buffer: inout [UInt8]) { buffer.append(integer: days) }
  public static func decode(_ bytes: RawSpan, from type: PostgresType) throws -> Day {
    Day(days: try bytes.only(Int32.self))
  }
}
