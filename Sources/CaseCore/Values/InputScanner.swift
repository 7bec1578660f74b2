/// Reads what someone typed from left to right, scalar by scalar, after folding it for dates and numbers.
///
/// Folding here is bolder than ``InputText/folded(_:)``, since nothing of it is kept: ASCII is lower-cased, every dash
/// becomes `-`, 。 and ・ become `.`, and ㍻ becomes 平成.
struct InputScanner {
  private let scalars: [Unicode.Scalar]
  private(set) var position = 0

  /// Longer input is cut and ended with a scalar that no rule reads, so that hostile input costs nothing.
  static let longest = 128

  init(_ typed: String) {
    var folded: [Unicode.Scalar] = []
    for original in typed.unicodeScalars.prefix(Self.longest) {
      let scalar = InputText.narrow(original)
      switch scalar.value {
      case 0x41...0x5A: folded.append(Unicode.Scalar(UInt8(scalar.value + 0x20)))
      case 0x21...0x7E: folded.append(scalar)
      case 0x3002, 0x30FB, 0xFF61, 0xFF65: folded.append(".")
      case 0x337E: folded += "明治".unicodeScalars
      case 0x337D: folded += "大正".unicodeScalars
      case 0x337C: folded += "昭和".unicodeScalars
      case 0x337B: folded += "平成".unicodeScalars
      case 0x32FF: folded += "令和".unicodeScalars
      case _ where InputText.isDash(scalar): folded.append("-")
      case _ where scalar.properties.isWhitespace: folded.append(" ")
      default: folded.append(scalar)
      }
    }
    if typed.unicodeScalars.dropFirst(Self.longest).first != nil { folded.append("\u{FFFD}") }
    while folded.last == " " { folded.removeLast() }
    scalars = folded
    skipSpaces()
  }

  var isAtEnd: Bool { position >= scalars.count }
  var next: Unicode.Scalar? { isAtEnd ? nil : scalars[position] }

  mutating func restore(_ earlier: Int) { position = earlier }

  mutating func skipSpaces() {
    while next == " " { position += 1 }
  }

  mutating func accept(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar else { return false }
    position += 1
    return true
  }

  mutating func accept(anyOf choices: [Unicode.Scalar]) -> Unicode.Scalar? {
    guard let scalar = next, choices.contains(scalar) else { return nil }
    position += 1
    return scalar
  }

  mutating func accept(word: String) -> Bool {
    var end = position
    for scalar in word.unicodeScalars {
      guard end < scalars.count, scalars[end] == scalar else { return false }
      end += 1
    }
    position = end
    return true
  }

  /// Spaces, then the scalar; when it is not there the spaces are left unread.
  mutating func acceptAfterSpaces(_ scalar: Unicode.Scalar) -> Bool {
    let start = position
    skipSpaces()
    if accept(scalar) { return true }
    position = start
    return false
  }

  /// A whole run of digits, 2026 or 二〇二六 or 十一; nothing is read when the run is longer than `most`.
  mutating func number(upTo most: Int) -> (value: Int, digits: Int)? {
    let start = position
    var value = 0
    while let scalar = next, let digit = Self.digit(scalar) {
      position += 1
      guard position - start <= most else {
        position = start
        return nil
      }
      value = value * 10 + digit
    }
    if position > start { return (value, position - start) }
    return kanjiNumber(upTo: most)
  }

  private mutating func kanjiNumber(upTo most: Int) -> (value: Int, digits: Int)? {
    let start = position
    var run: [Int] = []
    while let scalar = next, let digit = Self.kanjiDigit(scalar) {
      position += 1
      run.append(digit)
    }
    guard let read = Self.value(ofKanji: run), read.digits <= most else {
      position = start
      return nil
    }
    return read
  }

  /// 二十三 by tens and ones, 二〇二六 by place.
  private static func value(ofKanji run: [Int]) -> (value: Int, digits: Int)? {
    guard !run.isEmpty, run.count <= 6 else { return nil }
    guard let ten = run.firstIndex(of: 10) else {
      return (run.reduce(0) { $0 * 10 + $1 }, run.count)
    }
    let tens = run[..<ten]
    let ones = run[(ten + 1)...]
    guard tens.count <= 1, ones.count <= 1, !ones.contains(10), !tens.contains(0), !ones.contains(0) else { return nil }
    return ((tens.first ?? 1) * 10 + (ones.first ?? 0), 2)
  }

  static func digit(_ scalar: Unicode.Scalar) -> Int? {
    (0x30...0x39).contains(scalar.value) ? Int(scalar.value - 0x30) : nil
  }

  private static func kanjiDigit(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar {
    case "〇", "零": 0
    case "一": 1
    case "二": 2
    case "三": 3
    case "四": 4
    case "五": 5
    case "六": 6
    case "七": 7
    case "八": 8
    case "九": 9
    case "十": 10
    default: nil
    }
  }
}
