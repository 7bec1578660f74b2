import CPango

/// A text broken into lines for a width. Its em box is centred between the lines, as East Asian text wants it, whatever the
/// font's own ascent is.
final class Setting {
  let text: String
  let style: Style
  /// Nil: as wide as the text is.
  let width: Double?
  let count: Int
  /// The width of the widest line.
  let extent: Double
  private var layout: OpaquePointer?
  private unowned let typesetter: Typesetter

  /// Measures the text; its glyphs are kept for drawing only where that is not too much for the memory.
  init(_ text: String, _ style: Style, width: Double?, by typesetter: Typesetter) {
    self.typesetter = typesetter
    self.style = style
    self.width = width
    let (layout, shown) = typesetter.layout(text, style, width: width)
    self.text = shown
    count = Int(pango_layout_get_line_count(layout))
    var rectangle = PangoRectangle()
    pango_layout_get_extents(layout, nil, &rectangle)
    extent = Double(rectangle.width) / Double(PANGO_SCALE)
    if typesetter.keepsLayout() {
      self.layout = layout
    } else {
      g_object_unref(UnsafeMutableRawPointer(layout))
    }
  }

  deinit { release() }

  var height: Double { Double(count) * style.pitch }

  /// Draws lines within `room` points from `x`, the first of them at `y`.
  func draw(
    on canvas: Canvas, x: Double, y: Double, room: Double? = nil, toRight: Bool = false, ink: Ink = .ink,
    lines: Range<Int>? = nil
  ) {
    let layout = self.layout ?? typesetter.layout(text, style, width: width).layout
    var baseline = y + (style.pitch - style.size) / 2 + style.size * 0.88
    for at in lines ?? 0..<count {
      guard let line = pango_layout_get_line_readonly(layout, Int32(at)) else { continue }
      var start = x
      if toRight, let room {
        var rectangle = PangoRectangle()
        pango_layout_line_get_extents(line, nil, &rectangle)
        start = x + room - Double(rectangle.width) / Double(PANGO_SCALE)
      }
      canvas.show(line, x: start, baseline: baseline, ink: ink)
      baseline += style.pitch
    }
    if self.layout == nil { g_object_unref(UnsafeMutableRawPointer(layout)) }
  }

  /// Gives the glyphs back once the text is drawn for the last time.
  func release() {
    guard let layout else { return }
    g_object_unref(UnsafeMutableRawPointer(layout))
    self.layout = nil
    typesetter.releasedLayout()
  }
}
