import Paper

/// Draws a chart from the numbers of the page's drawing, at a scale. Series differ by pattern, dash and marker as well as by
/// colour, so that a black and white print loses nothing.
struct ChartDrawing {
  let chart: Chart
  let layout: ChartLayout
  let scale: Double
  let lang: Language
  let set: Typesetter

  private enum Anchor { case start, middle, end }

  func draw(on canvas: Canvas, x: Double, y: Double) {
    let pen = Pen(drawing: self, canvas: canvas, x: x, y: y)
    pen.legend()
    pen.axis()
    switch chart.kind {
    case .bar: pen.bars()
    case .line: pen.curves()
    }
  }

  /// The drawing at its place on a page; its coordinates are those of the layout.
  private struct Pen {
    let drawing: ChartDrawing
    let canvas: Canvas
    let x: Double
    let y: Double

    var chart: Chart { drawing.chart }
    var layout: ChartLayout { drawing.layout }
    var scale: Double { drawing.scale }

    func legend() {
      for entry in layout.legend {
        switch chart.kind {
        case .bar: bar(entry.series, x: entry.x + 1, y: entry.y - 10, width: 22, height: 12)
        case .line:
          let y = entry.y - 5
          line(entry.series, [(entry.x, y), (entry.x + 28, y)])
          marker(entry.series, x: entry.x + 14, y: y)
        }
        label(entry.name, x: entry.x + 33, y: entry.y)
      }
    }

    func axis() {
      if !chart.unit.isEmpty {
        let unit = truncate(printable(chart.unit), width: 40)
        label(drawing.lang == .ja ? "（\(unit)）" : "(\(unit))", x: 0, y: layout.top - 16)
      }
      for tick in layout.axis.ticks {
        let y = layout.y(tick: tick)
        canvas.stroke(
          points([(layout.left, y), (layout.right, y)]), ink: tick == 0 ? .ink : .grid, thickness: 1 * scale)
        label(String(tick), x: layout.left - 6, y: y + 4.5, anchor: .end)
      }
      for (at, lines) in layout.labels.enumerated() {
        for (row, text) in lines.enumerated() {
          let half = textWidth(text, size: 13) / 2
          // A label left standing for several categories may be wider than its own: it stays within the drawing.
          let x = min(max(layout.middle(at), half), ChartLayout.width - half)
          label(text, x: x, y: layout.bottom + 17 * Double(row + 1), anchor: .middle)
        }
      }
    }

    func bars() {
      let count = Double(chart.series.count)
      let width = layout.barWidth(of: chart.series.count)
      for (at, series) in chart.series.enumerated() {
        let isWritten = layout.writes(series, of: chart)
        for (category, value) in series.values.enumerated() {
          let x = layout.middle(category) + width * (Double(at) - count / 2)
          let y = layout.y(value ?? 0)
          if y < layout.bottom {
            bar(at, x: x, y: y, width: width * (count > 1 ? 0.92 : 1), height: layout.bottom - y)
          }
          if isWritten {
            label(value.map(String.init) ?? "–", x: x + width / 2, y: y - 4, size: 11, anchor: .middle)
          }
        }
      }
    }

    func curves() {
      for (at, series) in chart.series.enumerated() {
        for run in series.runs where run.count > 1 {
          line(at, run.map { (layout.middle($0.category), layout.y($0.value)) })
        }
        let isWritten = layout.writes(series, of: chart)
        for run in series.runs {
          for point in run {
            let x = layout.middle(point.category)
            let y = layout.y(point.value)
            // Where points stand too close for markers only those remain that no line leads to.
            if layout.slot > 9 || run.count == 1 { marker(at, x: x, y: y) }
            if isWritten { label(String(point.value), x: x, y: y - 8, size: 11, anchor: .middle) }
          }
        }
      }
    }

    // MARK: marks

