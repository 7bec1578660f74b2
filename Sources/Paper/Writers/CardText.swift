/// The record for a terminal: a title and its value a line, values below each other.
func text(_ record: Record, lang: Language, width: Int?, colour: Bool) -> String {
  cardLines(record, lang: lang, width: width, colour: colour).joined(separator: "\n") + "\n"
}

/// The lines of a card. Values wrap beside their titles; where that leaves fewer than 16 columns they go below. A value
/// that is missing shows as a dash, so that "not known" is seen.
func cardLines(_ record: Record, lang: Language, width: Int?, colour: Bool) -> [String] {
  let fields = record.fields.filter(\.isShown)
  let titles = fields.map { printable($0.title(lang)) + ":" }
  let indent = (titles.map(\.displayWidth).max() ?? 0) + 1
  let room = (width ?? .max) - indent
  var lines: [String] = []
  for (field, title) in zip(fields, titles) {
    let head = colour ? bold(title) : title
    if case .record(let inner) = field.cell {
      lines += wrap(title, width: width ?? .max).map { colour ? bold($0) : $0 }
      lines += cardLines(inner, lang: lang, width: width.map { $0 - 2 }, colour: colour).map { "  " + $0 }
      continue
    }
    let value = printable(field.cell.human(lang), keeping: .lines)
    if room < 16 {
      lines += wrap(title, width: width ?? .max).map { colour ? bold($0) : $0 }
      lines += wrap(value.isEmpty ? "-" : value, width: (width ?? .max) - 2).map { "  " + $0 }
      continue
    }
    let parts = wrap(value.isEmpty ? "-" : value, width: room)
    lines.append(head + String(repeating: " ", count: indent - title.displayWidth) + (parts.first ?? ""))
    lines += parts.dropFirst().map { $0.isEmpty ? "" : String(repeating: " ", count: indent) + $0 }
  }
  return lines
}
