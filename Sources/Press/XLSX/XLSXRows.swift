import CXlsxWriter
import Glibc
public import Paper

/// A long list as an Excel workbook, written row by row in constant memory: one sheet with frozen heads and filters, and a
/// further one for each 1,048,575 rows.
///
/// Widths are those of the first hundred rows. The file at the path is made by `finish`, and not left behind if that fails;
/// temporary files go to TMPDIR. Not Sendable.
public final class XLSXRows {
  private let book: Workbook
  private let columns: [Column]
  private let title: String
  private let path: String
  private let lang: Language
  private var names = SheetNames()
  private var sheet: Sheet?
  private var row = 0
  private var sample: [[Cell]] = []
  private var styles: [CellStyle] = []

  private static let sampleSize = 100

  /// Begins a list; nothing is written yet.
  public init(
    _ columns: [Column], title: String, lang: Language, created: Int64, path: String
  ) throws(XLSXError) {
    guard !columns.isEmpty, columns.count <= Int(LXW_COL_MAX) else { throw .tooLarge }
    book = try Workbook(path: path, lang: lang, isStreaming: true)
    book.describe(title: title, subject: nil, created: created)
    self.columns = columns
    self.title = title
    self.path = path
    self.lang = lang
    styles = columns.map { CellStyle(isRight: $0.alignment == .right) }
  }

  /// Adds a row; it has a cell for each column, or the program stops.
  public func add(_ cells: [Cell]) throws(XLSXError) {
    precondition(cells.count == columns.count, "a row of \(cells.count) cells under \(columns.count) columns")
    if sheet == nil {
      sample.append(cells)
      if sample.count == XLSXRows.sampleSize { try begin() }
    } else {
      try write(cells)
    }
  }

  /// Writes the workbook to its path. Nothing can be added afterwards.
  public func finish() throws(XLSXError) {
    if sheet == nil { try begin() }
    try endSheet()
    do {
      try book.close()
    } catch {
      unlink(path)
      throw error
    }
  }

  private func begin() throws(XLSXError) {
    let rows = sample
    sample = []
    var grid = SheetGrid(heads: columns.map { (title: $0.title(lang), isRight: $0.alignment == .right) })
    grid.rows = rows.map { $0.map { CellValue($0, lang: lang) } }
    widths = SheetLayout([grid], lang: lang).widths
    try beginSheet()
    for row in rows { try write(row) }
  }

  private var widths: [Int] = []

  private func beginSheet() throws(XLSXError) {
    let name = names.unique(title)
    let sheet = try book.addSheet(name)
    self.sheet = sheet
    for (at, width) in widths.enumerated() {
      try check(worksheet_set_column(sheet, UInt16(at), UInt16(at), SheetLayout.units(width), nil))
    }
    worksheet_set_paper(sheet, 9)
    worksheet_set_landscape(sheet)
    worksheet_fit_to_pages(sheet, 1, 0)
    worksheet_freeze_panes(sheet, 1, 0)
    try check(worksheet_repeat_rows(sheet, 0, 0))
    try check(worksheet_set_footer(sheet, "&R&P / &N"))
    row = 0
    for (at, column) in columns.enumerated() {
      var style = CellStyle.head
      style.isRight = column.alignment == .right
      try book.put(.text(column.title(lang)), sheet, 0, UInt16(at), style)
    }
    row = 1
  }

  private func endSheet() throws(XLSXError) {
    guard let sheet else { return }
    try check(worksheet_autofilter(sheet, 0, 0, UInt32(max(1, row - 1)), UInt16(columns.count - 1)))
  }

  private func write(_ cells: [Cell]) throws(XLSXError) {
    if row == Int(LXW_ROW_MAX) {
      try endSheet()
      try beginSheet()
    }
    guard let sheet else { return }
    for at in cells.indices {
      try book.put(CellValue(cells[at], lang: lang), sheet, UInt32(row), UInt16(at), styles[at])
    }
    row += 1
  }
}
