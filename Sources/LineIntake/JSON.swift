/// A value of JSON as LINE sends it. Reading is lenient in what costs nothing: a text that no database could hold (NUL, half a
/// surrogate pair, broken UTF-8) is repaired with U+FFFD, and what is nested beyond reason is null. So one bad value does not
/// cost the others.
enum JSON: Sendable {
  case null
  case bool(Bool)
  /// As it was written.
  case number(String)
  case text(String)
  case list([JSON])
  case object([String: JSON])

  subscript(_ key: String) -> JSON? {
    if case .object(let members) = self { members[key] } else { nil }
  }

  var text: String? { if case .text(let text) = self { text } else { nil } }
  var list: [JSON]? { if case .list(let list) = self { list } else { nil } }
  var bool: Bool? { if case .bool(let bool) = self { bool } else { nil } }
  var isObject: Bool { if case .object = self { true } else { false } }
  var integer: Int? { if case .number(let digits) = self { Int(digits) } else { nil } }
}

extension JSON {
  struct Unreadable: Error {}

  /// Nested deeper than this is null.
  static let deepest = 32

  /// Reads one value and nothing after it.
  static func read(_ bytes: [UInt8]) throws(Unreadable) -> JSON {
    var reader = Reader(bytes: bytes)
    let value = try reader.value(depth: 0)
    reader.skipSpace()
    guard reader.place == bytes.count else { throw Unreadable() }
    return value
  }

  private struct Reader {
    let bytes: [UInt8]
    var place = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    mutating func skipSpace() {
      while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { place += 1 }
    }

    mutating func value(depth: Int) throws(Unreadable) -> JSON {
      skipSpace()
      guard let byte = next else { throw Unreadable() }
      switch byte {
      case UInt8(ascii: "{"):
        if depth >= JSON.deepest { return try skipNest() }
        return try object(depth: depth)
      case UInt8(ascii: "["):
        if depth >= JSON.deepest { return try skipNest() }
        return try list(depth: depth)
      case UInt8(ascii: "\""): return .text(try text())
      case UInt8(ascii: "t"): return try word("true", .bool(true))
      case UInt8(ascii: "f"): return try word("false", .bool(false))
      case UInt8(ascii: "n"): return try word("null", .null)
      default: return try number()
      }
    }

    private mutating func take(_ byte: UInt8) throws(Unreadable) {
      guard next == byte else { throw Unreadable() }
      place += 1
    }

    private mutating func word(_ word: StaticString, _ value: JSON) throws(Unreadable) -> JSON {
      let length = word.utf8CodeUnitCount
      guard place + length <= bytes.count else { throw Unreadable() }
      for offset in 0..<length where bytes[place + offset] != word.utf8Start[offset] { throw Unreadable() }
      place += length
      return value
    }

    private mutating func object(depth: Int) throws(Unreadable) -> JSON {
      var members: [String: JSON] = [:]
      try take(UInt8(ascii: "{"))
      skipSpace()
      if next == UInt8(ascii: "}") {
        place += 1
        return .object(members)
      }
      while true {
        skipSpace()
        let key = try text()
        skipSpace()
        try take(UInt8(ascii: ":"))
        members[key] = try value(depth: depth + 1)
        skipSpace()
        if next == UInt8(ascii: ",") {
          place += 1
        } else {
          try take(UInt8(ascii: "}"))
          return .object(members)
        }
      }
    }

    private mutating func list(depth: Int) throws(Unreadable) -> JSON {
      var values: [JSON] = []
      try take(UInt8(ascii: "["))
      skipSpace()
      if next == UInt8(ascii: "]") {
        place += 1
        return .list(values)
      }
      while true {
        values.append(try value(depth: depth + 1))
        skipSpace()
        if next == UInt8(ascii: ",") {
          place += 1
        } else {
          try take(UInt8(ascii: "]"))
          return .list(values)
        }
      }
    }

    /// Past a list or an object, however deep, without recursion.
    private mutating func skipNest() throws(Unreadable) -> JSON {
      var open = 0
      repeat {
        guard let byte = next else { throw Unreadable() }
        switch byte {
        case UInt8(ascii: "\""):
          _ = try text()
          continue
        case UInt8(ascii: "{"), UInt8(ascii: "["): open += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"): open -= 1
        default: break
        }
        place += 1
      } while open > 0
      return .null
    }

