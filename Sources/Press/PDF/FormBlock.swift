import Paper

/// A form: ruled rows of fields. A row of several fields stays whole; a field alone in its row goes on over pages.
enum FormBlock {
  static let side = 6.0
  static let above = 3.0

  static func pieces(_ form: Form, width: Double, lang: Language, look: SheetLook, set: Typesetter) -> [Piece] {
    var pieces: [Piece] = []
    for (at, fields) in form.rows.enumerated() {
      let total = Double(fields.reduce(0) { $0 + $1.share })
      var cells: [Cell] = []
      var x = 0.0
      for field in fields {
        let wide = width * Double(field.share) / total
        cells.append(Cell(x: x, strips: strips(field, width: wide - 2 * side, lang: lang, look: look, set: set)))
        x += wide
      }
      var piece = row(cells, width: width, top: at == 0)
      piece.gap = at == 0 ? look.gap : 0
      piece.hold = at == form.rows.count - 1 ? .free : .must
      pieces.append(piece)
    }
    return pieces
  }

  private struct Cell {
    let x: Double
    let strips: [Strip]
    var height: Double { strips.reduce(0) { $0 + $1.height } }
  }

  private static func strips(
    _ field: Form.Field, width: Double, lang: Language, look: SheetLook, set: Typesetter
  ) -> [Strip] {
    let label = Strip.lines(set.line(field.label, look.fieldLabel, width: width), ink: .muted)
    let text = field.cell.human(lang)
    if !text.isEmpty { return label + Strip.lines(set.lines(text, look.field, width: width)) }
    if field.lines == 0 { return label + [Strip(height: look.field.pitch) { _, _, _ in }] }
    return label + Strip.room(field.lines, height: look.line, width: width)
  }

  /// - Parameters:
  ///   - top: whether its upper line is drawn; that of another row is the lower one of the row above.
  ///   - bottom: not where the row goes on overleaf.
  private static func row(_ cells: [Cell], width: Double, top: Bool, bottom: Bool = true) -> Piece {
    let height = (cells.map(\.height).max() ?? 0) + 2 * above
    var piece = Piece(height: height) { canvas, x, y in
      if top { canvas.stroke([(x, y), (x + width, y)], ink: .rule, thickness: 0.8) }
      if bottom { canvas.stroke([(x, y + height), (x + width, y + height)], ink: .rule, thickness: 0.8) }
      for edge in [x, x + width] { canvas.stroke([(edge, y), (edge, y + height)], ink: .rule, thickness: 0.8) }
      for cell in cells {
        if cell.x > 0 { canvas.stroke([(x + cell.x, y), (x + cell.x, y + height)], ink: .grid, thickness: 0.6) }
        var down = y + above
        for strip in cell.strips {
          strip.draw(canvas, x + cell.x + side, down)
          down += strip.height
        }
      }
    }
    guard cells.count == 1, let cell = cells.first, cell.strips.count > 4 else { return piece }
    piece.least = cell.strips.prefix(3).reduce(2 * above) { $0 + $1.height }
    piece.split = { room in
      var taken = 2 * above
      var count = 0
      for strip in cell.strips.dropLast(2) {
        if taken + strip.height > room { break }
        taken += strip.height
        count += 1
      }
      if count < 3 { return nil }
      return (
        row([Cell(x: 0, strips: Array(cell.strips.prefix(count)))], width: width, top: top, bottom: false),
        row([Cell(x: 0, strips: Array(cell.strips.dropFirst(count)))], width: width, top: false, bottom: bottom)
      )
    }
    return piece
  }
}
