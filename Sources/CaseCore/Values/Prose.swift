/// Text that people wrote, over several lines if they like, without anything that hides on a screen.
///
/// CRLF becomes LF and white space at both ends is dropped; everything else stays as it came: emoji, 𠮷, variation
/// selectors, composed or decomposed kana. A lone carriage return is refused like any other control character, since
/// on a terminal it writes over the line before it.
public struct Prose: Sendable, Hashable, CustomStringConvertible {
  public let text: String

  public static let defaultLimit = 64 * 1024

  /// At most `limit` bytes of UTF-8 once trimmed; may be empty.
  public init(_ typed: String, limit: Int = Prose.defaultLimit) throws(InvalidValue) {
    let text = try Self.clean(typed)
    guard text.utf8.count <= limit else {
      throw InvalidValue(.textTooLarge, ["bytes": "\(text.utf8.count)", "limit": "\(limit)"])
    }
    self.text = text
  }

  public var isEmpty: Bool { text.isEmpty }
  public var bytes: Int { text.utf8.count }
  /// What a reader counts as characters: a family emoji is one. Walks the whole text.
  public var characters: Int { text.count }
  public var description: String { text }

  static func clean(_ typed: String) throws(InvalidValue) -> String {
    var text = typed.utf8.contains(0x0D) ? unixLines(typed) : typed
    if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
    text.makeContiguousUTF8()
    try refuseControls(text)
    return InputText.trimmed(text)
  }

  private static func unixLines(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      if byte == 0x0A, bytes.last == 0x0D { bytes.removeLast() }
      bytes.append(byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Throws at the first scalar that ``InputText/isRefused(_:)`` names, with its offset in the text as it came,
  /// CRLF counted as one byte.
  ///
  /// Looks at bytes: ten megabytes of scalars take a second, of bytes a hundredth.
  private static func refuseControls(_ text: String) throws(InvalidValue) {
    let found = text.utf8.withContiguousStorageIfAvailable { bytes in firstRefused(in: bytes) }
    guard let offset = found ?? nil else { return }
    let index = text.utf8.index(text.startIndex, offsetBy: offset)
    let scalar = text.unicodeScalars[index]
    let hex = String(scalar.value, radix: 16, uppercase: true)
    throw InvalidValue(
      scalar.value > 0x9F ? .textBidi : .textControl,
      ["code_point": "U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex, "byte_offset": "\(offset)"])
  }

  private static func firstRefused(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    for index in bytes.indices {
      switch bytes[index] {
      case 0x09, 0x0A: continue
      case 0x00...0x1F, 0x7F: return index
      case 0xC2 where index + 1 < bytes.count && bytes[index + 1] <= 0x9F: return index
      case 0xE2 where index + 2 < bytes.count:
        // U+202A–202E are E2 80 AA–AE, U+2066–2069 are E2 81 A6–A9.
        let (second, third) = (bytes[index + 1], bytes[index + 2])
        if second == 0x80, (0xAA...0xAE).contains(third) { return index }
        if second == 0x81, (0xA6...0xA9).contains(third) { return index }
      default: continue
      }
    }
    return nil
  }

  /// Text from bytes; `text.not_utf8` tells the offset of the first byte that does not belong.
  static func decoded(_ bytes: [UInt8]) throws(InvalidValue) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    throw InvalidValue(.textNotUTF8, ["byte_offset": "\(firstInvalid(in: bytes))"])
  }

  private static func firstInvalid(in bytes: [UInt8]) -> Int {
    var decoder = UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var offset = 0
    while case .valid(let scalar) = decoder.parseScalar(from: &iterator) { offset += UTF8.width(UTF8.decode(scalar)) }
    return offset
  }
}

/// One line that people wrote, such as a name: ``Prose`` without line breaks and tabs.
public struct Line: Sendable, Hashable, CustomStringConvertible {
  public let text: String

  /// 300 characters of Japanese.
  public static let defaultLimit = 900

  /// At most `limit` bytes of UTF-8 once trimmed; may be empty.
  public init(_ typed: String, limit: Int = Line.defaultLimit) throws(InvalidValue) {
    let prose = try Prose(typed, limit: limit)
    for (offset, byte) in prose.text.utf8.enumerated() where byte == 0x0A || byte == 0x09 {
      throw InvalidValue(.textLineBreak, ["byte_offset": "\(offset)"])
    }
    text = prose.text
  }

  public var isEmpty: Bool { text.isEmpty }
  public var description: String { text }
}
