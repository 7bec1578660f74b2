/// A time-ordered UUID (RFC 9562, version 7), made where the record is written, before the first send.
///
/// 48 bits of Unix milliseconds, then 74 random bits; two made in the same millisecond have no order between them.
public struct UUIDv7: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The first eight bytes, most significant first.
  public let high: UInt64
  /// The last eight bytes.
  public let low: UInt64

  /// The time is cut to 48 bits, enough until the year 10889; the generator must be the system's outside of tests.
  public init(unixMilliseconds: UInt64, using generator: inout some RandomNumberGenerator) {
    let random: UInt64 = generator.next()
    let tail: UInt64 = generator.next()
    high = unixMilliseconds << 16 | 0x7000 | random & 0x0FFF
    low = 1 << 63 | tail & (1 << 62 - 1)
  }

  public init(at instant: Instant, using generator: inout some RandomNumberGenerator) {
    self.init(unixMilliseconds: UInt64(max(0, instant.unixMilliseconds)), using: &generator)
  }

  /// Sixteen bytes in network order, as PostgreSQL's binary `uuid` has them.
  public var bytes: [UInt8] {
    [high, low].flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> UInt64(56 - 8 * $0)) } }
  }

  public var unixMilliseconds: UInt64 { high >> 16 }

  /// 019a4f6e-6c00-7abc-8def-0123456789ab
  public var description: String {
    let digits = Array("0123456789abcdef")
    var text = ""
    for (index, byte) in bytes.enumerated() {
      if [4, 6, 8, 10].contains(index) { text.append("-") }
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return text
  }

  public static func < (one: UUIDv7, other: UUIDv7) -> Bool { (one.high, one.low) < (other.high, other.low) }
}
