/// What a person pressed.
enum Key: Equatable {
  case text(Unicode.Scalar)
  case enter
  /// A line end inside a paste: part of the text, never an answer.
  case pastedLineEnd
  case backspace, delete, left, right, up, down, home, end, pageUp, pageDown, escape
  /// Ctrl and a lower-case letter.
  case control(Character)
  case unknown
}

/// Turns the bytes of a terminal into keys: UTF-8, the escape sequences of cursor keys, bracketed paste.
struct KeyDecoder {
  private var bytes: [UInt8] = []
  private var isPasting = false
  private var afterReturn = false

  mutating func add(_ more: some Sequence<UInt8>) { bytes += more }

  /// Whether an escape sequence waits for its rest, or is the Escape key.
  var isInEscape: Bool { bytes.first == 0x1B }

  /// Whether the next key is here already.
  var hasKey: Bool {
    var copy = self
    return copy.next() != nil
  }

  /// The next key, nil when it takes more bytes. With `isLast` no more came for a while: a lone ESC is then the Escape key
  /// and a torn sequence unknown. A torn character waits for its rest however long it takes.
  mutating func next(isLast: Bool = false) -> Key? {
    guard let first = bytes.first else { return nil }
    if first == 0x1B { return escape(isLast: isLast) }
    defer { afterReturn = first == 0x0D }
    if first < 0x20 || first == 0x7F {
      bytes.removeFirst()
      return isPasting ? pastedControl(first) : Self.control(first)
    }
    return scalar(first)
  }

  private mutating func scalar(_ first: UInt8) -> Key? {
    let length =
      switch first {
      case ..<0x80: 1
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 0
      }
    let tail = bytes.dropFirst().prefix(max(0, length - 1))
    let good = tail.prefix { $0 & 0xC0 == 0x80 }.count
    if length > 0 && good == tail.count && tail.count < length - 1 { return nil }
    if length == 0 || good < length - 1 {
      bytes.removeFirst(1 + good)
      return .unknown
    }
    let scalar = String(decoding: bytes.prefix(length), as: UTF8.self).unicodeScalars.first
    bytes.removeFirst(length)
    guard let scalar, scalar != "\u{FFFD}", !(0x80..<0xA0).contains(scalar.value) else { return .unknown }
    return .text(scalar)
  }

  private mutating func pastedControl(_ byte: UInt8) -> Key {
    switch byte {
    case 0x0A where afterReturn: .unknown
    case 0x0A, 0x0D: .pastedLineEnd
    case 0x09: .text(" ")
    default: .unknown
    }
  }

  private static func control(_ byte: UInt8) -> Key {
    switch byte {
    case 0x0A, 0x0D: .enter
    case 0x08, 0x7F: .backspace
    case 0x01...0x1A: .control(Character(Unicode.Scalar(byte + 0x60)))
    default: .unknown
    }
  }

  /// ESC, ESC [ … final, ESC O x, or ESC and a key (Alt), which is unknown.
  private mutating func escape(isLast: Bool) -> Key? {
    guard bytes.count > 1 else { return isLast ? take(1, .escape) : nil }
    switch bytes[1] {
    case UInt8(ascii: "["):
      guard let end = bytes.dropFirst(2).firstIndex(where: { !(0x20...0x3F).contains($0) }) else {
        return isLast ? take(bytes.count, .unknown) : nil
      }
      let parameters = String(decoding: bytes[2..<end], as: UTF8.self)
      return sequence(parameters, bytes[end], length: end + 1)
    case UInt8(ascii: "O"):
      guard bytes.count > 2 else { return isLast ? take(2, .unknown) : nil }
      return sequence("", bytes[2], length: 3)
    case 0x1B: return take(1, .escape)
    default: return take(2, .unknown)
    }
  }

  private mutating func sequence(_ parameters: String, _ final: UInt8, length: Int) -> Key {
    bytes.removeFirst(length)
    switch (parameters, final) {
    case ("200", UInt8(ascii: "~")): isPasting = true
    case ("201", UInt8(ascii: "~")): isPasting = false
    default: return isPasting ? .unknown : Self.named(parameters, final)
    }
    return .unknown
  }

  private static func named(_ parameters: String, _ final: UInt8) -> Key {
    switch (parameters, Character(Unicode.Scalar(final))) {
    case (_, "A"): .up
    case (_, "B"): .down
    case (_, "C"): .right
    case (_, "D"): .left
    case (_, "H"), ("1", "~"), ("7", "~"): .home
    case (_, "F"), ("4", "~"), ("8", "~"): .end
    case ("3", "~"): .delete
    case ("5", "~"): .pageUp
    case ("6", "~"): .pageDown
    default: .unknown
    }
  }

  private mutating func take(_ count: Int, _ key: Key) -> Key {
    bytes.removeFirst(count)
    return key
  }
}
