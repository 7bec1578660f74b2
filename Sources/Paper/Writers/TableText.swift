/// The table for a terminal: a header, a thin rule, rows; columns are as wide as their widest cell.
///
/// With a width, wrapping and truncating columns give way, widest first; where even that is too wide each row becomes a
/// card, so nothing is ever cut that was to stay whole. Without a width (a pipe) nothing gives way.
/// `rule` draws the line below the header.
func text(_ table: Table, lang: Language, width: Int?, colour: Bool, rule: String = "─") -> String {
  var lines: [String] = []
  if let caption = table.caption {
    lines += wrap(printable(caption), width: width ?? .max).map { colour ? bold($0) : $0 } + [""]
  }
  if table.rows.isEmpty {
    lines += wrap(printable(table.empty(lang), keeping: .lines), width: width ?? .max)
  } else {
    lines += body(table, lang: lang, width: width, colour: colour, rule: rule)
  }
  if !table.footnotes.isEmpty {
    lines.append("")
    for footnote in table.footnotes { lines += wrap(printable(footnote, keeping: .lines), width: width ?? .max) }
  }
  return lines.joined(separator: "\n") + "\n"
}

private let gap = 2

private func body(_ table: Table, lang: Language, width: Int?, colour: Bool, rule: String) -> [String] {
  let shown = table.columns.indices.filter { table.columns[$0].isShown }
  let columns = shown.map { table.columns[$0] }
  let titles = columns.map { printable($0.title(lang)) }
  let rows = table.rows.map { row in
    shown.map { at in
      printable(row[at].human(lang), keeping: table.columns[at].fit == .wrap ? .lines : .nothing)
    }
  }
  var natural = titles.map(\.displayWidth)
  for row in rows {
    for (at, cell) in row.enumerated() {
      let widest = cell.split(separator: "\n").map(\.displayWidth).max() ?? 0
      natural[at] = max(natural[at], widest)
    }
  }
  guard let widths = fitted(natural, titles: titles, columns: columns, width: width) else {
    return cards(table, lang: lang, width: width, colour: colour)
  }
  let header = line(titles.map { [$0] }, widths: widths, columns: columns).first ?? ""
  let rule = String(repeating: rule, count: widths.reduce(0, +) + gap * max(0, widths.count - 1))
  var lines = colour ? [bold(header), dim(rule)] : [header, rule]
  for row in rows {
    let cells = row.indices.map { at in
      columns[at].fit == .wrap ? wrap(row[at], width: widths[at]) : [truncate(row[at], width: widths[at])]
    }
    lines += line(cells, widths: widths, columns: columns)
  }
  return lines
}

/// The widths that fit, or nil where nothing more can give way. A flexible column keeps its title and 8 columns.
private func fitted(_ natural: [Int], titles: [String], columns: [Column], width: Int?) -> [Int]? {
  guard let width else { return natural }
  var widths = natural
  let room = width - gap * max(0, widths.count - 1)
  let least = columns.indices.map { at in
    columns[at].fit == .whole ? natural[at] : min(natural[at], max(8, titles[at].displayWidth))
  }
  if least.reduce(0, +) > room { return nil }
  var excess = widths.reduce(0, +) - room
  while excess > 0 {
    let candidates = widths.indices.filter { widths[$0] > least[$0] }
    guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { return nil }
    widths[widest] -= 1
    excess -= 1
  }
  return widths
}

private func line(_ cells: [[String]], widths: [Int], columns: [Column]) -> [String] {
  (0..<(cells.map(\.count).max() ?? 0)).map { row in
    var result = ""
    var owed = 0
    for (at, cell) in cells.enumerated() {
      let part = row < cell.count ? cell[row] : ""
      let blank = max(0, widths[at] - part.displayWidth)
      let before = columns[at].alignment == .right ? blank : 0
      if !part.isEmpty {
        result += String(repeating: " ", count: owed + before) + part
        owed = 0
      } else {
        owed += before
      }
      owed += blank - before + gap
    }
    return result
  }
}

private func cards(_ table: Table, lang: Language, width: Int?, colour: Bool) -> [String] {
  Array(table.records.map { cardLines($0, lang: lang, width: width, colour: colour) }.joined(separator: [""]))
}
