import CXlsxWriter
import Paper

/// Writes one sheet from the top down.
struct SheetWriter {
  let sheet: Sheet
  let name: String
  let book: Workbook
  let plan: SheetPlan
  let layout: SheetLayout
  var row = 0
  private var heads: [Int] = []
  private var chartEdge = 0

  /// Points and pixels of a line of 11 points in a Japanese font.
  static let lineHeight = 18.75
  static let linePixels = 25
  /// Lines that a row can be high: Excel's limit is 409 points.
  private static let mostLines = 20

  init(sheet: Sheet, name: String, book: Workbook, plan: SheetPlan) {
    self.sheet = sheet
    self.name = name
    self.book = book
    self.plan = plan
    var titles: [String] = []
    for case .pairs(let pairs) in plan.items { titles += pairs.map(\.title) }
    layout = SheetLayout(plan.grids, pairs: titles, lang: book.lang)
  }

  mutating func write(_ document: Document) throws(XLSXError) {
    worksheet_set_default_row(sheet, SheetWriter.lineHeight, 0)
    for (at, width) in layout.widths.enumerated() {
      try check(worksheet_set_column(sheet, UInt16(at), UInt16(at), SheetLayout.units(width), nil))
    }
    var isAfterTable = false
    for item in plan.items {
      switch item {
      case .prose(let text, let style):
        if isAfterTable || style.size > 11 && row > 1 { row += 1 }
        try prose(text, style)
        isAfterTable = false
        continue
      case .pairs(let pairs):
        row += 1
        try self.pairs(pairs)
      case .grid(let grid):
        row += 1
        try self.grid(grid)
      case .chart(let chart, let grid):
        row += 1
        try self.chart(chart, grid)
      }
      isAfterTable = true
    }
    try setUpPage(document)
  }

  // ------------------------------------------------------------------------------------------------------------------ cells

  private func put(_ value: CellValue, _ column: Int, _ style: CellStyle) throws(XLSXError) {
    guard let column = UInt16(exactly: column), row < Int(LXW_ROW_MAX) else { throw .tooLarge }
    try book.put(value, sheet, UInt32(row), column, style)
  }

  /// Text over the width of the sheet, its lines counted here because Excel does not for merged cells.
  private mutating func prose(_ text: String, _ style: CellStyle) throws(XLSXError) {
    let width = max(10, layout.proseWidth * 11 / style.size)
    let lines = wrap(printable(text, keeping: .lines), width: width)
    for start in stride(from: 0, to: lines.count, by: SheetWriter.mostLines) {
      let part = lines[start..<min(lines.count, start + SheetWriter.mostLines)]
      // short enough for one row: the text itself, or a copied cell would hold our line ends
      let whole = lines.count <= SheetWriter.mostLines ? text : part.joined(separator: "\n")
      try merge(.text(whole), from: 0, style)
      try height(lines: part.count, size: style.size)
      row += 1
    }
  }

  private func merge(_ value: CellValue, from column: Int, _ style: CellStyle) throws(XLSXError) {
    guard row < Int(LXW_ROW_MAX), let first = UInt16(exactly: column), let last = UInt16(exactly: layout.span) else {
      throw .tooLarge
    }
    let format = try book.format(style)
    try check(worksheet_merge_range(sheet, UInt32(row), first, UInt32(row), last, "", format))
    try put(value, column, style)
  }

  private func height(lines: Int, size: Int = 11) throws(XLSXError) {
    guard lines > 1 || size > 11 else { return }
    let points = SheetWriter.lineHeight * Double(min(lines, SheetWriter.mostLines) * size) / 11
    try check(worksheet_set_row(sheet, UInt32(row), min(points, 409), nil))
  }

  private mutating func pairs(_ pairs: [(title: String, value: CellValue)]) throws(XLSXError) {
    for (title, value) in pairs {
      try put(.text(title), 0, .head)
      let lines =
        if case .text(let text) = value { wrap(printable(text, keeping: .lines), width: layout.pairWidth).count } else {
          1
        }
      try merge(value, from: 1, CellStyle(isBordered: true, wraps: lines > 1))
      try height(lines: lines)
      row += 1
    }
  }

  // ------------------------------------------------------------------------------------------------------------------ tables

