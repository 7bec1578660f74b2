import CPango

/// Paper to draw on, page after page, which becomes a PDF's bytes. Measures are points, from the upper left corner.
final class Canvas {
  static let width = 595.276
  static let height = 841.89

  private final class Sink {
    var bytes: [UInt8] = []
  }

  private let surface: OpaquePointer
  private let context: OpaquePointer
  private let sink = Sink()

  init() throws(PressError) {
    let write: cairo_write_func_t = { closure, data, count in
      guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
      let sink = Unmanaged<Sink>.fromOpaque(closure).takeUnretainedValue()
      sink.bytes += UnsafeBufferPointer(start: data, count: Int(count))
      return CAIRO_STATUS_SUCCESS
    }
    guard
      let surface = cairo_pdf_surface_create_for_stream(
        write, Unmanaged.passUnretained(sink).toOpaque(), Self.width, Self.height),
      let context = cairo_create(surface)
    else { throw .failed(reason: "cairo") }
    self.surface = surface
    self.context = context
  }

  deinit {
    cairo_destroy(context)
    cairo_surface_destroy(surface)
  }

  /// What the file says of itself. Nothing here is looked up: cairo would take the clock.
  func describe(title: String, created: (year: Int, month: Int, day: Int)) {
    func padded(_ number: Int, _ count: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, count - digits.count)) + digits
    }
    let day = "\(padded(created.year, 4))-\(padded(created.month, 2))-\(padded(created.day, 2))"
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title)
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Ippo")
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, day + "T00:00:00+09:00")
  }

  /// An entry of the outline, below another or (0) at its top; gives the entry's own number.
  func outline(_ text: String, below parent: Int32, page: Int, y: Double) -> Int32 {
    cairo_pdf_surface_add_outline(
      surface, parent, text, "page=\(page) pos=[0 \(Int(max(0, y)))]", CAIRO_PDF_OUTLINE_FLAG_OPEN)
  }

  func endPage() { cairo_show_page(context) }

  /// Ends the drawing and gives the file.
  func finish() throws(PressError) -> [UInt8] {
    cairo_surface_finish(surface)
    for status in [cairo_status(context), cairo_surface_status(surface)]
    where status != CAIRO_STATUS_SUCCESS && status != CAIRO_STATUS_SURFACE_FINISHED {
      throw .failed(reason: String(cString: cairo_status_to_string(status)))
    }
    return sink.bytes
  }

  // MARK: marks

  func show(_ line: UnsafeMutablePointer<PangoLayoutLine>, x: Double, baseline: Double, ink: Ink) {
    use(ink)
    cairo_move_to(context, x, baseline)
    pango_cairo_show_layout_line(context, line)
  }

  func fill(x: Double, y: Double, width: Double, height: Double, ink: Ink) {
    use(ink)
    cairo_rectangle(context, x, y, width, height)
    cairo_fill(context)
  }

  func frame(x: Double, y: Double, width: Double, height: Double, ink: Ink, thickness: Double) {
    use(ink)
    cairo_set_line_width(context, thickness)
    cairo_rectangle(context, x, y, width, height)
    cairo_stroke(context)
  }

  /// A line from point to point, closed or not.
  func stroke(
    _ points: [(x: Double, y: Double)], ink: Ink, thickness: Double, dash: [Double] = [], isClosed: Bool = false
  ) {
    guard let first = points.first else { return }
    use(ink)
    cairo_set_line_width(context, thickness)
    cairo_set_dash(context, dash, Int32(dash.count), 0)
    cairo_move_to(context, first.x, first.y)
    for point in points.dropFirst() { cairo_line_to(context, point.x, point.y) }
    if isClosed { cairo_close_path(context) }
    cairo_stroke(context)
    cairo_set_dash(context, nil, 0, 0)
  }

  func fill(_ points: [(x: Double, y: Double)], ink: Ink) {
    guard let first = points.first else { return }
    use(ink)
    cairo_move_to(context, first.x, first.y)
    for point in points.dropFirst() { cairo_line_to(context, point.x, point.y) }
    cairo_close_path(context)
    cairo_fill(context)
  }

  /// A disc, and a line of its own around it where there is one.
  func disc(x: Double, y: Double, radius: Double, fill: Ink, edge: Ink? = nil, thickness: Double = 0) {
    cairo_new_sub_path(context)
    cairo_arc(context, x, y, radius, 0, 2 * .pi)
    use(fill)
    guard let edge else { return cairo_fill(context) }
    cairo_fill_preserve(context)
    use(edge)
    cairo_set_line_width(context, thickness)
    cairo_stroke(context)
  }

  /// Draws only what lies in a rectangle.
  func within(x: Double, y: Double, width: Double, height: Double, _ draw: (Canvas) -> Void) {
    cairo_save(context)
    cairo_rectangle(context, x, y, width, height)
    cairo_clip(context)
    draw(self)
    cairo_restore(context)
  }

  private func use(_ ink: Ink) { cairo_set_source_rgb(context, ink.red, ink.green, ink.blue) }
}
