import ArgumentParser
import CaseCore
import CaseReport
import Edge
import Paper

struct RecordSheetVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "record-sheet",
    abstract: said("支援経過記録(取扱注意)", "The record of a case's sessions; confidential"),
    discussion: said("本文を含みます。開いたことは記録されます。", "It holds the notes; that it was opened is put on record."))

  enum RecordFormat: String, ExpressibleByArgument, CaseIterable { case text, html, pdf, json, csv }

  @Argument(help: .said("コード、名前、ふりがな", "code, name or kana")) var client: String
  @Option(help: .said("この日から", "from this day")) var from: String?
  @Option(help: .said("この日まで(この日を含む)", "until this day, included")) var until: String?
  @Option(help: .said("text(既定)、html、pdf、json、csv", "text (default), html, pdf, json or csv")) var format:
    RecordFormat = .text
  @OptionGroup var output: SheetOutput

  func run(at desk: Desk) throws {
    func day(_ text: String?) throws -> CalendarDate? {
      try text.map { try CalendarDate(parsing: $0, today: desk.today, yearless: .recent) }
    }
    let (from, until) = (try day(self.from), try day(self.until))
    let reference = try desk.client(self.client)
    let store = try desk.store()
    let (client, sessions) = try Session.record(of: reference, from: from, until: until, in: store)
    let names = try Staff.names(in: store)
    let sheet = RecordSheet(
      client, office: try Office.list(in: store).first { $0.code == client.office },
      staff: client.staff.map { names[$0] ?? $0 }, from: from, until: until, printedOn: desk.today, sessions: sessions)
    switch format {
    case .text: try desk.deliver(sheet.document(lang: output.language), as: .text, to: output)
    case .html: try desk.deliver(sheet.document(lang: output.language), as: .html, to: output)
    case .pdf: try desk.deliver(sheet.document(lang: output.language), as: .pdf, to: output)
    case .json: try desk.deliver(render(sheet.record, as: .json, lang: output.language), to: output)
    case .csv: try desk.deliver(render(sheet.table, as: .csv, lang: output.language), to: output)
    }
  }
}

extension Staff {
  /// What colleagues are called, by login.
  static func names(in store: CaseStore) throws -> [String: String] {
    try list(in: store).reduce(into: [:]) { $0[$1.login] = $1.name }
  }
}
