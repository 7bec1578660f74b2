/// The document's figures as CSV in long form: a line a value, with its section (the key of its block), its key within
/// it, what people call it, the value in its machine form, and the comparisons of key figures. Excel's mark, CR LF and
/// the guard against formulas are those of every CSV here. Prose, captions and notes are not data and stay out.
public func csv(_ document: Document) -> [UInt8] {
  var sheet = LongSheet(lang: document.lang)
  sheet.add(document)
  return sheet.bytes
}

private struct LongSheet {
  let lang: Language
  private(set) var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]

  init(lang: Language) {
    self.lang = lang
    csvLine(&bytes, ["section", "key", "label", "value"] + Comparison.Basis.allCases.map(\.rawValue))
  }

  mutating func add(_ document: Document) {
    let title = Words(ja: "表題", en: "Title")
    let subtitle = Words(ja: "副題", en: "Subtitle")
    line("document", "title", title(lang), .text(document.title))
    if let text = document.subtitle { line("document", "subtitle", subtitle(lang), .text(text)) }
    for field in document.meta.fields { line("document", field.key, field.title(lang), field.cell) }
    for block in document.blocks {
      switch block {
      case .heading, .paragraph, .notes: break
      case .figures(let figures, let key):
        for figure in figures {
          line(key, figure.key, figure.label(lang), figure.value, comparisons: figure.comparisons)
        }
      case .table(let table, let key): add(table, section: key)
      case .chart(let chart): if !chart.isOfTable { add(chart) }
      case .box(let box): line(box.key, "text", box.label ?? "", .text(orNull: box.text))
      case .form(let form): for field in form.rows.joined() { line(form.key, field.key, field.label, field.cell) }
      case .ticks: break  // boxes to tick hold no figure
      }
    }
  }

  /// A line for each cell that is not the row's heading: `home_visit.count`, 「訪問 / 延件数」. A row is headed by its
  /// columns before the first that is set to the right, or by its first; a table of one column by the row's number.
  private mutating func add(_ table: Table, section: String) {
    let columns = table.columns
    let firstNumber = columns.firstIndex { $0.alignment == .right } ?? 0
    let heads = columns.count < 2 ? 0 : max(1, firstNumber)
    for (at, row) in table.rows.enumerated() {
      let key = heads == 0 ? String(at + 1) : row.prefix(heads).map(\.machine).joined(separator: ".")
      let label = heads == 0 ? String(at + 1) : row.prefix(heads).map { $0.human(lang) }.joined(separator: " ")
      for (column, cell) in zip(columns, row).dropFirst(heads) {
        line(section, "\(key).\(column.key)", "\(label) / \(column.title(lang))", cell)
      }
    }
  }

  private mutating func add(_ chart: Chart) {
    for (at, category) in chart.categories.enumerated() {
      for series in chart.series {
        line(
          chart.key, "\(category.machine).\(series.key)", "\(category.human(lang)) / \(series.name(lang))",
          .integer(orNull: series.values[at]))
      }
    }
  }

  private mutating func line(
    _ section: String, _ key: String, _ label: String, _ value: Cell, comparisons: [Comparison] = []
  ) {
    let others = Comparison.Basis.allCases.map { basis in
      comparisons.first { $0.basis == basis }.map { csvField($0.cell) } ?? ""
    }
    csvLine(&bytes, [guarded(section), guarded(key), guarded(label), csvField(value)] + others)
  }
}
