import Paper

/// Text as Excel can hold it.
enum ExcelText {
  /// The UTF-16 units of one cell.
  static let cellLimit = 32_767

  /// The text of a cell: its line ends stay, what would steer a terminal is made visible, `_x000D_` stays what was typed
  /// (Excel would read a control character), and what is too long is cut and says so.
  static func cell(_ text: String, lang: Language) -> String {
    if isPlain(text) { return text }
    let clean = escaped(printable(text, keeping: .lines))
    if clean.utf16.count <= cellLimit { return clean }
    let mark = Words(ja: "…（長いため、ここまで）", en: "… (too long, cut here)")(lang)
    return cut(clean, to: cellLimit - mark.utf16.count) + mark
  }

  /// The text on one line, of at most so many UTF-16 units.
  static func line(_ text: String, limit: Int) -> String {
    let clean = escaped(printable(text))
    return clean.utf16.count <= limit ? clean : cut(clean, to: limit - 1) + "…"
  }

  /// The text cut between two characters, to at most so many UTF-16 units.
  static func cut(_ text: String, to limit: Int) -> String {
    var result = ""
    var used = 0
    for character in text {
      used += character.utf16.count
      if used > limit { break }
      result.append(character)
    }
    return result
  }

  /// Whether the text begins like a formula; a Japanese Excel folds full-width signs when somebody edits the cell.
  static func looksLikeFormula(_ text: String) -> Bool {
    switch text.unicodeScalars.first {
    case "=", "+", "-", "@", "＝", "＋", "－", "＠": true
    default: false
    }
  }

  /// Whether the text can be taken as it is; a million rows are mostly so, and looking at bytes is quick.
  private static func isPlain(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      if bytes.count > cellLimit { return false }
      var before: UInt8 = 0
      for byte in bytes {
        switch (before, byte) {
        case (_, 0..<0x20), (_, 0x7F): return false
        // C1, bidirectional and line-separator controls, U+FFFE and U+FFFF among what begins alike
        case (0xC2, 0x80..<0xA0), (0xD8, 0x9C), (0xE2, 0x80...0x81), (0xEF, 0xBF): return false
        case (UInt8(ascii: "_"), UInt8(ascii: "x")): return false
        default: before = byte
        }
      }
      return true
    }
  }

  private static func escaped(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var result = String.UnicodeScalarView()
    for (at, scalar) in scalars.enumerated() {
      switch scalar.value {
      // no XML may hold them
      case 0xFFFE, 0xFFFF:
        result.append(contentsOf: "\\u{\(String(scalar.value, radix: 16, uppercase: true))}".unicodeScalars)
      case 0x5F where isEscape(scalars[at...]): result.append(contentsOf: "_x005F_".unicodeScalars)
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  private static func isEscape(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
    let next = Array(scalars.prefix(7))
    return next.count == 7 && next[1] == "x" && next[6] == "_"
      && next[2...5].allSatisfy { $0.properties.isASCIIHexDigit }
  }
}
