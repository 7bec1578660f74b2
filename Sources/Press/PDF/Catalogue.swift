import Paper

/// Completes what cairo leaves out of a file's catalogue: the language, and that a reader shows the title, not the file's name.
///
/// Cairo writes the catalogue as the last object, so nothing but the cross-reference table behind it moves.
enum Catalogue {
  static func completed(_ bytes: [UInt8], lang: Language) throws(PressError) -> [UInt8] {
    guard let start = last("/Type /Catalog", in: bytes, before: bytes.count),
      let table = last("\nxref\n", in: bytes, before: bytes.count), table > start,
      let end = last("startxref\n", in: bytes, before: bytes.count), end > table
    else { throw .failed(reason: "no catalogue") }
    let words = Array(" /Lang (\(lang.rawValue)) /ViewerPreferences << /DisplayDocTitle true >>".utf8)
    let insertion = start + "/Type /Catalog".utf8.count
    return bytes[..<insertion] + words + bytes[insertion..<end]
      + Array("startxref\n\(table + 1 + words.count)\n%%EOF\n".utf8)
  }

  /// Where the text stands for the last time before an offset.
  private static func last(_ text: StaticString, in bytes: [UInt8], before end: Int) -> Int? {
    text.withUTF8Buffer { wanted in
      var at = end - wanted.count
      while at >= 0 {
        if bytes[at..<at + wanted.count].elementsEqual(wanted) { return at }
        at -= 1
      }
      return nil
    }
  }
}
