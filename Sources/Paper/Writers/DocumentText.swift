/// The document for a terminal: headings, figures and tables in columns, charts as bars in text. No line is wider than
/// `width` (40 or more), which is nil where there is no terminal; `ascii` draws rules and bars without block characters.
public func text(_ document: Document, width: Int? = nil, colour: Bool = false, ascii: Bool = false) -> String {
  let pen = Pen(lang: document.lang, width: width, colour: colour, ascii: ascii)
  var parts = [pen.masthead(document)]
  parts += document.blocks.map(pen.lines)
  if let footer = document.footer { parts.append(pen.wrapped(footer)) }
  return parts.joined(separator: [""]).joined(separator: "\n") + "\n"
}

/// How a document is written at a terminal.
struct Pen {
  let lang: Language
  let width: Int?
  let colour: Bool
  let ascii: Bool

  func wrapped(_ text: String) -> [String] { wrap(printable(text, keeping: .lines), width: width ?? .max) }

  fileprivate func masthead(_ document: Document) -> [String] {
    var lines = ruled(document.title, ascii ? "=" : "═")
    if let subtitle = document.subtitle { lines += wrapped(subtitle) }
    return lines + cardLines(document.meta, lang: lang, width: width, colour: false)
  }

  fileprivate func lines(_ block: Block) -> [String] {
    switch block {
    case .heading(let text, 2): [""] + ruled(text, ascii ? "-" : "─")
    case .heading(let text, let level):
      wrapped((level == 3 ? "== " : "-- ") + printable(text)).map { colour ? bold($0) : $0 }
    case .paragraph(let text): wrapped(text)
    case .notes(let notes): notes.flatMap(item)
    case .figures(let figures, _): lines(figures)
    case .table(let table, _): lines(table)
    case .chart(let chart): self.chart(chart)
    case .box(let box): self.box(box)
    case .form(let form): self.form(form)
    case .ticks(let ticks): self.ticks(ticks)
    }
  }

  private func ruled(_ text: String, _ rule: String) -> [String] {
    let lines = wrap(printable(text), width: width ?? .max)
    let under = String(repeating: rule, count: lines.map(\.displayWidth).max() ?? 0)
    return lines.map { colour ? bold($0) : $0 } + [colour ? dim(under) : under]
  }

  private func item(_ note: String) -> [String] {
    let bullet = lang == .ja && !ascii ? "・" : "- "
    return wrap(printable(note, keeping: .lines), width: width.map { $0 - 2 } ?? .max).enumerated()
      .map { at, line in (at == 0 ? bullet : "  ") + line }
  }

  func lines(_ table: Table) -> [String] {
    text(table, lang: lang, width: width, colour: colour, rule: ascii ? "-" : "─").split(
      separator: "\n", omittingEmptySubsequences: false
    ).dropLast().map(String.init)
  }

  /// The figures as a table with a column for each basis that one of them is compared to; where that is too wide, each
  /// figure with its comparisons below it.
  private func lines(_ figures: [Figure]) -> [String] {
    let bases = Comparison.Basis.allCases.filter { basis in
      figures.contains { $0.comparisons.contains { $0.basis == basis } }
    }
    var table = Table(
      [Column("label", ja: "指標", en: "Figure"), Column("value", ja: "値", en: "Value", alignment: .right)]
        + bases.map { Column($0.rawValue, ja: $0.title.ja, en: $0.title.en, alignment: .right) })
    for figure in figures {
      let cells = bases.map { basis in
        figure.comparisons.first { $0.basis == basis }.map { plain(figure.comparison($0, lang)) } ?? ""
      }
      table.add(([figure.label(lang), figure.amount(lang)] + cells).map { .text($0) })
    }
    let wide = Pen(lang: lang, width: nil, colour: false, ascii: ascii).lines(table)
    if wide.allSatisfy({ $0.displayWidth <= width ?? .max }) { return lines(table) }
    var lines: [String] = []
    for figure in figures {
      lines += wrapped(figure.label(lang) + (lang == .ja ? "　" : ": ") + figure.amount(lang))
        .map { colour ? bold($0) : $0 }
      for comparison in figure.comparisons {
        let text = comparison.basis.title(lang) + " " + plain(figure.comparison(comparison, lang))
        lines += wrap(printable(text), width: width.map { $0 - 2 } ?? .max).map { "  " + $0 }
      }
    }
    return lines
  }

  /// In ASCII the text without arrows, whose words say the same.
  private func plain(_ text: String) -> String {
    if !ascii { return text }
    var result = ""
    var isAfterArrow = false
    for character in text {
      if isAfterArrow && character == " " { continue }
      isAfterArrow = character == "↑" || character == "↓"
      if !isAfterArrow { result.append(character == "–" ? "-" : character) }
    }
    return result
  }
}
