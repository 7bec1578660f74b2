/// A telephone number as it came, as the network wants it and as people read it; or the fact that it was withheld.
///
/// Two values are equal only when they also came in the same writing: compare ``e164`` to find the same line.
public struct PhoneNumber: Sendable, Hashable, CustomStringConvertible {
  public enum Kind: String, Sendable, CaseIterable {
    case fixed, mobile, ip
    case tollFree = "toll_free"
    case navi
    /// 020 (machines and pagers), 0180, 0990.
    case other
    /// 110, 188, #7119: dialled as they are, without E.164.
    case special
    case foreign
    case withheld
  }

  public let raw: String
  public let kind: Kind
  /// +81925557246; nil for ``Kind/withheld`` and ``Kind/special``.
  public let e164: String?
  /// 092-555-7246; for a withheld number its own word (非通知), trimmed.
  public let display: String
  /// The digits of 内線, never part of ``e164`` or ``display``.
  public let extensionNumber: String?

  public var isWithheld: Bool { kind == .withheld }
  /// The display form: never print it where a number must not be read.
  public var description: String { display }

  /// Reads a number written in Japan: +81, 0081 and 010-81, trunk 0, `+81(0)`, full width, every dash, (代), 内線 12.
  ///
  /// With `restoringLostZero`, for spreadsheets, 925557246 gets back the 0 that Excel took; otherwise it is refused.
  /// Errors tell how many digits there were and never which.
  public init(parsing raw: String, restoringLostZero: Bool = false) throws(InvalidValue) {
    guard raw.utf8.count <= 200 else { throw InvalidValue(.phoneUnreadable) }
    _ = try Prose.clean(raw)
    self.raw = raw
    var written = WrittenPhone(raw)
    guard !written.isEmpty else { throw InvalidValue(.phoneEmpty) }
    if written.isWithheld {
      (kind, e164, display, extensionNumber) = (.withheld, nil, InputText.trimmed(raw), nil)
      return
    }
    extensionNumber = try written.takeExtension()
    let dialled = try written.dialled()
    if let special = dialled.special {
      (kind, e164, display) = (.special, nil, special)
      return
    }
    switch try dialled.route(restoringLostZero: restoringLostZero) {
    case .foreign(let digits):
      (kind, e164, display) = (.foreign, "+" + digits, "+" + digits)
    case .japan(let national):
      kind = try NationalNumber.kind(of: national)
      e164 = "+81" + national
      display = NationalNumber.display(national, kind: kind)
    }
  }
}

/// A number on its way from writing to digits.
struct WrittenPhone {
  private var text: String

  init(_ raw: String) {
    var folded = String.UnicodeScalarView()
    for original in raw.unicodeScalars {
      let scalar = InputText.narrow(original)
      folded.append(InputText.isDash(scalar) ? "-" : scalar)
    }
    text = InputText.trimmed(String(folded)).lowercased()
  }

  var isEmpty: Bool { text.isEmpty }

  /// What telephones, SIP trunks and staff write where no number was sent.
  private static let withheldWords: Set<String> = [
    "非通知", "非通知設定", "番号非通知", "ヒツウチ", "ﾋﾂｳﾁ", "表示圏外", "圏外", "通知不可", "通知不可能", "公衆電話", "コウシュウデンワ",
    "不明", "番号不明", "anonymous", "unknown", "withheld", "private", "restricted", "unavailable", "blocked", "hidden",
    "number withheld", "private number", "out of area", "payphone",
  ]

  var isWithheld: Bool {
    let bare = text.filter { !"<>\"'()[]".contains($0) }
    return Self.withheldWords.contains(InputText.trimmed(bare)) || bare.hasPrefix("anonymous@")
  }

  /// 内線 12, (内)12, ext. 12, x12 at the end; taken off, its digits given.
  mutating func takeExtension() throws(InvalidValue) -> String? {
    for mark in ["内線", "(内)", "(内", "内", "extension", "ext", "x"] {
      guard let range = Self.firstRange(of: mark, in: text) else { continue }
      let tail = text[range.upperBound...].filter { !" .:-)(番号".contains($0) }
      let isNumber = (1...8).contains(tail.count) && tail.allSatisfy { ("0"..."9").contains($0) }
      guard isNumber else { throw InvalidValue(.phoneExtensionUnreadable) }
      text = InputText.trimmed(String(text[..<range.lowerBound]))
      if text.hasSuffix("(") { text.removeLast() }
      return tail
    }
    return nil
  }

