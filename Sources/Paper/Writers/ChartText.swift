extension Pen {
  /// The chart as lying bars, a category a line, or a line for each series of it; the value stands behind its bar.
  func chart(_ chart: Chart) -> [String] {
    var title = printable(chart.title)
    if !chart.unit.isEmpty { title += lang == .ja ? "（\(printable(chart.unit))）" : " (\(printable(chart.unit)))" }
    var lines = wrapped(title).map { colour ? bold($0) : $0 }
    if chart.series.isEmpty || chart.categories.isEmpty { return lines + wrapped(chart.sentence(lang)) }
    lines += bars(chart)
    if let note = chart.note { lines += wrapped(note) }
    return lines
  }

  private func bars(_ chart: Chart) -> [String] {
    let labels = chart.categories.map { printable($0.human(lang)) }
    let names = chart.series.count > 1 ? chart.series.map { printable($0.name(lang)) } : [""]
    let missing = chart.gap.word(lang)
    let values = chart.series.flatMap(\.values)
    let number = values.map { ($0.map(String.init) ?? missing).displayWidth }.max() ?? 0
    let highest = max(1, values.reduce(0) { max($0, $1 ?? 0) })
    let room = width ?? 80

    // The names give way before the numbers do; the bars get what is left.
    var label = min(labels.map(\.displayWidth).max() ?? 0, max(8, room / 3))
    var name = min(names.map(\.displayWidth).max() ?? 0, max(8, room / 4))
    let gaps = 2 + (name > 0 ? 2 : 0) + 1
    let excess = label + name + gaps + number - room
    if excess > 0 { name -= min(excess, max(0, name - 4)) }
    label -= min(max(0, label + name + gaps + number - room), max(0, label - 4))
    let bar = max(0, room - label - name - gaps - number)

    var lines: [String] = []
    for (at, category) in labels.enumerated() {
      for (index, series) in chart.series.enumerated() {
        var line = padded(index == 0 ? category : "", label) + "  "
        if name > 0 { line += padded(names[index], name) + "  " }
        guard let value = series.values[at] else {
          lines.append(line + missing)
          continue
        }
        // What is not 0 is seen.
        let length = value > 0 ? max(min(1, bar), Int((Double(value) / Double(highest) * Double(bar)).rounded())) : 0
        line += String(repeating: ascii ? "#" : "▇", count: length)
        lines.append(line + (length > 0 ? " " : "") + String(value))
      }
    }
    return lines
  }

  private func padded(_ text: String, _ columns: Int) -> String {
    let cut = truncate(text, width: columns)
    return cut + String(repeating: " ", count: max(0, columns - cut.displayWidth))
  }
}