  private mutating func grid(_ grid: SheetGrid) throws(XLSXError) {
    let layout = layout
    if let caption = grid.caption { try prose(caption, CellStyle(isBold: true, wraps: true)) }
    if grid.rows.isEmpty {
      try prose(grid.empty, CellStyle(isMuted: true, wraps: true))
    } else {
      heads.append(row)
      try line(grid.heads.map { .text($0.title) }) { column in
        var style = CellStyle.head
        style.isRight = grid.heads[column].isRight
        return style
      }
      for values in grid.rows {
        try line(values) { column in
          var style = CellStyle.body
          style.isRight = grid.heads[column].isRight
          style.wraps = layout.lines(values[column], in: column) > 1
          return style
        }
      }
    }
    for footnote in grid.footnotes { try prose(footnote, CellStyle(isMuted: true, wraps: true)) }
  }

  private mutating func line(_ values: [CellValue], style: (Int) -> CellStyle) throws(XLSXError) {
    var lines = 1
    for (column, value) in values.enumerated() {
      try put(value, column, style(column))
      lines = max(lines, layout.lines(value, in: column))
    }
    try height(lines: lines)
    row += 1
  }

  private mutating func chart(_ chart: Chart, _ grid: SheetGrid) throws(XLSXError) {
    let top = row + (grid.caption == nil ? 0 : 1)
    try self.grid(grid)
    if chart.series.isEmpty || chart.categories.isEmpty { return }
    let drawing = NativeChart(chart: chart, sheet: name, head: top, lang: book.lang)
    try drawing.insert(into: sheet, book, column: grid.heads.count)
    chartEdge = max(chartEdge, layout.pixels(of: grid.heads.count) + drawing.width)
    row = max(row, top + NativeChart.rows)
  }

  // ------------------------------------------------------------------------------------------------------------------- paper

  /// A4, as wide as one page, the page's number in the footer, and the heads that stay in sight and on every page.
  private func setUpPage(_ document: Document) throws(XLSXError) {
    worksheet_set_paper(sheet, 9)
    let width = max(layout.pixels(of: layout.span + 1), chartEdge)
    // what A4 holds upright at about full size
    if width > 760 { worksheet_set_landscape(sheet) } else { worksheet_set_portrait(sheet) }
    worksheet_fit_to_pages(sheet, 1, 0)
    worksheet_set_margins(sheet, 0.5, 0.5, 0.8, 0.7)
    try check(
      worksheet_set_header(sheet, "&L" + pageText(document.title) + "&R" + pageText(document.subtitle ?? "")))
    try check(worksheet_set_footer(sheet, "&L" + pageText(document.footer ?? "") + "&R&P / &N"))
    try check(
      worksheet_ignore_errors(
        sheet, UInt8(LXW_IGNORE_NUMBER_STORED_AS_TEXT.rawValue), "A1:XFD\(LXW_ROW_MAX)"))
    if plan.isOverview {
      worksheet_gridlines(sheet, UInt8(LXW_HIDE_ALL_GRIDLINES.rawValue))
      return
    }
    let last = heads.count == 1 && plan.grids.count == 1 && heads[0] <= 5 ? heads[0] : 0
    worksheet_freeze_panes(sheet, UInt32(last + 1), 0)
    try check(worksheet_repeat_rows(sheet, 0, UInt32(last)))
  }

  /// Text in a header or footer, where & is a sign of command and 255 signs are the limit of all parts together.
  private func pageText(_ text: String) -> String {
    var result = ""
    for character in ExcelText.line(text, limit: 60) { result += character == "&" ? "&&" : String(character) }
    return result
  }
}

extension Workbook {
  /// Writes one cell; text is text, whatever it begins with.
  func put(_ value: CellValue, _ sheet: Sheet, _ row: UInt32, _ column: UInt16, _ style: CellStyle) throws(XLSXError) {
    switch value {
    case .blank: try check(worksheet_write_blank(sheet, row, column, try format(style)))
    case .text(let text):
      var style = style
      if ExcelText.looksLikeFormula(text) { style.number = .text }
      try check(
        worksheet_write_string(sheet, row, column, ExcelText.cell(text, lang: lang), try format(style)))
    case .number(let number, let kind):
      var style = style
      style.number = kind
      try check(worksheet_write_number(sheet, row, column, number, try format(style)))
    }
  }
}
