import ArgumentParser
import CaseCore
import CaseReport
import Edge
import Paper
import Terminal

struct Monthly: Verb {
  static let configuration = CommandConfiguration(
    commandName: "monthly",
    abstract: said("ひと月の報告", "One month's report"),
    discussion: said(
      "報告の言語は --lang、なければ所の言語です(環境の言語には左右されません)。",
      "The report's language is --lang, else the office's; never the locale's."))

  enum ReportFormat: String, ExpressibleByArgument, CaseIterable { case text, json, csv, html }

  @Argument(help: .said("年月(2026-10、令和8年10月)", "month (2026-10)")) var month: String
  @Option(help: .said("所のコード(なければ、見られるすべての所)", "office code (default: all you may see)")) var office: String?
  @Option(help: .said("text(既定)、json、csv、html", "text (default), json, csv or html")) var format: ReportFormat = .text
  @Option(help: .said("書き出す先(「-」か省略で標準出力)", "where to write (default: standard output)")) var output: String?
  @Option(help: .said("報告の言語 ja か en(既定は所の言語)", "the report's language, ja or en (default: the office's)"))
  var lang: Language?

  func run(at desk: Desk) throws {
    let month = try ReportMonth(parsing: self.month)
    let report = try MonthReport.read(month, office: office, in: desk.store())
    let lang = self.lang ?? report.office.flatMap { Language(rawValue: $0.language) } ?? .ja
    let toTerminal = output == nil || output == "-"
    let bytes: [UInt8] =
      switch format {
      case .json: render(report.record, as: .json, lang: lang)
      case .csv: csv(report.document(lang: lang))
      case .html: html(report.document(lang: lang))
      case .text:
        Array(
          text(
            report.document(lang: lang), width: toTerminal ? desk.console.width() : nil,
            colour: toTerminal && desk.console.isColoured(.output)
          ).utf8)
      }
    if let output, output != "-" {
      try OutputFile.write(bytes, to: output)
      desk.say(Words(ja: "書き出しました: \(output)", en: "Written: \(output)"))
    } else {
      try desk.write(bytes)
    }
  }
}
