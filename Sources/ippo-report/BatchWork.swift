import CaseCore
import CaseReport
import Edge
import Paper
import Seal
import Synchronization
import Terminal

/// Writes reports that were read, on a thread for each core; what one of them meets does not stop the others.
struct BatchWork: Sendable {
  enum Outcome: Equatable, Sendable {
    case written
    /// The same bytes were there already.
    case kept
    case failed(Words)
  }

  struct File: Sendable {
    /// Nil: all offices together.
    let office: String?
    /// Nil: everything the offices did.
    let program: String?
    let format: ReportFormat
    let name: String
    let auditHead: String?
    /// What a reader of the file should know, such as a character that the font does not have.
    var remarks: [Words] = []
    var bytes = 0
    var sha256 = ""
    var outcome = Outcome.written

    var isFailed: Bool { if case .failed = outcome { true } else { false } }
  }

  private let reports: [Printing]
  private let month: ReportMonth
  private let formats: [ReportFormat]
  private let encoding: CSVEncoding
  private let lang: Language?
  private let audience: Audience
  private let folder: BatchFolder

  init(
    _ reports: [Printing], of month: ReportMonth, formats: [ReportFormat], encoding: CSVEncoding, lang: Language?,
    audience: Audience, folder: BatchFolder
  ) {
    self.reports = reports
    self.month = month
    self.formats = formats
    self.encoding = encoding
    self.lang = lang
    self.audience = audience
    self.folder = folder
  }

  /// Every file with what became of it, in the order of the reports and formats. How far it is shows at a terminal only.
  func run(console: Console) -> [File] {
    let done = Done()
    let isWatched = console.isTerminal(.error)
    inParallel(reports.count) { at in
      let files = formats.map { file(of: reports[at], as: $0) }
      done.finished.withLock { finished in
        finished[at] = files
        // nowhere is left to report that the terminal is gone
        if isWatched { try? console.write(Array("\r\(finished.count)/\(reports.count)".utf8), to: .error) }
      }
    }
    if isWatched { try? console.write(Array("\r\u{1B}[K".utf8), to: .error) }
    return done.finished.withLock { finished in reports.indices.flatMap { finished[$0] ?? [] } }
  }

  private func file(of printing: Printing, as format: ReportFormat) -> File {
    // a code has no hyphen, so no office is called that, nor do two names meet
    let whose = [printing.office ?? "all-offices", printing.program].compactMap(\.self).joined(separator: "-")
    let name = "\(whose)-\(month.iso)\(audience.suffix).\(format.rawValue)"
    var file = File(
      office: printing.office, program: printing.program, format: format, name: name,
      auditHead: printing.report?.edition(for: audience).figures.auditHead)
    do {
      guard let report = printing.report?.edition(for: audience) else { throw Trouble.tampered }
      var bytes =
        try printing.files[format.rawValue]
        ?? format.bytes(of: report, lang: lang ?? report.lang, remark: { file.remarks.append($0) })
      if format == .csv { bytes = try encoding.bytes(of: bytes, remark: { file.remarks.append($0) }) }
      file.bytes = bytes.count
      file.sha256 = try SHA256.hex(of: bytes)
      file.outcome = try folder.put(bytes, as: name) ? .written : .kept
    } catch let trouble as Trouble {
      file.outcome = .failed(trouble.words)
    } catch {
      file.outcome = .failed(Words(ja: "\(name) を作れません: \(error)", en: "\(name) cannot be made: \(error)"))
    }
    return file
  }

  private final class Done: Sendable {
    let finished = Mutex<[Int: [File]]>([:])
  }
}
