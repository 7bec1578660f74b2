extension Markup {
  /// The drawing of a chart that has series and categories. Series differ by pattern, dash and marker as well as by
  /// colour, so that a black and white print loses nothing.
  mutating func drawing(_ chart: Chart) {
    let layout = ChartLayout(chart, lang: lang)
    let title = name("s")
    let description = name("s")
    let pattern = name("p")
    element(
      "svg",
      [
        "class": "chart", "viewBox": "0 0 \(units(ChartLayout.width)) \(units(layout.height))", "role": "img",
        "aria-labelledby": title, "aria-describedby": description,
      ]
    ) { page in
      page.element("title", ["id": title], text: chart.title)
      page.element("desc", ["id": description], text: chart.sentence(page.lang))
      page.newLine()
      if chart.kind == .bar {
        page.element("defs") { page in
          for at in chart.series.indices.prefix(6).dropFirst() { page.pattern(at, id: "\(pattern)-\(at)") }
        }
      }
      page.legend(chart, layout, pattern: pattern)
      page.axis(chart, layout)
      switch chart.kind {
      case .bar: page.bars(chart, layout, pattern: pattern)
      case .line: page.curves(chart, layout)
      }
    }
  }

  private mutating func legend(_ chart: Chart, _ layout: ChartLayout, pattern: String) {
    for entry in layout.legend {
      switch chart.kind {
      case .bar: bar(entry.series, x: entry.x + 1, y: entry.y - 10, width: 22, height: 12, pattern: pattern)
      case .line:
        let y = entry.y - 5
        line(
          x1: entry.x, y1: y, x2: entry.x + 28, y2: y, stroke: colour(entry.series), width: "2",
          dash: dashArray(entry.series))
        marker(entry.series, x: entry.x + 14, y: y)
      }
      label(entry.name, x: entry.x + 33, y: entry.y, anchor: "start")
      newLine()
    }
  }

  private mutating func axis(_ chart: Chart, _ layout: ChartLayout) {
    if !chart.unit.isEmpty {
      let unit = truncate(printable(chart.unit), width: 40)
      label(lang == .ja ? "（\(unit)）" : "(\(unit))", x: 0, y: layout.top - 16, anchor: "start")
    }
    for tick in layout.axis.ticks {
      let y = layout.y(tick: tick)
      line(x1: layout.left, y1: y, x2: layout.right, y2: y, stroke: tick == 0 ? Palette.ink : Palette.grid, width: "1")
      label(String(tick), x: layout.left - 6, y: y + 4.5, anchor: "end")
    }
    newLine()
    for (at, lines) in layout.labels.enumerated() {
      for (row, text) in lines.enumerated() {
        let half = textWidth(text, size: 13) / 2
        // A label left standing for several categories may be wider than its own: it stays within the drawing.
        let x = min(max(layout.middle(at), half), ChartLayout.width - half)
        label(text, x: x, y: layout.bottom + 17 * Double(row + 1), anchor: "middle")
      }
    }
    newLine()
  }

  private mutating func bars(_ chart: Chart, _ layout: ChartLayout, pattern: String) {
    let count = Double(chart.series.count)
    let width = layout.barWidth(of: chart.series.count)
    for (at, series) in chart.series.enumerated() {
      let isWritten = layout.writes(series, of: chart)
      for (category, value) in series.values.enumerated() {
        let x = layout.middle(category) + width * (Double(at) - count / 2)
        let y = layout.y(value ?? 0)
        if y < layout.bottom {
          bar(at, x: x, y: y, width: width * (count > 1 ? 0.92 : 1), height: layout.bottom - y, pattern: pattern)
        }
        if isWritten {
          label(value.map(String.init) ?? "–", x: x + width / 2, y: y - 4, anchor: "middle", style: "small")
        }
      }
      newLine()
    }
  }

  private mutating func curves(_ chart: Chart, _ layout: ChartLayout) {
    for (at, series) in chart.series.enumerated() {
      for run in series.runs where run.count > 1 {
        let points = run.map { "\(units(layout.middle($0.category))),\(units(layout.y($0.value)))" }
        empty(
          "polyline",
          [
            "points": points.joined(separator: " "), "fill": "none", "stroke": colour(at), "stroke-width": "2",
            "stroke-dasharray": dashArray(at),
          ])
      }
      let isWritten = layout.writes(series, of: chart)
      for run in series.runs {
        for point in run {
          // Where points stand too close for markers only those remain that no line leads to.
          let x = layout.middle(point.category)
          let y = layout.y(point.value)
          if layout.slot > 9 || run.count == 1 { marker(at, x: x, y: y) }
          if isWritten { label(String(point.value), x: x, y: y - 8, anchor: "middle", style: "small") }
        }
      }
      newLine()
    }
  }
}

extension Chart.Series {
  /// The stretches between its gaps.
  package var runs: [[(category: Int, value: Int)]] {
    var runs: [[(category: Int, value: Int)]] = []
    var isOpen = false
    for (category, value) in values.enumerated() {
      guard let value else {
        isOpen = false
        continue
      }
      if !isOpen { runs.append([]) }
      runs[runs.count - 1].append((category, value))
      isOpen = true
    }
    return runs
  }
}
