import Paper

/// How wide a sheet's columns are, in terminal columns; one of them is 1.1 of Excel's units, because a kanji is a little
/// wider than two of Calibri's digits.
struct SheetLayout {
  /// What holds a value, without the air beside it.
  private(set) var widths: [Int]
  /// The last column that prose is written over.
  let span: Int
  /// The columns of text that the span holds.
  let proseWidth: Int

  /// The columns of text that the span holds beside its first column.
  let pairWidth: Int

  static let widest = 48
  /// Prose is as wide as this even where the tables are narrow.
  private static let prose = 76
  private static let narrowest = 6
  private static let untouched = 8.43

  init(_ grids: [SheetGrid], pairs: [String] = [], lang: Language) {
    var widths: [Int] = []
    func widen(_ column: Int, _ width: Int) {
      while widths.count <= column { widths.append(SheetLayout.narrowest) }
      widths[column] = max(widths[column], min(width, SheetLayout.widest))
    }
    for title in pairs { widen(0, printable(title).displayWidth) }
    for grid in grids {
      for (at, head) in grid.heads.enumerated() { widen(at, min(printable(head.title).displayWidth, 24)) }
      for row in grid.rows {
        for (at, value) in row.enumerated() { widen(at, value.width(lang)) }
      }
    }
    self.widths = widths
    var units = widths.reduce(0) { $0 + SheetLayout.units($1) }
    var last = widths.count - 1
    while units < Double(SheetLayout.prose) * 1.1 || last < 1 {
      units += SheetLayout.untouched
      last += 1
    }
    span = last
    // a kanji of 11 points is 14.7 pixels wide, two columns; a little is left over, or a last line might not be seen
    let first = SheetLayout.pixels(0, of: widths)
    let all = (0...last).reduce(0) { $0 + SheetLayout.pixels($1, of: widths) }
    proseWidth = all * 2 / 15
    pairWidth = (all - first) * 2 / 15
  }

  /// A column's width as Excel takes it.
  static func units(_ width: Int) -> Double { Double(width) * 1.1 + 2 }

  /// The pixels of the first columns on a screen, as Excel counts them.
  func pixels(of columns: Int) -> Int {
    (0..<columns).reduce(0) { $0 + SheetLayout.pixels($1, of: widths) }
  }

  private static func pixels(_ column: Int, of widths: [Int]) -> Int {
    Int((column < widths.count ? units(widths[column]) : untouched) * 7) + 5
  }

  /// The lines that a value takes in a column.
  func lines(_ value: CellValue, in column: Int) -> Int {
    guard case .text(let text) = value else { return 1 }
    let width = column < widths.count ? widths[column] : SheetLayout.narrowest
    return wrap(printable(text, keeping: .lines), width: max(width, SheetLayout.narrowest)).count
  }
}
