import Paper
import Testing

@Suite("Charts")
struct ChartTests {
  @Test(
    "the axis begins at 0 and has whole ticks in steps of 1, 2 or 5",
    arguments: [
      (0, [0, 1]), (1, [0, 1]), (3, [0, 1, 2, 3]), (5, [0, 1, 2, 3, 4, 5]), (6, [0, 2, 4, 6]), (11, [0, 5, 10, 15]),
      (41, [0, 10, 20, 30, 40, 50]), (102, [0, 50, 100, 150]), (257, [0, 100, 200, 300]),
    ] as [(Int, [UInt64])])
  func axis(highest: Int, ticks: [UInt64]) {
    #expect(Axis([nil, highest, 0, -5]).ticks == ticks)
  }

  @Test("the axis holds the greatest number there is")
  func greatest() {
    let axis = Axis([Int.max])
    #expect(axis.ticks.count <= 6 && axis.top >= UInt64(Int.max))
    #expect(axis.share(Int.max) <= 1 && axis.share(-3) == 0)
  }

  @Test("everything is drawn within the drawing, whatever the numbers are", arguments: 0..<40)
  func within(seed: Int) throws {
    var dice = Dice(state: UInt64(seed))
    let count = [1, 2, 7, 12, 31, 150].randomElement(using: &dice) ?? 1
    let highest = [0, 1, 9, 5000, Int.max].randomElement(using: &dice) ?? 1
    let series = (0..<Int.random(in: 1...7, using: &dice)).map { _ in
      (0..<count).map { _ in
        Bool.random(using: &dice) || seed % 3 == 0 ? Int.random(in: min(0, highest - 9)...highest, using: &dice) : nil
      }
    }
    let label = ["月", "番目の地域包括支援センター窓口", " a label of words", "AVeryLongWordWithoutBlanks"].randomElement(using: &dice)
    for kind in [Chart.Kind.bar, .line] {
      try expectWithin(page(chart(kind, series, label: label ?? "")))
    }
  }

  @Test("no data anywhere, or 0 everywhere, still is a drawing", arguments: [nil, 0] as [Int?])
  func nothing(value: Int?) throws {
    for kind in [Chart.Kind.bar, .line] { try expectWithin(page(chart(kind, [[value, value, value]]))) }
  }

  @Test("a chart without categories or series says so in words")
  func empty() throws {
    let page = page(chart(.bar, []))
    #expect(page.contains("<p>推移：データがありません。</p>") && !page.contains("<svg"))
  }

  @Test("a missing value leaves a gap in a line and a dash under no bar, and the page says what the dash means")
  func gaps() throws {
    let line = try elements(page(chart(.line, [[1, 2, nil, 4, nil, 6, 7]])))
    #expect(line.filter { $0.name == "polyline" }.count == 2)
    #expect(line.filter { $0.name == "circle" }.count == 5)
    let bars = try elements(page(chart(.bar, [[1, nil, 0]])))
    #expect(bars.filter { $0.name == "rect" }.count == 1)
    #expect(bars.filter { $0.name == "text" && $0.attributes["class"] == "small" }.map(\.text) == ["1", "–", "0"])
    #expect(bars.contains { $0.text == "「–」はデータがないことを表します。" })
    #expect(try !elements(page(chart(.bar, [[1, 0]]))).contains { $0.text.contains("「–」") })
  }

