/// What `printable` leaves as it is.
public enum Keeping: Sendable {
  /// Nothing: the text stays on one line.
  case nothing
  /// Line ends; CR LF becomes LF and a tab four spaces.
  case lines
}

/// The text with every character that could steer a terminal made visible: C0 controls and DEL as their pictures (␛), C1,
/// bidirectional and line-separator controls as `\u{9B}`. What people wrote may hold an escape sequence; it is shown,
/// never obeyed.
public func printable(_ text: String, keeping: Keeping = .nothing) -> String {
  if !text.unicodeScalars.contains(where: \.steersTerminals) { return text }
  var result = ""
  var afterReturn = false
  for scalar in text.unicodeScalars {
    defer { afterReturn = scalar == "\r" }
    switch (scalar, keeping) {
    case ("\n", .lines):
      if afterReturn { result.unicodeScalars.removeLast() }
      result.unicodeScalars.append("\n")
    case ("\t", .lines): result += "    "
    default: result.unicodeScalars.append(contentsOf: scalar.picture)
    }
  }
  return result
}

extension Unicode.Scalar {
  /// Whether a terminal might act on the scalar instead of drawing it.
  var steersTerminals: Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0: true
    case 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFFF9...0xFFFB: true
    default: false
    }
  }

  /// The scalar itself, or what stands for it where it would steer a terminal.
  var picture: String.UnicodeScalarView {
    if !steersTerminals { return String(self).unicodeScalars }
    let shown: String =
      switch value {
      case 0..<0x20: String(Unicode.Scalar(0x2400 + value).map(Character.init) ?? "␀")
      case 0x7F: "␡"
      default: "\\u{" + String(value, radix: 16, uppercase: true) + "}"
      }
    return shown.unicodeScalars
  }
}
