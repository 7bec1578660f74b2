/// An exact decimal number, kept as its digits; never rounded through a Double.
///
/// Equality is that of the text, so `1.0` and `1.00` differ, as their scale does.
public struct Numeric: PostgresValue, Sendable, Hashable, LosslessStringConvertible {
  /// An optional minus, digits, and a point with digits after it if there is a scale; or NaN, Infinity, -Infinity.
  public let description: String

  private let isNegative: Bool
  private let whole: [UInt8]
  private let fraction: [UInt8]

  /// Reads a sign, digits, and a point with digits after it; nil for anything else, exponents included.
  public init?(_ text: String) {
    if ["NaN", "Infinity", "-Infinity"].contains(text) {
      self.init(isNegative: false, whole: [], fraction: [], description: text)
      return
    }
    var rest = Substring(text)
    let isNegative = rest.first == "-"
    if isNegative || rest.first == "+" { rest.removeFirst() }
    let parts = rest.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = parts.first, !first.isEmpty, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
    guard parts.allSatisfy({ $0.utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains) }) else { return nil }
    let whole = first.utf8.map { $0 - UInt8(ascii: "0") }.drop { $0 == 0 }
    let fraction = parts.count == 2 ? parts[1].utf8.map { $0 - UInt8(ascii: "0") } : []
    self.init(isNegative: isNegative, whole: Array(whole), fraction: fraction)
  }

  public init(_ value: Int) {
    let digits = String(value.magnitude).utf8.map { $0 - UInt8(ascii: "0") }
    self.init(isNegative: value < 0, whole: value == 0 ? [] : digits, fraction: [])
  }

  private init(isNegative: Bool, whole: [UInt8], fraction: [UInt8], description: String? = nil) {
    // PostgreSQL has no negative zero.
    self.isNegative = isNegative && (whole + fraction).contains { $0 != 0 }
    self.whole = whole
    self.fraction = fraction
    if let description {
      self.description = description
    } else {
      let zero = UInt8(ascii: "0")
      var text: [UInt8] = self.isNegative ? [UInt8(ascii: "-")] : []
      text += whole.isEmpty ? [zero] : whole.map { $0 + zero }
      if !fraction.isEmpty { text += [UInt8(ascii: ".")] + fraction.map { $0 + zero } }
      self.description = String(decoding: text, as: UTF8.self)
    }
  }

  public static var postgresType: PostgresType { .numeric }

  // The binary form: the number of groups, the weight of the first, a sign, the scale, then groups of four digits.

  private enum Sign {
    static let positive: UInt16 = 0x0000
    static let negative: UInt16 = 0x4000
    static let nan: UInt16 = 0xC000
    static let infinity: UInt16 = 0xD000
    static let minusInfinity: UInt16 = 0xF000
  }

  public func encode(into buffer: inout [UInt8]) throws(ValueError) {
    let special: [String: UInt16] = [
      "NaN": Sign.nan, "Infinity": Sign.infinity, "-Infinity": Sign.minusInfinity,
    ]
    if let sign = special[description] {
      for field in [0, 0, sign, 0] { buffer.append(integer: field) }
      return
    }
    let padded = Array(repeating: 0, count: (4 - whole.count % 4) % 4) + whole
    let tail = fraction + Array(repeating: 0, count: (4 - fraction.count % 4) % 4)
    var weight = padded.count / 4 - 1
    let digits = padded + tail
    var groups = stride(from: 0, to: digits.count, by: 4).map { start in
      digits[start..<start + 4].reduce(Int16(0)) { $0 * 10 + Int16($1) }
    }[...]
    while groups.first == 0 {
      groups.removeFirst()
      weight -= 1
    }
    while groups.last == 0 { groups.removeLast() }
    if groups.isEmpty { weight = 0 }
    guard let count = UInt16(exactly: groups.count), let first = Int16(exactly: weight), fraction.count <= 16383 else {
      throw .invalid("a number with more digits than numeric can hold")
    }
    buffer.append(integer: count)
    buffer.append(integer: first)
    buffer.append(integer: isNegative ? Sign.negative : Sign.positive)
    buffer.append(integer: Int16(fraction.count))
    for group in groups { buffer.append(integer: group) }
  }

  public static func decode(_ bytes: RawSpan, from type: PostgresType) throws -> Numeric {
    let count = Int(try bytes.integer(UInt16.self))
    let weight = Int(try bytes.integer(Int16.self, at: 2))
    let sign = try bytes.integer(UInt16.self, at: 4)
    let scale = Int(try bytes.integer(Int16.self, at: 6))
    guard scale >= 0, bytes.byteCount == 8 + count * 2 else { throw ValueError.malformed }
    switch sign {
    case Sign.nan: return Numeric(isNegative: false, whole: [], fraction: [], description: "NaN")
    case Sign.infinity: return Numeric(isNegative: false, whole: [], fraction: [], description: "Infinity")
    case Sign.minusInfinity: return Numeric(isNegative: false, whole: [], fraction: [], description: "-Infinity")
    case Sign.positive, Sign.negative: break
    default: throw ValueError.malformed
    }
    var whole: [UInt8] = []
    var fraction: [UInt8] = []
    for position in stride(from: max(weight, -1), through: -(scale + 3) / 4, by: -1) {
      let index = weight - position
      let group = (0..<count).contains(index) ? try bytes.integer(Int16.self, at: 8 + index * 2) : 0
      guard (0...9999).contains(group) else { throw ValueError.malformed }
      let digits = [group / 1000, group / 100 % 10, group / 10 % 10, group % 10].map(UInt8.init)
      if position >= 0 { whole += digits } else { fraction += digits }
    }
    return Numeric(
      isNegative: sign == Sign.negative, whole: Array(whole.drop { $0 == 0 }), fraction: Array(fraction.prefix(scale)))
  }
}
