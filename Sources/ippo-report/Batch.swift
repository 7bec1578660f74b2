import ArgumentParser
import CaseCore
import CaseReport
import Edge
import Paper
import Terminal

struct Batch: Verb {
  static let configuration = CommandConfiguration(
    commandName: "batch",
    abstract: said(
      "見られるすべての所と事業の、ひと月の報告をまとめて作る", "One month's reports of every office you may see, and of its programs"),
    discussion: said(
      "所ごとに「所-年月.形式」、所の事業ごとに「所-事業-年月.形式」のファイルを作り、所が複数あれば全体の報告(all-offices)も作ります。"
        + "最後に manifest.json を書きます。"
        + "中身が同じファイルには触れないので、途中で止まっても、もう一度実行すれば続きからできます。",
      "Writes OFFICE-MONTH.FORMAT for each office, OFFICE-PROGRAM-MONTH.FORMAT for each of its programs, the same as "
        + "all-offices over several, and manifest.json last. Files "
        + "that hold the same already are not touched, so a batch that was interrupted is simply run again."))

  @Argument(help: .said("年月(2026-10、令和8年10月)", "month (2026-10)")) var month: String
  @Option(help: .said("書き出すフォルダー", "the folder to write into")) var output: String
  @Option(
    help: .said(
      "形式。「,」で区切る(既定は \(Batch.names))", "formats, with commas between them (default: \(Batch.names))"))
  var formats: String?
  @Option(help: .said("CSV の文字: utf-8(既定、BOM つき)、cp932", "characters of CSV: utf-8 (default, with a BOM) or cp932"))
  var encoding: CSVEncoding = .utf8
  @Option(
    name: .customLong("for"),
    help: .said(
      "誰のための版か: internal(既定)、commissioner、public", "whom they are for: internal (default), commissioner, public"))
  var audience: Audience = .internal
  @Option(help: .said("報告の言語 ja か en(既定は所の言語)", "the reports' language, ja or en (default: the office's)"))
  var lang: Language?

  private static var names: String { ReportFormat.files.map(\.rawValue).joined(separator: ",") }

  func run(at desk: Desk) throws {
    let formats = try self.formats.map(Batch.formats) ?? ReportFormat.files
    try encoding.demand(csvAmong: formats)
    let month = try ReportMonth(parsing: self.month)
    let store = try desk.store()
    // before anything is read: the figures of who writes last must be the latest
    let folder = try BatchFolder(output, manifest: "manifest\(audience.suffix).json")
    let reports = try desk.publishable(
      MonthReport.readAll(
        month, formats: audience == .internal ? formats.map(\.rawValue) : [], lang: lang?.rawValue, in: store),
      for: audience)
    guard let whole = reports.last(where: { $0.program == nil }) else {
      throw Trouble(ja: "見られる所がありません。", en: "There is no office that you may see.", status: .notFound)
    }
    let work = BatchWork(
      reports, of: month, formats: formats, encoding: encoding, lang: lang, audience: audience, folder: folder)
    let files = work.run(console: desk.console)
    let failed = files.filter(\.isFailed)
    for case .failed(let words) in failed.map(\.outcome) { desk.say(words) }
    for remark in files.flatMap(\.remarks) { desk.say(remark) }
    let head = whole.report?.edition(for: audience).figures.auditHead
    let manifest = Batch.manifest(month: month, audience: audience, auditHead: head, files: files)
    _ = try folder.put(render(manifest, as: .json, lang: .en), as: folder.manifest)
    let kept = files.count { $0.outcome == .kept }
    let written = files.count - kept - failed.count
    desk.say(
      Words(
        ja: "\(month.iso): 書き出し \(written) 件、そのまま \(kept) 件、失敗 \(failed.count) 件(\(output))。",
        en: "\(month.iso): \(written) written, \(kept) kept as they were, \(failed.count) failed (\(output))."))
    if failed.isEmpty { return }
    let names = failed.map(\.name).joined(separator: ", ")
    throw Trouble(
      ja: "作れなかったファイルがあります: \(names)", en: "Not all files were made: \(names)", status: .other)
  }

  private static func formats(_ text: String) throws -> [ReportFormat] {
    var formats: [ReportFormat] = []
    for name in InputText.folded(text).split(separator: ",", omittingEmptySubsequences: false) {
      guard let format = ReportFormat(rawValue: InputText.trimmed(String(name))), ReportFormat.files.contains(format)
      else {
        throw Trouble(
          ja: "--formats は \(names) から選び、「,」で区切ってください。", en: "--formats takes \(names), with commas between them.",
          status: .usage)
      }
      if !formats.contains(format) { formats.append(format) }
    }
    return formats
  }

  /// What was made, in the order of offices and formats. It holds no time of its own making: the same figures are the same
  /// manifest, and a file's own date says when it was written.
  private static func manifest(
    month: ReportMonth, audience: Audience, auditHead: String?, files: [BatchWork.File]
  ) -> Record {
    func cells(_ fields: [(String, Cell)]) -> Cell {
      var record = Record()
      for (key, cell) in fields { record.add(key, ja: key, en: key, cell) }
      return .record(record)
    }
    let made = files.filter { !$0.isFailed }.map { file in
      cells([
        ("office", .text(orNull: file.office)), ("program", .text(orNull: file.program)),
        ("format", .text(file.format.rawValue)), ("file", .text(file.name)),
        ("bytes", .integer(file.bytes)), ("sha256", .text(file.sha256)), ("audit_head", .text(orNull: file.auditHead)),
      ])
    }
    let failed = files.filter(\.isFailed).map { file in
      cells([
        ("office", .text(orNull: file.office)), ("program", .text(orNull: file.program)),
        ("format", .text(file.format.rawValue)), ("file", .text(file.name)),
      ])
    }
    var manifest = Record()
    manifest.add("month", ja: "month", en: "month", .text(month.iso))
    manifest.add("audience", ja: "audience", en: "audience", .text(audience.rawValue))
    manifest.add("audit_head", ja: "audit_head", en: "audit_head", .text(orNull: auditHead))
    manifest.add("files", ja: "files", en: "files", .list(made))
    manifest.add("failed", ja: "failed", en: "failed", .list(failed))
    return manifest
  }
}
