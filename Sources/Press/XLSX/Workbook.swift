import CXlsxWriter
import Glibc
import Paper
import Synchronization

typealias Sheet = UnsafeMutablePointer<lxw_worksheet>
typealias CellFormat = UnsafeMutablePointer<lxw_format>

/// libxlsxwriter's workbook: closed once, freed whatever happens. Not Sendable: a workbook belongs to who made it.
final class Workbook {
  let lang: Language
  private(set) var pointer: UnsafeMutablePointer<lxw_workbook>?
  private var formats: [CellStyle: CellFormat] = [:]
  private let made = CXlsxTemporaryFiles()
  private let failed = CXlsxFailedWrites()

  /// - Parameter isStreaming: rows are written from the top and forgotten, in constant memory, by way of the folder for
  ///   temporary files (TMPDIR); else everything stays in memory.
  init(path: String, lang: Language, isStreaming: Bool) throws(XLSXError) {
    self.lang = lang
    let folder = isStreaming ? nil : strdup(CXLSX_IN_MEMORY)
    defer { free(folder) }
    var options = lxw_workbook_options(
      constant_memory: isStreaming ? 1 : 0, tmpdir: folder, use_zip64: isStreaming ? 1 : 0)
    pointer = workbook_new_opt(path, &options)
    if pointer == nil { throw .library(Int(LXW_ERROR_MEMORY_MALLOC_FAILED.rawValue)) }
  }

  deinit {
    if let pointer { lxw_workbook_free(pointer) }
  }

  /// Sets the properties that Excel shows of the file; one of 0 seconds would be taken for "now" and becomes 1.
  func describe(title: String, subject: String?, created: Int64) {
    var properties = lxw_doc_properties()
    let title = strdup(ExcelText.line(title, limit: 255))
    let subject = subject.flatMap { strdup(ExcelText.line($0, limit: 255)) }
    defer {
      free(title)
      free(subject)
    }
    properties.title = title
    properties.subject = subject
    properties.created = created == 0 ? 1 : Int(created)
    workbook_set_properties(pointer, &properties)
  }

  func addSheet(_ name: String) throws(XLSXError) -> Sheet {
    guard let sheet = workbook_add_worksheet(pointer, name) else {
      throw .library(Int(LXW_ERROR_PARAMETER_VALIDATION.rawValue))
    }
    return sheet
  }

  /// The format of a style, made at its first use.
  func format(_ style: CellStyle) throws(XLSXError) -> CellFormat {
    if let known = formats[style] { return known }
    guard let format = workbook_add_format(pointer) else {
      throw .library(Int(LXW_ERROR_MEMORY_MALLOC_FAILED.rawValue))
    }
    style.apply(to: format, lang: lang)
    formats[style] = format
    return format
  }

  /// libxlsxwriter asks gmtime(3) for the properties' text, whose result is shared by the whole process.
  private static let clock = Mutex(())

  /// Writes the file. The workbook cannot be used afterwards.
  ///
  /// libxlsxwriter does not notice that a temporary file could not be written, so the files' own count is asked; that they
  /// are ours, and not the library's, is looked at too.
  func close() throws(XLSXError) {
    guard let book = pointer else { return }
    pointer = nil
    formats = [:]
    try check(Workbook.clock.withLock { _ in workbook_close(book) })
    guard CXlsxFailedWrites() == failed, CXlsxTemporaryFiles() != made else { throw .temporaryFiles }
  }
}

/// Turns libxlsxwriter's answer into an error.
func check(_ result: lxw_error) throws(XLSXError) {
  switch result {
  case LXW_NO_ERROR: return
  case LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE: throw .tooLarge
  default: throw .library(Int(result.rawValue))
  }
}
