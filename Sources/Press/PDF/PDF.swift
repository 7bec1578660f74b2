public import Paper

/// A document as a PDF, and what could not be printed as it was written.
public struct Pressed: Sendable {
  public let bytes: [UInt8]
  /// The characters that the font does not have, ascending; each stands on the page as `U+1F600`.
  public let unprintable: [Unicode.Scalar]
}

extension Pressed {
  /// What to tell the person; nil where everything was printed. It names characters, never the text around them.
  public var warning: Words? {
    if unprintable.isEmpty { return nil }
    var list = unprintable.prefix(10).map(number).joined(separator: ", ")
    if unprintable.count > 10 { list += ", …" }
    return Words(
      ja: "フォントにない文字は番号で印刷しました: \(list)",
      en: "Characters that the font does not have are printed as their numbers: \(list)")
  }
}

/// Why there is no PDF.
public enum PressError: Error, Equatable, CustomStringConvertible {
  /// The one font that pages are set in is not there; `package` is Debian's package that has it.
  case missingFont(family: String, package: String)
  /// A library failed; `reason` is its own word and holds nothing of the document.
  case failed(reason: String)

  public var description: String {
    switch self {
    case .missingFont(let family, let package): "the font \(family) is missing (package \(package))"
    case .failed(let reason): "the page could not be drawn: \(reason)"
    }
  }
}

/// The document on A4 pages. The same document and date are the same bytes, whatever the clock, the time zone, the locale, the
/// environment and the user's own font settings, within one Debian release.
///
/// `date` is what the file says of its making (00:00 in Japan): give a day that belongs to the document, as the last of its
/// month. Who prints many documents keeps one `Typesetter`.
public func pdf(_ document: Document, date: (year: Int, month: Int, day: Int)) throws(PressError) -> Pressed {
  try Typesetter().pdf(document, date: date)
}
