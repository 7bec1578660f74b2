/// What people type into forms, made comparable without changing what it says.
public enum InputText {
  /// Full-width ASCII (Ａ１：－) and the full-width space become their ASCII twins; everything else stays as it came.
  ///
  /// By an explicit mapping and not NFKC: a name keeps its variant kanji, its half-width kana and its accents.
  public static func folded(_ typed: String) -> String {
    var folded = String.UnicodeScalarView()
    for scalar in typed.unicodeScalars { folded.append(narrow(scalar)) }
    return String(folded)
  }

  /// はい and yes are true, いいえ and no are false, anything else is nil: ask again.
  public static func yesNo(_ typed: String) -> Bool? {
    switch trimmed(folded(typed)).lowercased() {
    case "はい", "ハイ", "ﾊｲ", "yes", "y": true
    case "いいえ", "イイエ", "ｲｲｴ", "いえ", "no", "n": false
    default: nil
    }
  }

  /// The text without white space at either end; the full-width space counts as white space.
  public static func trimmed(_ text: String) -> String {
    guard let first = text.firstIndex(where: { !$0.isWhitespace }),
      let last = text.lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(text[first...last])
  }

  static func narrow(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    case 0x3000, 0x00A0, 0x2002, 0x2003, 0x2009: " "
    default: scalar
    }
  }

  /// Every stroke that a keyboard or a spreadsheet gives for a hyphen, the long-vowel mark among them.
  static func isDash(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2D, 0x00AD, 0x02D7, 0x2010...0x2015, 0x2043, 0x207B, 0x208B, 0x2212, 0x2500, 0x2501, 0x2796, 0x30FC, 0xFE58,
      0xFE63, 0xFF0D, 0xFF70:
      true
    default: false
    }
  }

  /// Whether prose may not hold this scalar: controls other than line feed and tab, and bidi embeddings, overrides
  /// and isolates, which make a line on screen read differently from what is stored.
  static func isRefused(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A, 0x09: false
    case 0...0x1F, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
