/// The table as CSV (RFC 4180, CR LF, UTF-8): a header of the columns' keys, then machine forms, as JSON has them; a
/// labelled column is followed by `<key>_label` with its human form. Excel needs the byte-order mark to see UTF-8.
/// A caption and footnotes are not data and stay out.
func csv(_ table: Table, lang: Language, mark: Bool = true) -> [UInt8] {
  var out: [UInt8] = mark ? [0xEF, 0xBB, 0xBF] : []
  csvLine(&out, table.columns.flatMap { $0.isLabelled ? [$0.key, $0.key + "_label"] : [$0.key] })
  for row in table.rows {
    csvLine(
      &out,
      zip(table.columns, row).flatMap { column, cell in
        column.isLabelled ? [csvField(cell), guarded(cell.human(lang))] : [csvField(cell)]
      })
  }
  return out
}

/// The record as CSV: a header and one line.
func csv(_ record: Record, mark: Bool = true) -> [UInt8] {
  var out: [UInt8] = mark ? [0xEF, 0xBB, 0xBF] : []
  csvLine(&out, record.fields.map(\.key))
  csvLine(&out, record.fields.map { csvField($0.cell) })
  return out
}

func csvField(_ cell: Cell) -> String {
  cell.isNumber ? cell.machine : guarded(cell.machine)
}

/// The text with an apostrophe before it where a spreadsheet would take it for a formula; a number cell never passes
/// here, so -5 stays a number. Full-width signs count: a Japanese Excel folds them. Controls are shown, as CSV has no escape.
func guarded(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\t", "\r", "\n": result.unicodeScalars.append(scalar)
    default: result.unicodeScalars.append(contentsOf: scalar.picture)
    }
  }
  switch result.unicodeScalars.first {
  case "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠": return "'" + result
  default: return result
  }
}

func csvLine(_ out: inout [UInt8], _ fields: [String]) {
  for (at, field) in fields.enumerated() {
    if at > 0 { out.append(UInt8(ascii: ",")) }
    let needsQuotes = field.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
    if !needsQuotes {
      out += field.utf8
      continue
    }
    out.append(0x22)
    for byte in field.utf8 { out += byte == 0x22 ? [0x22, 0x22] : [byte] }
    out.append(0x22)
  }
  out += [0x0D, 0x0A]
}
