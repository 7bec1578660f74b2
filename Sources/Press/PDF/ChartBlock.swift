import Paper

/// A chart with its title, its figures where the drawing does not say them all, and its note.
enum ChartBlock {
  /// The greatest width of the drawing.
  static let width = 400.0

  static func pieces(_ chart: Chart, width: Double, lang: Language, gap: Double, set: Typesetter) -> [Piece] {
    var pieces: [Piece] = [.text(set.line(chart.title, .caption, width: width), gap: gap, hold: .must)]
    if chart.series.isEmpty || chart.categories.isEmpty {
      pieces.append(.text(set.line(chart.sentence(lang), .body, width: width), ink: .muted, gap: 3, hold: .must))
    } else {
      let layout = ChartLayout(chart, lang: lang)
      let drawing = ChartDrawing(
        chart: chart, layout: layout, scale: min(width, Self.width) / ChartLayout.width, lang: lang, set: set)
      pieces.append(
        Piece(gap: 2, height: layout.height * drawing.scale, hold: .must) { drawing.draw(on: $0, x: $1, y: $2) })
      if !chart.isOfTable, !chart.series.allSatisfy({ layout.writes($0, of: chart) }) {
        let look = TableBlock.Look(cell: .values, title: .valuesTitle, pad: 3.5, above: 1.5)
        let table = TableBlock(chart.values(lang), width: width, lang: lang, look: look, gap: 4, set: set)
        pieces += table.pieces
        pieces[pieces.count - 1].hold = .must
      }
    }
    let notes = (chart.hasGaps ? [chart.gap.remark(lang)] : []) + (chart.note.map { [$0] } ?? [])
    for note in notes {
      pieces.append(.text(set.lines(note, .note, width: width), ink: .muted, gap: 2, hold: .must))
    }
    pieces[pieces.count - 1].hold = .free
    return pieces
  }
}
