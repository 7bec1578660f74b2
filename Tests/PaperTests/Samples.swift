import Paper

/// The smallest report that has one of each block, its words chosen by the caller.
func report(_ word: String = "語", lang: Language = .ja) -> Document {
  var meta = Record()
  meta.add("office", ja: word, en: word, .code("fukuoka", label: word))
  var report = Document(title: word, subtitle: word, lang: lang, meta: meta, footer: word)
  report.heading(word)
  report.paragraph(word)
  report.figures(
    [
      Figure(
        "inquiries", ja: word, en: word, .integer(4), unit: Words(ja: word, en: word),
        comparisons: [Comparison(.previousMonth, .integer(3)), Comparison(.yearTarget, .text(word))])
    ], key: "summary")
  report.heading(word, level: 3)
  var table = Table(
    [Column("method", ja: word, en: word), Column("count", ja: word, en: word, alignment: .right)],
    caption: word, footnotes: [word])
  table.add([.code("phone", label: word), .integer(2)])
  table.add([.text(word), .null])
  report.table(table, key: "by_method")
  report.table(Table([Column("a", ja: word, en: word)], empty: Words(ja: word, en: word)), key: "nothing")
  for kind in [Chart.Kind.bar, .line] {
    var chart = Chart(
      "chart_\(kind)", title: word, kind: kind, categories: [.code("04", label: word), .text(word)], unit: word,
      note: word)
    chart.add("a", ja: word, en: word, [3, nil])
    chart.add("b", ja: word, en: word, [0, 7])
    report.chart(chart)
  }
  report.notes([word, word])
  return report
}

/// A chart over as many categories as its longest series is long.
func chart(_ kind: Chart.Kind, _ series: [[Int?]], label: String = "月", unit: String = "件") -> Chart {
  let count = series.first?.count ?? 0
  var chart = Chart(
    "chart", title: "推移", kind: kind, categories: (0..<count).map { .code("c\($0)", label: "\($0 + 1)\(label)") },
    unit: unit)
  for (at, values) in series.enumerated() { chart.add("s\(at)", ja: "系列\(at)", en: "Series \(at)", values) }
  return chart
}

func page(_ chart: Chart, lang: Language = .ja) -> String {
  var document = Document(title: "月報", lang: lang)
  document.chart(chart)
  return string(html(document))
}

/// Numbers that look like chance and are the same in every run.
struct Dice: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