  @Test("six series differ without colour: in pattern where they are bars, in dash and marker where they are lines")
  func patterns() throws {
    let series = (0..<6).map { [$0 + 1, $0 + 2] as [Int?] }
    let bars = try elements(page(chart(.bar, series)))
    #expect(
      Set(bars.filter { $0.name == "rect" && $0.ancestors.last == "svg" }.compactMap { $0.attributes["fill"] }).count
        == 6)
    let lines = try elements(page(chart(.line, series))).filter { $0.name == "polyline" }
    #expect(Set(lines.map { $0.attributes["stroke-dasharray"] ?? "" }).count == 6)
  }

  @Test("twelve months stand side by side below the drawing, long names below each other")
  func values() throws {
    let months = try elements(page(chart(.line, [Array(repeating: 3, count: 12), Array(repeating: 4, count: 12)])))
    #expect(months.filter { $0.name == "tr" }.count == 3)
    let places = try elements(page(chart(.bar, [Array(repeating: 3, count: 12)], label: "地域若者サポートステーション")))
    #expect(places.filter { $0.name == "tr" }.count == 13)
  }

  @Test("the sentence says kind, span, highest and lowest, and what is missing, in both languages")
  func sentence() {
    let some = chart(.line, [[3, 9, nil, 2, 9]])
    #expect(
      some.sentence(.ja) == "推移の折れ線グラフ。「1月」から「5月」まで5区分、単位は件。"
        + "系列0：最多は9（2月ほか）、最少は2（4月）、1月の3から5月の9へ、データなし1。")
    let bars = chart(.bar, [[4, 4], [nil, nil]], label: "", unit: "")
    #expect(
      bars.sentence(.en) == "推移, a bar chart: 2 categories from 1 to 2. Series 0: always 4. Series 1: no data.")
    #expect(chart(.bar, [[7]]).sentence(.ja) == "推移の棒グラフ。区分は「1月」のみ、単位は件。系列0：7。")
  }

  @Test("the figures of a chart are a table, a category a row")
  func table() {
    let table = chart(.bar, [[1, nil], [3, 4]]).table
    #expect(table.rows.map { $0.map { $0.human(.ja) } } == [["1月", "1", "3"], ["2月", "", "4"]])
    #expect(table.columns.map { $0.title(.en) } == ["Category", "Series 0", "Series 1"])
  }

  @Test("a series with a value too few stops the program")
  func tooFew() async {
    await #expect(processExitsWith: .failure) {
      var chart = Chart("c", title: "t", kind: .bar, categories: [.text("a"), .text("b")])
      chart.add("s", ja: "s", en: "s", [1])
    }
  }
}

private func expectWithin(_ page: String) throws {
  let parts = try elements(page)
  let drawing = try #require(parts.first { $0.name == "svg" })
  let box = drawing.attributes["viewBox"]?.split(separator: " ").compactMap { Double($0) } ?? []
  try #require(box.count == 4)
  var count = 0
  func check(_ part: Element, x: Double?, y: Double?) {
    count += 1
    let isWithin = [x.map { (0...box[2]).contains($0) }, y.map { (0...box[3]).contains($0) }].allSatisfy { $0 != false }
    #expect(isWithin, "\(part) in \(box)")
  }
  for part in parts where part.ancestors.last == "svg" {
    func number(_ key: String) -> Double? { part.attributes[key].flatMap(Double.init) }
    check(part, x: number("x"), y: number("y"))
    check(part, x: number("x1"), y: number("y1"))
    check(part, x: number("x2"), y: number("y2"))
    check(part, x: number("cx"), y: number("cy"))
    if let x = number("x"), let y = number("y"), let width = number("width"), let height = number("height") {
      #expect(width > 0 && height > 0)
      check(part, x: x + width, y: y + height)
    }
    for point in part.attributes["points"]?.split(separator: " ") ?? [] {
      let pair = point.split(separator: ",").compactMap { Double($0) }
      try #require(pair.count == 2)
      check(part, x: pair[0], y: pair[1])
    }
    if part.name == "text", let x = number("x") {
      let wide = Double(part.text.displayWidth) * (part.attributes["class"] == "small" ? 5.5 : 6.5)
      switch part.attributes["text-anchor"] {
      case "start": check(part, x: x + wide, y: nil)
      case "end": check(part, x: x - wide, y: nil)
      default:
        check(part, x: x - wide / 2, y: nil)
        check(part, x: x + wide / 2, y: nil)
      }
    }
  }
  #expect(count > 10)
}