    /// A bar: the first series solid, the others patterned with an outline.
    func bar(_ series: Int, x: Double, y: Double, width: Double, height: Double) {
      let at = series % 6
      let ink = Ink(colour(series))
      let corner = point(x, y)
      let (wide, high) = (width * scale, height * scale)
      canvas.fill(x: corner.x, y: corner.y, width: wide, height: high, ink: at == 0 ? ink : .paper)
      if at > 0 {
        canvas.within(x: corner.x, y: corner.y, width: wide, height: high) { _ in
          pattern(at, ink, x: x, y: y, width: width, height: height)
        }
      }
      canvas.frame(x: corner.x, y: corner.y, width: wide, height: high, ink: ink, thickness: scale)
    }

    /// Slanted lines, dots, lying lines, slanted the other way, a grid.
    func pattern(_ at: Int, _ ink: Ink, x: Double, y: Double, width: Double, height: Double) {
      func hatch(_ from: (Double, Double), _ to: (Double, Double)) {
        canvas.stroke(points([from, to]), ink: ink, thickness: 2 * scale)
      }
      // 6 apart across the line is 6·√2 along the edge
      let slant = 8.485
      switch at {
      case 2:
        for down in stride(from: y + 3, to: y + height + 3, by: 6) {
          for right in stride(from: x + 3, to: x + width + 3, by: 6) {
            let place = point(right, down)
            canvas.disc(x: place.x, y: place.y, radius: 1.6 * scale, fill: ink)
          }
        }
      case 1:
        for start in stride(from: x - height, to: x + width, by: slant) {
          hatch((start, y), (start + height, y + height))
        }
      case 4:
        for start in stride(from: x - height, to: x + width, by: slant) {
          hatch((start, y + height), (start + height, y))
        }
      default:
        for down in stride(from: y + height - 3, to: y - 3, by: -6) { hatch((x, down), (x + width, down)) }
        if at == 5 {
          for right in stride(from: x + 3, to: x + width, by: 6) { hatch((right, y), (right, y + height)) }
        }
      }
    }

    func line(_ series: Int, _ at: [(Double, Double)]) {
      canvas.stroke(
        points(at), ink: Ink(colour(series)), thickness: 2 * scale, dash: dash(series).map { Double($0) * scale })
    }

    /// A point of a line, in a shape of its series: disc, square, triangle, diamond, ring, open square.
    func marker(_ series: Int, x: Double, y: Double) {
      let ink = Ink(colour(series))
      let fill = series % 6 > 3 ? Ink.paper : ink
      func shape(_ corners: [(Double, Double)]) {
        let points = points(corners.map { (x + $0.0, y + $0.1) })
        canvas.fill(points, ink: fill)
        canvas.stroke(points, ink: ink, thickness: 1.5 * scale, isClosed: true)
      }
      switch series % 6 {
      case 0, 4:
        let place = point(x, y)
        canvas.disc(x: place.x, y: place.y, radius: 3.6 * scale, fill: fill, edge: ink, thickness: 1.5 * scale)
      case 1, 5: shape([(-3.4, -3.4), (3.4, -3.4), (3.4, 3.4), (-3.4, 3.4)])
      case 2: shape([(0, -4.8), (4.6, 3.6), (-4.6, 3.6)])
      default: shape([(0, -5), (5, 0), (0, 5), (-5, 0)])
      }
    }

    func label(_ text: String, x: Double, y: Double, size: Double = 13, anchor: Anchor = .start) {
      let setting = drawing.set.line(text, Style(size: size * scale))
      let place = point(x, y)
      let back =
        switch anchor {
        case .start: 0.0
        case .middle: setting.extent / 2
        case .end: setting.extent
        }
      // the baseline within the line that a setting draws
      let above = (setting.style.pitch - setting.style.size) / 2 + setting.style.size * 0.88
      setting.draw(on: canvas, x: place.x - back, y: place.y - above)
    }

    func point(_ x: Double, _ y: Double) -> (x: Double, y: Double) { (self.x + x * scale, self.y + y * scale) }

    func points(_ all: [(Double, Double)]) -> [(x: Double, y: Double)] { all.map { point($0.0, $0.1) } }
  }
}
