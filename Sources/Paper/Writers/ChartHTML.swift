extension Markup {
  /// A chart as a figure: its title, the drawing with its text alternative, its figures as a table, its note.
  mutating func chart(_ chart: Chart) {
    let caption = name("c")
    element("figure", ["aria-labelledby": caption]) { page in
      page.newLine()
      page.element("figcaption", ["id": caption], text: chart.title)
      page.newLine()
      if chart.series.isEmpty || chart.categories.isEmpty {
        page.element("p", text: chart.sentence(page.lang))
        page.newLine()
      } else {
        page.element("div", ["class": "scroll", "role": "region", "aria-labelledby": caption, "tabindex": "0"]) {
          $0.drawing(chart)
        }
        page.newLine()
        if !chart.isOfTable {
          page.table(chart.values(page.lang), style: "values", labelledBy: caption)
          page.newLine()
        }
      }
      if chart.hasGaps { page.element("p", ["class": "note"], text: chart.gap.remark(page.lang)) }
      if let note = chart.note { page.element("p", ["class": "note"]) { $0.lines(note) } }
    }
  }
}

extension Chart {
  /// The figures below the drawing. Few short categories stand side by side as in the drawing, others below each other.
  package func values(_ lang: Language) -> Table {
    let labels = categories.map { $0.human(lang) }
    let names = series.map { $0.name(lang) }
    let room = labels.reduce(names.map(\.displayWidth).max() ?? 0) { $0 + max(3, $1.displayWidth) + 2 }
    var table: Table
    if room > 92 {
      table = self.table
      table.caption = nil
      return table
    }
    var columns = [Column("series", ja: "系列", en: "Series")]
    for (at, label) in labels.enumerated() {
      columns.append(Column("category_\(at + 1)", ja: label, en: label, alignment: .right))
    }
    table = Table(columns)
    for series in series {
      table.add([.text(series.name(lang))] + series.values.map { .integer(orNull: $0) })
    }
    return table
  }
}
