import Paper

/// A table set for a width.
struct TableBlock {
  private struct Row {
    let cells: [Setting]
    let height: Double
  }

  /// The look of a table: its own, or the smaller one below a chart.
  struct Look {
    var cell = Style.cell
    var title = Style.columnTitle
    var pad = 5.0
    var above = 2.2
  }

  static let captionGap = 3.0
  static let noteGap = 3.0

  let pieces: [Piece]
  /// How wide the table would like to be.
  let natural: Double
  let rows: Int

  var height: Double { pieces.height(atTop: true) }

  init(_ table: Table, width: Double, lang: Language, look: Look = Look(), gap: Double, set: Typesetter) {
    let shown = table.columns.indices.filter { table.columns[$0].isShown }
    let titles = shown.map { table.columns[$0].title(lang) }
    rows = table.rows.count
    var pieces: [Piece] = []

    // the head says it already
    if let caption = table.caption, table.rows.isEmpty || caption != titles.first {
      pieces.append(.text(set.line(caption, .caption, width: width), gap: gap, hold: .must))
    }
    let first = pieces.isEmpty ? gap : Self.captionGap
    if table.rows.isEmpty {
      natural = 0
      pieces.append(.text(set.lines(table.empty(lang), .body, width: width), ink: .muted, gap: first, hold: .must))
    } else {
      let texts = table.rows.map { row in shown.map { Self.text(row[$0], lang) } }
      let wanted = shown.indices.map { at in
        texts.reduce(set.line(titles[at], look.title).extent) { max($0, set.lines($1[at], look.cell).extent) } + 0.5
      }
      let columns = Columns(
        wanted: wanted, wraps: shown.map { table.columns[$0].fit != .whole && table.columns[$0].alignment == .left },
        room: width, pad: look.pad)
      natural = columns.natural
      let isRight = shown.map { table.columns[$0].alignment == .right }
      let grid = Grid(widths: columns.widths, isRight: isRight, look: look, width: width)
      let head = grid.head(zip(titles, columns.widths).map { set.line($0, look.title, width: $1) })
      pieces.append(Piece(gap: first, height: head.height, hold: .must, draw: head.draw))
      for (at, row) in texts.enumerated() {
        let cells = zip(row, columns.widths).map { set.lines($0, look.cell, width: $1) }
        pieces.append(grid.row(cells, head: head, hold: Self.hold(at, of: texts.count, table)))
      }
    }
    for (at, note) in table.footnotes.enumerated() {
      let isLast = at == table.footnotes.count - 1
      pieces.append(
        .text(
          set.lines(note, .note, width: width), ink: .muted, gap: at == 0 ? Self.noteGap : 1,
          hold: isLast ? .free : .wish))
    }
    if table.footnotes.isEmpty, let last = pieces.indices.last { pieces[last].hold = .free }
    self.pieces = pieces
  }

  /// A short table stays whole; of a long one the first two rows stay together, the last two, and the last with its notes.
  private static func hold(_ at: Int, of count: Int, _ table: Table) -> Piece.Hold {
    if at == count - 1 { return table.footnotes.isEmpty ? .free : .wish }
    return count <= 10 || at == 0 || at == count - 2 ? .wish : .free
  }

  /// A cell as people read it; a dash where it is missing.
  static func text(_ cell: Cell, _ lang: Language) -> String {
    let text = cell.human(lang)
    return text.isEmpty ? "–" : text
  }
}

/// Where the cells of a table's rows stand.
private struct Grid {
  let widths: [Double]
  let isRight: [Bool]
  let look: TableBlock.Look
  let width: Double

  /// The head: shaded, its titles at the foot of their line.
  func head(_ cells: [Setting]) -> Piece.Head {
    let inner = cells.map(\.height).max() ?? 0
    let height = inner + 2 * look.above + 1
    return Piece.Head(height: height) { canvas, x, y in
      canvas.fill(x: x, y: y, width: width, height: height - 0.5, ink: .shade)
      each(cells, x) { cell, at, room, toRight in
        cell.draw(on: canvas, x: at, y: y + look.above + inner - cell.height, room: room, toRight: toRight)
      }
      canvas.stroke([(x, y + height - 0.5), (x + width, y + height - 0.5)], ink: .rule, thickness: 1)
    }
  }

  /// A row from its line `from` on; it is divided only where it is higher than a page.
  func row(_ cells: [Setting], from: Int = 0, head: Piece.Head, hold: Piece.Hold) -> Piece {
    let count = max(1, cells.map(\.count).max() ?? 1) - from
    let pitch = look.cell.pitch
    var piece = part(cells, from..<from + count, hasRule: true, head: head, hold: hold)
    if head.height + piece.height <= Pages.bottom - Pages.top { return piece }
    piece.least = 3 * pitch + 2 * look.above
    piece.split = { room in
      let fitting = min(Int((room - 2 * look.above) / pitch), count - 1)
      if fitting < 1 { return nil }
      return (
        part(cells, from..<from + fitting, hasRule: false, head: head, hold: .free),
        row(cells, from: from + fitting, head: head, hold: hold)
      )
    }
    return piece
  }

  private func part(_ cells: [Setting], _ lines: Range<Int>, hasRule: Bool, head: Piece.Head, hold: Piece.Hold) -> Piece
  {
    let height = Double(lines.count) * look.cell.pitch + 2 * look.above + 0.5
    return Piece(height: height, hold: hold, head: head) { canvas, x, y in
      each(cells, x) { cell, at, room, toRight in
        let own = lines.clamped(to: 0..<cell.count)
        cell.draw(on: canvas, x: at, y: y + look.above, room: room, toRight: toRight, lines: own)
      }
      if !hasRule { return }
      canvas.stroke([(x, y + height - 0.25), (x + width, y + height - 0.25)], ink: .grid, thickness: 0.5)
    }
  }

  private func each(_ cells: [Setting], _ x: Double, _ draw: (Setting, Double, Double, Bool) -> Void) {
    var at = x
    for (column, cell) in cells.enumerated() {
      draw(cell, at + look.pad, widths[column], isRight[column])
      at += widths[column] + 2 * look.pad
    }
  }
}
