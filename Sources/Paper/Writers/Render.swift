/// How records leave a command.
public enum Format: String, Sendable, CaseIterable {
  case table, json, csv
}

/// The table's bytes in a format. `width` is the terminal's, nil where there is none; colour is for a terminal only.
/// JSON and CSV do not depend on the width, nor JSON on the language.
public func render(
  _ table: Table, as format: Format, lang: Language, width: Int? = nil, colour: Bool = false
) -> [UInt8] {
  switch format {
  case .table: Array(text(table, lang: lang, width: width, colour: colour).utf8)
  case .json: json(table)
  case .csv: csv(table, lang: lang)
  }
}

/// The record's bytes in a format: a card for people, an object in JSON, a header and one line in CSV.
public func render(
  _ record: Record, as format: Format, lang: Language, width: Int? = nil, colour: Bool = false
) -> [UInt8] {
  switch format {
  case .table: Array(text(record, lang: lang, width: width, colour: colour).utf8)
  case .json: json(record)
  case .csv: csv(record)
  }
}
