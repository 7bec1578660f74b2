import ArgumentParser
import CaseCore
import CaseReport
import Edge
import Paper
import Press
import Terminal

/// The formats of a month's report, and the writer of each: the one list of them. The raw value is what `--format` takes and
/// what the report's file ends in.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
  case text, json, csv, html, pdf, xlsx

  /// What a batch makes unless it is told otherwise, and what closing a month keeps, byte for byte. Text is not among it, as it
  /// fits the terminal it is read at.
  static let files: [ReportFormat] = allCases.filter { $0 != .text }

  /// What only a program can open and a terminal should never be sent.
  var isBinary: Bool { self == .pdf || self == .xlsx }

  /// The report in this format. Width and colour are a terminal's, and for text alone; `remark` is told what a reader of the file
  /// should know, such as a character that the font does not have.
  ///
  /// - Throws: `Trouble` in the person's words.
  func bytes(
    of report: MonthReport, lang: Language, width: Int? = nil, colour: Bool = false, remark: (Words) -> Void
  ) throws -> [UInt8] {
    switch self {
    case .text: Array(Paper.text(report.document(lang: lang), width: width, colour: colour).utf8)
    case .json: render(report.record, as: .json, lang: lang)
    case .csv: Paper.csv(report.document(lang: lang))
    case .html: Paper.html(report.document(lang: lang))
    case .pdf: try pressed(report.document(lang: lang), on: report.figures.month.lastDay, remark: remark)
    case .xlsx: try workbook(report.document(lang: lang), of: report.figures.month)
    }
  }

  /// The files of a month that is about to be closed, in the office's language.
  static func files(of report: MonthReport, remark: (Words) -> Void) throws -> [ReportFile] {
    try files.map {
      ReportFile(
        format: $0.rawValue, lang: report.lang.rawValue,
        bytes: try $0.bytes(of: report, lang: report.lang, remark: remark))
    }
  }
}

/// The workbook says that it was made at its month's end, so that the same figures are the same bytes on any day.
private func workbook(_ document: Document, of month: ReportMonth) throws -> [UInt8] {
  do {
    return try xlsx(document, created: month.instants.upperBound.unixMilliseconds / 1000)
  } catch {
    throw Trouble(ja: "Excel のファイルを作れません: \(error)", en: "The workbook cannot be made: \(error)", status: .other)
  }
}

/// A document as a PDF of a day; what the font does not have is told, and never stops a report.
///
/// - Throws: `Trouble` that names a missing font and its package.
func pressed(_ document: Document, on day: CalendarDate, remark: (Words) -> Void) throws -> [UInt8] {
  do throws(PressError) {
    let pressed = try pdf(document, date: (day.year, day.month, day.day))
    if let warning = pressed.warning { remark(warning) }
    return pressed.bytes
  } catch {
    switch error {
    case .missingFont(let family, let package):
      throw Trouble(
        ja: "フォント \(family) がありません。Debian のパッケージ \(package) を入れてください。",
        en: "The font \(family) is missing: install Debian's package \(package).", status: .other)
    case .failed:
      throw Trouble(ja: "PDF を作れませんでした(\(error))。", en: "There is no PDF: \(error).", status: .other)
    }
  }
}

extension Desk {
  /// Refuses to send a terminal what only a program can open.
  func demandReadable(_ format: String, isBinary: Bool) throws {
    guard isBinary, console.isTerminal(.output) else { return }
    throw Trouble(
      ja: "\(format) は画面には出せません。--output でファイル名を指定してください。",
      en: "A terminal cannot show \(format): name a file with --output.", status: .usage)
  }
}

extension MonthReport {
  /// The office's language, Japanese over several offices.
  var lang: Language { office.flatMap { Language(rawValue: $0.language) } ?? .ja }
}
