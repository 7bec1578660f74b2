public import Paper

/// The document as an Excel workbook: an overview (title, what names the report, key figures beside what they are compared
/// to), then a sheet for each section, with numbers, days and moments as such and charts that Excel draws itself.
///
/// The same document and `created` are the same bytes, whatever the clock, the locale and the time zone. No text becomes a
/// formula. A cell of more than 32,767 characters, which Excel does not hold, is cut and says so.
///
/// - Parameter created: the moment in the workbook's properties, in seconds since 1970; the clock is never asked.
public func xlsx(_ document: Document, created: Int64) throws(XLSXError) -> [UInt8] {
  let memory = try MemoryFile()
  let book = try Workbook(path: memory.path, lang: document.lang, isStreaming: false)
  book.describe(title: document.title, subject: document.subtitle, created: created)
  var names = SheetNames()
  let sheets = document.sheets.map { plan in (plan: plan, name: names.unique(plan.name)) }
  for (plan, name) in sheets {
    var writer = SheetWriter(sheet: try book.addSheet(name), name: name, book: book, plan: plan)
    try writer.write(document)
  }
  try book.close()
  return try memory.bytes()
}

/// Why a workbook could not be written; it holds nothing of the content.
public enum XLSXError: Error, Sendable, Equatable {
  /// libxlsxwriter's own number (`lxw_error`), such as 2 where the file cannot be made.
  case library(Int)
  /// The system refused; the number is its `errno`.
  case system(Int32)
  /// A temporary file could not be written, as where the disk is full.
  case temporaryFiles
  /// A sheet of Excel has 1,048,576 rows and 16,384 columns.
  case tooLarge
}
