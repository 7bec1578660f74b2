import ArgumentParser
import CaseCore
import Paper
import Postgres
import Terminal

/// The options of every command that prints records.
struct Output: ParsableArguments {
  @Option(help: .said("table(既定)、json、csv", "table (default), json or csv"))
  var format: Format = .table

  @OptionGroup var speech: SpeechOption
}

/// The option of every command.
struct SpeechOption: ParsableArguments {
  @Option(help: .said("表示の言語 ja か en(既定は環境の言語)", "ja or en (default: the locale's)"))
  var lang: Language?
}

extension Desk {
  /// Prints records; a list is always complete.
  func show(_ table: Table, as format: Format) throws {
    try write(
      render(table, as: format, lang: lang, width: console.width(), colour: console.isColoured(.output)))
  }

  /// Prints one record: a card for people, an object in JSON.
  func show(_ record: Record, as format: Format) throws {
    try write(
      render(record, as: format, lang: lang, width: console.width(), colour: console.isColoured(.output)))
  }

  /// A code with the label of its list.
  func cell(_ code: String?, in list: CodeList) -> Cell {
    guard let code else { return .null }
    let entry = list[code]
    return .code(code, label: entry.map { lang == .ja ? $0.ja : $0.en } ?? code)
  }

  func cells(_ codes: [String], in list: CodeList) -> Cell { .list(codes.map { cell($0, in: list) }) }

  func cell(_ day: CalendarDate?) -> Cell {
    guard let day else { return .null }
    return .date(year: day.year, month: day.month, day: day.day, human: lang == .ja ? day.japaneseWithEra : day.english)
  }

  func cell(_ moment: Instant?) -> Cell {
    guard let moment else { return .null }
    return .instant(iso: moment.iso, human: lang == .ja ? moment.japanese : moment.english)
  }

  func cell(_ id: RecordID) -> Cell { .identifier(id.description) }
}