    private mutating func number() throws(Unreadable) -> JSON {
      let start = place
      if next == UInt8(ascii: "-") { place += 1 }
      let first = place
      func digits(_ reader: inout Reader) -> Int {
        let start = reader.place
        while let byte = reader.next, byte >= 0x30, byte <= 0x39 { reader.place += 1 }
        return reader.place - start
      }
      let whole = digits(&self)
      guard whole > 0, whole == 1 || bytes[first] != 0x30 else { throw Unreadable() }
      if next == UInt8(ascii: ".") {
        place += 1
        guard digits(&self) > 0 else { throw Unreadable() }
      }
      if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
        place += 1
        if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { place += 1 }
        let size = digits(&self)
        guard size > 0 else { throw Unreadable() }
        // 1e999999 is a number, and one too many for a database
        if size > 2 { return .null }
      }
      guard place - start <= 40 else { return .null }
      return .number(String(decoding: bytes[start..<place], as: UTF8.self))
    }

    private mutating func text() throws(Unreadable) -> String {
      try take(UInt8(ascii: "\""))
      let start = place
      while let byte = next, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte != 0 { place += 1 }
      if next == UInt8(ascii: "\"") {
        defer { place += 1 }
        return String(decoding: bytes[start..<place], as: UTF8.self)
      }
      var plain = Array(bytes[start..<place])
      while let byte = next {
        place += 1
        switch byte {
        case UInt8(ascii: "\""): return String(decoding: plain, as: UTF8.self)
        case 0: plain += JSON.repaired
        case UInt8(ascii: "\\"): try escaped(into: &plain)
        default: plain.append(byte)
        }
      }
      throw Unreadable()
    }

    private mutating func escaped(into plain: inout [UInt8]) throws(Unreadable) {
      guard let byte = next else { throw Unreadable() }
      place += 1
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): plain.append(byte)
      case UInt8(ascii: "b"): plain.append(0x08)
      case UInt8(ascii: "f"): plain.append(0x0C)
      case UInt8(ascii: "n"): plain.append(0x0A)
      case UInt8(ascii: "r"): plain.append(0x0D)
      case UInt8(ascii: "t"): plain.append(0x09)
      case UInt8(ascii: "u"):
        var unit = try hex()
        if unit & 0xFC00 == 0xD800, place + 1 < bytes.count, bytes[place] == UInt8(ascii: "\\"),
          bytes[place + 1] == UInt8(ascii: "u")
        {
          let back = place
          place += 2
          let low = try hex()
          if low & 0xFC00 == 0xDC00 { unit = 0x10000 + (unit & 0x3FF) << 10 + low & 0x3FF } else { place = back }
        }
        if unit != 0, let scalar = Unicode.Scalar(unit) {
          plain += Array(String(Character(scalar)).utf8)
        } else {
          plain += JSON.repaired
        }
      default: throw Unreadable()
      }
    }

    private mutating func hex() throws(Unreadable) -> UInt32 {
      var unit: UInt32 = 0
      for _ in 0..<4 {
        guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { throw Unreadable() }
        unit = unit << 4 | UInt32(digit)
        place += 1
      }
      return unit
    }
  }

  fileprivate static let repaired: [UInt8] = Array("\u{FFFD}".utf8)
}

extension JSON {
  /// The shortest form, members in the order of their keys: the same value has the same bytes.
  var bytes: [UInt8] {
    var out: [UInt8] = []
    write(to: &out)
    return out
  }

  func write(to out: inout [UInt8]) {
    switch self {
    case .null: out += Array("null".utf8)
    case .bool(let bool): out += Array((bool ? "true" : "false").utf8)
    case .number(let digits): out += Array(digits.utf8)
    case .text(let text): JSON.write(text, to: &out)
    case .list(let values):
      out.append(UInt8(ascii: "["))
      for (place, value) in values.enumerated() {
        if place > 0 { out.append(UInt8(ascii: ",")) }
        value.write(to: &out)
      }
      out.append(UInt8(ascii: "]"))
    case .object(let members):
      out.append(UInt8(ascii: "{"))
      for (place, member) in members.sorted(by: { $0.key < $1.key }).enumerated() {
        if place > 0 { out.append(UInt8(ascii: ",")) }
        JSON.write(member.key, to: &out)
        out.append(UInt8(ascii: ":"))
        member.value.write(to: &out)
      }
      out.append(UInt8(ascii: "}"))
    }
  }

  private static let hexDigits = Array("0123456789abcdef".utf8)

  private static func write(_ text: String, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        out.append(UInt8(ascii: "\\"))
        out.append(byte)
      case 0..<0x20:
        out += Array("\\u00".utf8)
        out.append(hexDigits[Int(byte >> 4)])
        out.append(hexDigits[Int(byte & 15)])
      default: out.append(byte)
      }
    }
    out.append(UInt8(ascii: "\""))
  }
}
