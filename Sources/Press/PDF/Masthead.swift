import Paper

/// The title, the subtitle and what names the report, with a bold line below.
enum Masthead {
  static func pieces(_ document: Document, width: Double, set: Typesetter) -> [Piece] {
    var pieces: [Piece] = [
      .text(set.line(document.title, .title, width: width), ink: .accent, hold: .must)
    ]
    if let subtitle = document.subtitle {
      pieces.append(.text(set.line(subtitle, .subtitle, width: width), ink: .muted, gap: 1, hold: .must))
    }
    pieces += meta(document, width: width, set: set)
    pieces.append(
      Piece(gap: 6, height: 2.4) { canvas, x, y in canvas.fill(x: x, y: y, width: width, height: 2.4, ink: .accent) })
    return pieces
  }

  /// Names and values side by side as many as fit a line; a long value takes lines of its own.
  private static func meta(_ document: Document, width: Double, set: Typesetter) -> [Piece] {
    var pieces: [Piece] = []
    var line: [(x: Double, name: Setting, value: Setting)] = []
    var x = 0.0
    func endLine() {
      if line.isEmpty { return }
      let fields = line
      let height = fields.map { max($0.name.height, $0.value.height) }.max() ?? 0
      pieces.append(
        Piece(gap: pieces.isEmpty ? 5 : 0, height: height, hold: .must) { canvas, left, y in
          for field in fields {
            field.name.draw(on: canvas, x: left + field.x, y: y, ink: .muted)
            field.value.draw(on: canvas, x: left + field.x + field.name.extent + 6, y: y)
          }
        })
      line = []
      x = 0
    }
    for field in document.meta.fields where field.isShown {
      let name = set.line(field.title(document.lang), .meta, width: width / 2)
      let value = set.lines(
        TableBlock.text(field.cell, document.lang), .meta, width: width - name.extent - 6)
      let wide = name.extent + 6 + value.extent
      if x > 0, x + wide > width { endLine() }
      line.append((x, name, value))
      x += wide + 18
    }
    endLine()
    return pieces
  }
}
