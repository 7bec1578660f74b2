package import ArgumentParser
package import CaseCore
package import Paper
import Postgres
import Terminal

/// The options of every command that prints records.
package struct Output: ParsableArguments {
  @Option(help: .said("table(既定)、json、csv", "table (default), json or csv"))
  package var format: Format = .table

  @OptionGroup package var speech: SpeechOption

  package init() {}
}

/// The option of every command.
package struct SpeechOption: ParsableArguments {
  @Option(help: .said("表示の言語 ja か en(既定は環境の言語)", "ja or en (default: the locale's)"))
  package var lang: Language?

  package init() {}
}

extension Desk {
  /// Prints records; a list is always complete.
  package func show(_ table: Table, as format: Format) throws {
    try write(
      render(table, as: format, lang: lang, width: console.width(), colour: console.isColoured(.output)))
  }

  /// Prints one record: a card for people, an object in JSON.
  package func show(_ record: Record, as format: Format) throws {
    try write(
      render(record, as: format, lang: lang, width: console.width(), colour: console.isColoured(.output)))
  }

  /// A code with the label of its list.
  package func cell(_ code: String?, in list: CodeList) -> Cell {
    guard let code else { return .null }
    let entry = list[code]
    return .code(code, label: entry.map { lang == .ja ? $0.ja : $0.en } ?? code)
  }

  package func cells(_ codes: [String], in list: CodeList) -> Cell { .list(codes.map { cell($0, in: list) }) }

  package func cell(_ day: CalendarDate?) -> Cell {
    guard let day else { return .null }
    return .date(year: day.year, month: day.month, day: day.day, human: lang == .ja ? day.japaneseWithEra : day.english)
  }

  package func cell(_ moment: Instant?) -> Cell {
    guard let moment else { return .null }
    return .instant(iso: moment.iso, human: lang == .ja ? moment.japanese : moment.english)
  }

  package func cell(_ id: RecordID) -> Cell { .identifier(id.description) }
}
