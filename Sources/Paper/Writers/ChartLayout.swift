/// Where the parts of a chart stand, in the units of its drawing. Widths of text are estimated from above (a wide
/// character one em, any other 0.6), so that what is laid out fits whatever font draws it.
package struct ChartLayout {
  package static let width = 600.0
  package static let plotHeight = 200.0

  package struct Entry {
    package let series: Int
    package let name: String
    package let x: Double
    package let y: Double
  }

  package let axis: Axis
  package let left: Double
  package let top: Double
  package let height: Double
  package let legend: [Entry]
  /// The lines of each category's label; empty where a label is left out for want of room.
  package let labels: [[String]]

  package init(_ chart: Chart, lang: Language) {
    axis = Axis(chart.series.flatMap(\.values))
    left = 12 + textWidth(String(axis.top), size: 13)
    legend = Self.legend(chart, lang: lang)
    top = 34 + (legend.last.map { $0.y + 6 } ?? 0)
    labels = Self.labels(
      chart.categories.map { printable($0.human(lang)) },
      slot: (Self.width - 8 - left) / Double(chart.categories.count),
      mayLeaveOut: !chart.isOfTable)
    height = top + Self.plotHeight + 12 + 17 * Double(max(1, labels.map(\.count).max() ?? 0))
  }

  package var right: Double { Self.width - 8 }
  package var bottom: Double { top + Self.plotHeight }
  /// The width of one category.
  package var slot: Double { (right - left) / Double(max(1, labels.count)) }

  package func middle(_ category: Int) -> Double { left + slot * (Double(category) + 0.5) }

  package func y(_ value: Int) -> Double { bottom - Self.plotHeight * axis.share(value) }

  package func y(tick: UInt64) -> Double { bottom - Self.plotHeight * Double(tick) / Double(axis.top) }

  /// The width of one bar of a category that has so many.
  package func barWidth(of count: Int) -> Double { min(slot * 0.76 / Double(max(1, count)), 52) }

  /// Whether the values of a series are written above their places: where they do not touch each other.
  package func writes(_ series: Chart.Series, of chart: Chart) -> Bool {
    let count = chart.series.count
    if chart.kind == .line && count > 1 { return false }
    let room = count > 1 ? barWidth(of: count) : slot
    return series.values.allSatisfy { textWidth($0.map(String.init) ?? "–", size: 11) <= room }
  }

  /// The names of the series above the plot, as many in a line as fit; one series needs no legend.
  private static func legend(_ chart: Chart, lang: Language) -> [Entry] {
    if chart.series.count < 2 { return [] }
    var entries: [Entry] = []
    var x = 0.0
    var y = 14.0
    for (at, series) in chart.series.enumerated() {
      let name = truncate(printable(series.name(lang)), width: 60)
      let width = 36 + textWidth(name, size: 13)
      if x > 0 && x + width > Self.width {
        x = 0
        y += 20
      }
      entries.append(Entry(series: at, name: name, x: x, y: y))
      x += width + 18
    }
    return entries
  }

  /// Up to four lines a label, each as wide as its category. Where words would be cut, only every second, third …
  /// label is written, as long as that is for more than eight categories: months may be left out, kinds may not.
  private static func labels(_ texts: [String], slot: Double, mayLeaveOut: Bool) -> [[String]] {
    func columns(_ every: Int) -> Int { Int(slot * Double(every) / 7.2) }
    var every = 1
    if texts.count > 8, mayLeaveOut {
      let longest = texts.map(longestWord).max() ?? 0
      while every < texts.count && columns(every) < max(2, min(longest, 24)) { every += 1 }
    }
    let room = max(2, columns(every))
    return texts.enumerated().map { at, text in
      if at % every != 0 { return [] }
      let lines = wrap(text, width: room)
      if lines.count <= 4 { return lines }
      return Array(lines.prefix(3)) + [truncate(lines.dropFirst(3).joined(), width: room)]
    }
  }
}

/// The widest part of a label that should not be torn; Japanese may break between any two characters, so a label of up
/// to six of them is worth keeping whole and a longer one is not.
private func longestWord(_ text: String) -> Int {
  var longest = 0
  var run = 0
  for character in text {
    run = character == " " || character.displayWidth > 1 ? 0 : run + 1
    longest = max(longest, run)
  }
  return max(longest, min(text.displayWidth, 4))
}

/// The width of a text in a drawing, estimated from above.
package func textWidth(_ text: String, size: Double) -> Double {
  text.reduce(0) { $0 + ($1.displayWidth > 1 ? 1 : 0.6) } * size
}
