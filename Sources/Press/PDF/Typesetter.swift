import CPango
public import Paper

/// Prints documents one after the other with the same faces. Confined to whoever made it; what it printed before never shows.
public final class Typesetter {
  private let folder: String
  private var foundries: [Language: Foundry] = [:]
  private var foundry: Foundry
  private var descriptions: [Style: OpaquePointer] = [:]
  private let attributes: OpaquePointer?
  private var unprintable: Set<Unicode.Scalar> = []
  private var keptLayouts = 0

  /// - Throws: `PressError.missingFont` without the package `fonts-noto-cjk`.
  public convenience init() throws(PressError) { try self.init(fonts: Foundry.folder) }

  /// With the fonts of one folder, for tests.
  package init(fonts folder: String) throws(PressError) {
    self.folder = folder
    foundry = try Foundry(folder: folder, lang: Language.ja.rawValue)
    foundries[.ja] = foundry
    attributes = pango_attr_list_new()
    // without it pango counts no unknown glyph, and takes one from whatever font has it
    pango_attr_list_insert(attributes, pango_attr_fallback_new(0))
  }

  deinit {
    for description in descriptions.values { pango_font_description_free(description) }
    pango_attr_list_unref(attributes)
  }

  /// The document on A4 pages; see `pdf(_:date:)`.
  public func pdf(_ document: Document, date: (year: Int, month: Int, day: Int)) throws(PressError) -> Pressed {
    unprintable = []
    if let known = foundries[document.lang] {
      foundry = known
    } else {
      foundry = try Foundry(folder: folder, lang: document.lang.rawValue)
      foundries[document.lang] = foundry
    }
    let pages = Pages(document, set: self)
    let bytes = try pages.draw(document, date: date, set: self)
    return Pressed(bytes: bytes, unprintable: unprintable.sorted())
  }

  /// A text of one line.
  func line(_ text: String, _ style: Style, width: Double? = nil) -> Setting {
    Setting(printable(text), style, width: width, by: self)
  }

  /// A text whose line ends stay.
  func lines(_ text: String, _ style: Style, width: Double? = nil) -> Setting {
    Setting(printable(text, keeping: .lines), style, width: width, by: self)
  }

  // MARK: for Setting

  /// The text's glyphs, and the text that they show: what the face does not have stands as its number.
  func layout(_ text: String, _ style: Style, width: Double?) -> (layout: OpaquePointer, shown: String) {
    guard let layout = pango_layout_new(foundry.context) else { preconditionFailure("pango makes no layout") }
    pango_layout_set_font_description(layout, description(style))
    pango_layout_set_attributes(layout, attributes)
    pango_layout_set_auto_dir(layout, 0)
    if let width {
      pango_layout_set_width(layout, Int32(min(width, 100_000) * Double(PANGO_SCALE)))
      pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
    }
    if let lines = style.lines, width != nil {
      pango_layout_set_height(layout, -lines)
      pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END)
    }
    pango_layout_set_text(layout, text, -1)
    if text.utf8.allSatisfy({ $0 < 0x80 }) || pango_layout_get_unknown_glyphs_count(layout) == 0 {
      return (layout, text)
    }
    let shown = numbered(text)
    pango_layout_set_text(layout, shown, -1)
    return (layout, shown)
  }

  /// Whether one more text may keep its glyphs: a year's list must not fill the memory.
  func keepsLayout() -> Bool {
    if keptLayouts >= 4000 { return false }
    keptLayouts += 1
    return true
  }

  func releasedLayout() { keptLayouts -= 1 }

  private func numbered(_ text: String) -> String {
    var shown = ""
    for scalar in text.unicodeScalars {
      if scalar == "\n" || foundry.has(scalar) || scalar.properties.isDefaultIgnorableCodePoint {
        shown.unicodeScalars.append(scalar)
      } else {
        unprintable.insert(scalar)
        shown += number(scalar)
      }
    }
    return shown
  }

  private func description(_ style: Style) -> OpaquePointer? {
    if let known = descriptions[style] { return known }
    let description = Foundry.description(size: style.size, isBold: style.isBold)
    descriptions[style] = description
    return description
  }
}

/// `U+1F600`, at least four digits.
func number(_ scalar: Unicode.Scalar) -> String {
  let digits = String(scalar.value, radix: 16, uppercase: true)
  return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
}
