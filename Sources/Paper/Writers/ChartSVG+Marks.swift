// What a chart is drawn with: bars and their patterns, lines and their dashes, markers, words.
extension Markup {
  /// A bar: the first series solid, the others patterned with an outline.
  mutating func bar(_ series: Int, x: Double, y: Double, width: Double, height: Double, pattern: String) {
    let at = series % 6
    empty(
      "rect",
      [
        "x": units(x), "y": units(y), "width": units(width), "height": units(height),
        "fill": at == 0 ? colour(0) : "url(#\(pattern)-\(at))", "stroke": colour(series), "stroke-width": "1",
      ])
  }

  /// The pattern of a series: slanted lines, dots, lying lines, slanted the other way, a grid.
  mutating func pattern(_ series: Int, id: String) {
    element(
      "pattern",
      ["id": id, "width": "6", "height": "6", "patternUnits": "userSpaceOnUse", "patternTransform": turn(series)]
    ) { page in
      page.empty("rect", ["width": "6", "height": "6", "fill": Palette.paper])
      if series == 2 {
        page.empty("circle", ["cx": "3", "cy": "3", "r": "1.6", "fill": colour(series)])
        return
      }
      page.empty("path", ["d": series == 5 ? "M0 3H6M3 0V6" : "M0 3H6", "stroke": colour(series), "stroke-width": "2"])
    }
  }

  mutating func line(
    x1: Double, y1: Double, x2: Double, y2: Double, stroke: String, width: String, dash: String? = nil
  ) {
    empty(
      "line",
      [
        "x1": units(x1), "y1": units(y1), "x2": units(x2), "y2": units(y2), "stroke": stroke, "stroke-width": width,
        "stroke-dasharray": dash,
      ])
  }

  /// A point of a line, in a shape of its series: disc, square, triangle, diamond, ring, open square.
  mutating func marker(_ series: Int, x: Double, y: Double) {
    let ink = colour(series)
    let fill = series % 6 > 3 ? Palette.paper : ink
    func corners(_ offsets: [(Double, Double)]) -> String {
      offsets.map { "\(units(x + $0.0)),\(units(y + $0.1))" }.joined(separator: " ")
    }
    switch series % 6 {
    case 0, 4:
      empty(
        "circle", ["cx": units(x), "cy": units(y), "r": "3.6", "fill": fill, "stroke": ink, "stroke-width": "1.5"])
    case 1, 5:
      empty(
        "rect",
        [
          "x": units(x - 3.4), "y": units(y - 3.4), "width": "6.8", "height": "6.8", "fill": fill, "stroke": ink,
          "stroke-width": "1.5",
        ])
    case 2: empty("polygon", ["points": corners([(0, -4.8), (4.6, 3.6), (-4.6, 3.6)]), "fill": ink])
    default: empty("polygon", ["points": corners([(0, -5), (5, 0), (0, 5), (-5, 0)]), "fill": ink])
    }
  }

  mutating func label(_ text: String, x: Double, y: Double, anchor: String, style: String? = nil) {
    element("text", ["x": units(x), "y": units(y), "text-anchor": anchor, "class": style], text: text)
  }
}

package func colour(_ series: Int) -> String { Palette.series[series % Palette.series.count] }

/// The strokes and gaps of a series' line, in turn; empty for a line without gaps.
package func dash(_ series: Int) -> [Int] {
  switch series % 6 {
  case 0: []
  case 1: [7, 4]
  case 2: [2, 3]
  case 3: [10, 3, 2, 3]
  case 4: [14, 4]
  default: [4, 2, 1, 2]
  }
}

func dashArray(_ series: Int) -> String? {
  let dash = dash(series)
  return dash.isEmpty ? nil : dash.map(String.init).joined(separator: " ")
}

private func turn(_ series: Int) -> String? {
  switch series {
  case 1: "rotate(45)"
  case 4: "rotate(-45)"
  default: nil
  }
}

/// A coordinate with up to two decimals, the same on every machine.
func units(_ value: Double) -> String {
  let hundredths = Int((value * 100).rounded())
  if hundredths % 100 == 0 { return String(hundredths / 100) }
  return Cell.decimal(hundredths, places: 2).machine
}