  /// The digits, with what stood before them.
  func dialled() throws(InvalidValue) -> DialledNumber {
    var text = text
    for word in ["(代表)", "(代)", "代表", "tel", "℡", "電話番号", "電話", "携帯"] {
      guard let range = Self.firstRange(of: word, in: text) else { continue }
      text.removeSubrange(range)
    }
    var number = DialledNumber()
    for scalar in InputText.trimmed(text).unicodeScalars {
      switch scalar {
      case "0"..."9": number.digits.unicodeScalars.append(scalar)
      case "+" where number.digits.isEmpty && number.mark == nil: number.mark = "+"
      case "#" where number.digits.isEmpty && number.mark == nil: number.mark = "#"
      case "-", " ", "(", ")", ".", "\u{200B}", "\u{FEFF}": continue
      case ":" where number.digits.isEmpty: continue
      default: throw InvalidValue(.phoneUnreadable, ["symbol": String(Character(scalar))])
      }
    }
    guard !number.digits.isEmpty else { throw InvalidValue(.phoneUnreadable) }
    return number
  }

  private static func firstRange(of part: String, in text: String) -> Range<String.Index>? {
    var start = text.startIndex
    while start < text.endIndex {
      if text[start...].hasPrefix(part) { return start..<text.index(start, offsetBy: part.count) }
      start = text.index(after: start)
    }
    return nil
  }
}

/// Digits as they are dialled, before anyone knows to which country they lead.
struct DialledNumber {
  enum Route: Equatable {
    /// Digits after +81 and without the trunk 0.
    case japan(String)
    /// Digits after the plus.
    case foreign(String)
  }

  var mark: Character?
  var digits = ""

  private static let specials: Set<String> = [
    "104", "110", "113", "115", "116", "117", "118", "119", "171", "177", "188", "189",
  ]

  /// 110 or #7119, else nil.
  var special: String? {
    if mark == "#", digits.count == 4 { return "#" + digits }
    return mark == nil && Self.specials.contains(digits) ? digits : nil
  }

  func route(restoringLostZero: Bool) throws(InvalidValue) -> Route {
    if mark == "+" { return try Self.international(digits[...]) }
    if mark == "#" { throw InvalidValue(.phoneUnreadable, ["symbol": "#"]) }
    if digits.hasPrefix("010") { return try Self.international(digits.dropFirst(3)) }
    if digits.hasPrefix("0081") { return try Self.international(digits.dropFirst(2)) }
    if digits.hasPrefix("00") { throw InvalidValue(.phoneUnknownPrefix, ["prefix": "00"]) }
    if digits.hasPrefix("0") { return .japan(String(digits.dropFirst())) }
    // No number dialled in Japan begins without a 0 at this length, so it is E.164 that lost its plus.
    if digits.hasPrefix("81"), (11...13).contains(digits.count) { return try Self.international(digits[...]) }
    switch digits.count {
    case ..<9: throw InvalidValue(.phoneTooShort, ["digits": "\(digits.count)", "expected": "10"])
    case 9, 10:
      guard restoringLostZero else { throw InvalidValue(.phoneZeroMissing, ["digits": "\(digits.count)"]) }
      return .japan(digits)
    default: throw InvalidValue(.phoneTooLong, ["digits": "\(digits.count)", "expected": "10"])
    }
  }

  /// From the digits after the plus; `+81(0)` drops its 0.
  private static func international(_ digits: Substring) throws(InvalidValue) -> Route {
    if digits.hasPrefix("81") {
      let national = digits.dropFirst(2)
      return .japan(String(national.hasPrefix("0") ? national.dropFirst() : national))
    }
    // No country's code begins with 0; E.164 has room for fifteen digits, and none we know is shorter than seven.
    guard let first = digits.first, first != "0" else {
      throw InvalidValue(.phoneUnknownPrefix, ["prefix": "+0"])
    }
    guard digits.count >= 7 else {
      throw InvalidValue(.phoneTooShort, ["digits": "\(digits.count)", "expected": "7–15"])
    }
    guard digits.count <= 15 else {
      throw InvalidValue(.phoneTooLong, ["digits": "\(digits.count)", "expected": "7–15"])
    }
    return .foreign(String(digits))
  }
}
