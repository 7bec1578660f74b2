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
      "報告の言語は --lang、なければ所の言語です(環境の言語には左右されません)。締めた月は、締めたときのまま出ます。",
      "The report's language is --lang, else the office's; never the locale's. A closed month is printed as it was closed."
    ))

  @Argument(help: .said("年月(2026-10、令和8年10月)", "month (2026-10)")) var month: String
  @Option(help: .said("所のコード(なければ、見られるすべての所)", "office code (default: all you may see)")) var office: String?
  @Option(help: .said("事業のコード(その事業の分だけを数える)", "program code: count only what belongs to it")) var program: String?
  @Option(help: .said("text(既定)、json、csv、html、pdf、xlsx", "text (default), json, csv, html, pdf or xlsx"))
  var format: ReportFormat = .text
  @Option(help: .said("CSV の文字: utf-8(既定、BOM つき)、cp932", "characters of CSV: utf-8 (default, with a BOM) or cp932"))
  var encoding: CSVEncoding = .utf8
  @Option(help: .said("締めた月の何版か(既定は最新)", "which edition of a closed month (default: the latest)")) var edition: Int?
  @Option(
    name: .customLong("for"),
    help: .said("誰のための版か: internal(既定)、commissioner、public", "whom it is for: internal (default), commissioner, public")
  )
  var audience: Audience = .internal
  @Option(help: .said("書き出す先(「-」か省略で標準出力)", "where to write (default: standard output)")) var output: String?
  @Option(help: .said("報告の言語 ja か en(既定は所の言語)", "the report's language, ja or en (default: the office's)"))
  var lang: Language?

  func run(at desk: Desk) throws {
    let month = try ReportMonth(parsing: self.month)
    try encoding.demand(csvAmong: [format])
    let toTerminal = output == nil || output == "-"
    if toTerminal { try desk.demandReadable(format.rawValue, isBinary: format.isBinary) }
    let (whole, file) = try desk.untampered {
      // what was kept, byte for byte, is the office's own edition
      try MonthReport.read(
        month, office: office, program: program, edition: edition,
        format: audience == .internal ? format.rawValue : nil, lang: lang?.rawValue, in: desk.store())
    }
    let report = try desk.edition(of: whole, for: audience)
    var bytes =
      try file
      ?? format.bytes(
        of: report, lang: lang ?? report.lang, width: toTerminal ? desk.console.width() : nil,
        colour: toTerminal && desk.console.isColoured(.output), remark: desk.say)
    if format == .csv { bytes = try encoding.bytes(of: bytes, remark: desk.say) }
    if let output, output != "-" {
      try OutputFile.write(bytes, to: output)
      desk.say(Words(ja: "書き出しました: \(output)", en: "Written: \(output)"))
    } else {
      try desk.write(bytes)
    }
  }
}

extension Desk {
  /// Puts into words that what was kept of a closed month was changed behind the functions' back.
  func untampered<R>(_ read: () throws -> R) throws -> R {
    do { return try read() } catch is MonthReport.Tampered {
      throw Trouble.tampered
    }
  }
}

extension Trouble {
  /// What was kept of a closed month is not what was kept.
  static let tampered = Trouble(
    ja: "締めたときに保存した内容が、書き換えられています。印刷せずに、管理している人に知らせてください(ippo audit verify も実行してください)。",
    en: "What was kept when the month was closed has been changed since: it is not printed. Tell whoever runs the "
      + "server, and run `ippo audit verify`.", status: .other)
}
