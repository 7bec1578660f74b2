import Paper

/// What one sheet holds, in the order in which it is read.
struct SheetPlan {
  enum Item {
    case prose(String, CellStyle)
    /// Titles with their values beside them.
    case pairs([(title: String, value: CellValue)])
    case grid(SheetGrid)
    /// A chart beside its figures.
    case chart(Chart, SheetGrid)
  }

  let name: String
  let isOverview: Bool
  var items: [Item]

  /// The tables that have columns of their own.
  var grids: [SheetGrid] {
    items.compactMap { item in
      switch item {
      case .grid(let grid), .chart(_, let grid): grid
      case .prose, .pairs: nil
      }
    }
  }
}

/// A table whose cells are Excel's.
struct SheetGrid {
  var caption: String?
  let heads: [(title: String, isRight: Bool)]
  var rows: [[CellValue]] = []
  var footnotes: [String] = []
  /// What stands in the place of rows where there is none.
  var empty = ""
}

extension Document {
  /// The overview, which goes on through a first section of key figures, then a sheet for each further section.
  var sheets: [SheetPlan] {
    var sheets = [SheetPlan(name: Words(ja: "概要", en: "Overview")(lang), isOverview: true, items: masthead)]
    for (at, block) in blocks.enumerated() {
      if case .heading(let text, 2) = block {
        if sheets.count > 1 || !opensWithFigures(at) {
          sheets.append(SheetPlan(name: text, isOverview: false, items: []))
        }
      }
      sheets[sheets.count - 1].items += items(of: block)
    }
    return sheets
  }

  /// Whether nothing but prose comes before this heading, and key figures come in its section.
  private func opensWithFigures(_ heading: Int) -> Bool {
    guard blocks[..<heading].allSatisfy({ $0.key == nil }) else { return false }
    for block in blocks[(heading + 1)...] {
      switch block {
      case .heading(_, 2): return false
      case .figures: return true
      default: continue
      }
    }
    return false
  }

  private var masthead: [SheetPlan.Item] {
    var items: [SheetPlan.Item] = [.prose(title, CellStyle(size: 16, isBold: true, wraps: true))]
    if let subtitle { items.append(.prose(subtitle, CellStyle(size: 12, wraps: true))) }
    let fields = meta.fields.filter(\.isShown)
    if !fields.isEmpty {
      items.append(.pairs(fields.map { (title: $0.title(lang), value: CellValue($0.cell, lang: lang)) }))
    }
    return items
  }

  private func items(of block: Block) -> [SheetPlan.Item] {
    switch block {
    case .heading(let text, 2): [.prose(text, CellStyle(size: 14, isBold: true, wraps: true))]
    case .heading(let text, let level): [.prose(text, CellStyle(size: level == 3 ? 12 : 11, isBold: true, wraps: true))]
    case .paragraph(let text): [.prose(text, .prose)]
    case .notes(let notes): notes.map { .prose((lang == .ja ? "・" : "- ") + $0, .prose) }
    case .figures(let figures, _): [.grid(grid(of: figures))]
    case .table(let table, _): [.grid(grid(of: table))]
    case .chart(let chart): [.chart(chart, grid(of: chart))]
    case .box(let box):
      [
        box.label.map { .prose($0, CellStyle(size: 11, isBold: true, wraps: true)) },
        box.text.map { .prose($0, .prose) },
      ]
      .compactMap(\.self)
    case .form(let form): [.grid(grid(of: form.table))]
    case .ticks(let ticks): [.grid(grid(of: ticks.table()))]
    }
  }

  private func grid(of table: Table) -> SheetGrid {
    let shown = table.columns.indices.filter { table.columns[$0].isShown }
    var grid = SheetGrid(
      caption: table.caption,
      heads: shown.map { (title: table.columns[$0].title(lang), isRight: table.columns[$0].alignment == .right) })
    // the head says it already
    if grid.caption == grid.heads.first?.title && !table.rows.isEmpty { grid.caption = nil }
    grid.rows = table.rows.map { row in shown.map { CellValue(row[$0], lang: lang) } }
    grid.footnotes = table.footnotes
    grid.empty = table.empty(lang)
    return grid
  }

  /// The figures below each other, with a column for each basis that one of them is compared to.
  private func grid(of figures: [Figure]) -> SheetGrid {
    let bases = Comparison.Basis.allCases.filter { basis in
      figures.contains { $0.comparisons.contains { $0.basis == basis } }
    }
    let hasUnits = figures.contains { !$0.unit(lang).isEmpty }
    let title = Words(ja: "指標", en: "Figure")(lang)
    let value = Words(ja: "値", en: "Value")(lang)
    var grid = SheetGrid(heads: [(title: title, isRight: false), (title: value, isRight: true)])
    if hasUnits { grid.add(Words(ja: "単位", en: "Unit")(lang), isRight: false) }
    for basis in bases { grid.add(basis.title(lang), isRight: true) }
    for figure in figures {
      var row = [CellValue.text(figure.label(lang)), CellValue(figure.value, lang: lang)]
      if hasUnits { row.append(.text(figure.unit(lang))) }
      row += bases.map { basis in
        figure.comparisons.first { $0.basis == basis }.map { CellValue($0.cell, lang: lang) } ?? .blank
      }
      grid.rows.append(row)
    }
    return grid
  }

  private func grid(of chart: Chart) -> SheetGrid {
    var grid = grid(of: chart.table)
    if let note = chart.note { grid.footnotes.append(note) }
    if grid.rows.contains(where: { $0.contains(.blank) }) {
      grid.footnotes.append(chart.gap.emptyRemark(lang))
    }
    return grid
  }
}

extension SheetGrid {
  fileprivate mutating func add(_ title: String, isRight: Bool) {
    self = SheetGrid(
      caption: caption, heads: heads + [(title: title, isRight: isRight)], rows: rows, footnotes: footnotes,
      empty: empty)
  }
}
