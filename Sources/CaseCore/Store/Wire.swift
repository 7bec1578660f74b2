public import Postgres

/// The id of a record, made where the record is written.
public typealias RecordID = UUID

extension RecordID {
  /// A new id (UUIDv7, RFC 9562): its first bytes are the time, so that ids of a day lie together in an index.
  public static func new(now: Instant, using generator: inout some RandomNumberGenerator) -> RecordID {
    let made = UUIDv7(at: now, using: &generator)
    return RecordID(high: made.high, low: made.low)
  }
}

extension CalendarDate: PostgresWrapper {
  public init(wire: Day) throws { try self.init(daysSince2000: wire.days) }
  public var wire: Day { Day(days: daysSince2000) }
}

extension Instant: PostgresWrapper {
  public init(wire: Timestamp) throws { try self.init(microsecondsSince2000: wire.microseconds) }
  public var wire: Timestamp { Timestamp(microseconds: microsecondsSince2000) }
}

extension Row {
  /// A column of the type that is wanted.
  package func callAsFunction<Value: PostgresValue>(_ column: String) throws -> Value {
    try decode(column, as: Value.self)
  }
}
