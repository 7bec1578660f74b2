import ArgumentParser
import CaseReport
import Paper

/// The formats of a month's report, and the writer of each: the one list of them.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, csv, html

  /// What closing a month keeps, byte for byte. Text is not among it, as it fits the terminal it is read at.
  static let kept: [ReportFormat] = [.json, .csv, .html]

  /// The report in this format. Width and colour are a terminal's, and for text alone.
  func bytes(of report: MonthReport, lang: Language, width: Int? = nil, colour: Bool = false) -> [UInt8] {
    switch self {
    case .text: Array(Paper.text(report.document(lang: lang), width: width, colour: colour).utf8)
    case .json: render(report.record, as: .json, lang: lang)
    case .csv: Paper.csv(report.document(lang: lang))
    case .html: Paper.html(report.document(lang: lang))
    }
  }

  /// The files of a month that is about to be closed, in the office's language.
  static func files(of report: MonthReport) -> [ReportFile] {
    kept.map {
      ReportFile(format: $0.rawValue, lang: report.lang.rawValue, bytes: $0.bytes(of: report, lang: report.lang))
    }
  }
}

extension MonthReport {
  /// The office's language, Japanese over several offices.
  var lang: Language { office.flatMap { Language(rawValue: $0.language) } ?? .ja }
}
