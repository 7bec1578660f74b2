/// A UUID as two halves of eight bytes; the order of `<` is that of the bytes, as in PostgreSQL.
public struct UUID: PostgresValue, Sendable, Hashable, Comparable, LosslessStringConvertible {
  /// The first eight bytes, big-endian.
  public let high: UInt64
  /// The last eight bytes, big-endian.
  public let low: UInt64

  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// Reads the form of 36 characters, in capital letters too; nil for anything else, braces and spaces included.
  public init?(_ text: String) {
    var halves: (UInt64, UInt64) = (0, 0)
    var index = 0
    guard text.utf8.count == 36 else { return nil }
    for byte in text.utf8 {
      defer { index += 1 }
      if index == 8 || index == 13 || index == 18 || index == 23 {
        guard byte == UInt8(ascii: "-") else { return nil }
        continue
      }
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
      default: return nil
      }
      if index < 18 {
        halves.0 = halves.0 << 4 | UInt64(digit)
      } else {
        halves.1 = halves.1 << 4 | UInt64(digit)
      }
    }
    self.init(high: halves.0, low: halves.1)
  }

  /// The form of 36 characters in lower case.
  public var description: String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(36)
    for nibble in 0..<32 {
      if nibble == 8 || nibble == 12 || nibble == 16 || nibble == 20 { text.append(UInt8(ascii: "-")) }
      let half = nibble < 16 ? high : low
      text.append(digits[Int(half >> UInt64(60 - nibble % 16 * 4) & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  public static func < (left: UUID, right: UUID) -> Bool { (left.high, left.low) < (right.high, right.low) }

  public static var postgresType: PostgresType { .uuid }

  public func encode(into buffer: inout [UInt8]) {
    buffer.append(integer: high)
    buffer.append(integer: low)
  }

  public static func decode(_ bytes: RawSpan, from type: PostgresType) throws -> UUID {
    guard bytes.byteCount == 16 else { throw ValueError.malformed }
    return UUID(high: try bytes.integer(UInt64.self), low: try bytes.integer(UInt64.self, at: 8))
  }
}
