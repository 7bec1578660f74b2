import Paper

/// Key figures as boxes, three in a row.
enum FigureBlock {
  static let columns = 3
  static let gap = 10.0
  static let pad = 8.0

  static func pieces(_ figures: [Figure], width: Double, lang: Language, gap above: Double, set: Typesetter) -> [Piece]
  {
    let box = (width - gap * Double(columns - 1)) / Double(columns)
    return stride(from: 0, to: figures.count, by: columns).map { start in
      let row = figures[start..<min(start + columns, figures.count)].map { Box($0, width: box, lang: lang, set: set) }
      let height = row.map(\.height).max() ?? 0
      return Piece(gap: start == 0 ? above : gap, height: height, hold: .free) { canvas, x, y in
        for (at, one) in row.enumerated() {
          one.draw(on: canvas, x: x + Double(at) * (box + gap), y: y, height: height)
        }
      }
    }
  }

  private struct Box {
    let width: Double
    let label: Setting
    let value: Setting
    let against: [(basis: Setting, text: Setting, isBeside: Bool)]
    let height: Double

    init(_ figure: Figure, width: Double, lang: Language, set: Typesetter) {
      self.width = width
      let inner = width - 2 * pad
      label = set.line(figure.label(lang), .label, width: inner)
      value = set.line(figure.amount(lang), .value, width: inner)
      against = figure.comparisons.map { comparison in
        let basis = set.line(comparison.basis.title(lang), .against, width: inner)
        let text = set.line(figure.comparison(comparison, lang), .against, width: inner)
        return (basis, text, basis.count == 1 && text.count == 1 && basis.extent + text.extent + 6 <= inner)
      }
      height =
        against.reduce(3 + pad * 1.4 + label.height + value.height) {
          $0 + 3 + ($1.isBeside ? $1.text.height : $1.basis.height + $1.text.height)
        } + (against.isEmpty ? 0 : 3)
    }

    func draw(on canvas: Canvas, x: Double, y: Double, height: Double) {
      let inner = width - 2 * pad
      canvas.frame(x: x + 0.4, y: y + 0.4, width: width - 0.8, height: height - 0.8, ink: .rule, thickness: 0.8)
      canvas.fill(x: x, y: y, width: width, height: 3, ink: .accent)
      var down = y + 3 + pad * 0.7
      label.draw(on: canvas, x: x + pad, y: down)
      down += label.height
      value.draw(on: canvas, x: x + pad, y: down)
      down += value.height + 3
      for line in against {
        canvas.stroke([(x + pad, down), (x + width - pad, down)], ink: .rule, thickness: 0.5, dash: [0.8, 1.6])
        down += 1.5
        line.basis.draw(on: canvas, x: x + pad, y: down, ink: .muted)
        if !line.isBeside { down += line.basis.height }
        line.text.draw(on: canvas, x: x + pad, y: down, room: inner, toRight: true)
        down += line.text.height + 1.5
      }
    }
  }
}
