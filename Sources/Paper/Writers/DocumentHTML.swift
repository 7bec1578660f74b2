/// The document as one self-contained page: no scripts, nothing loaded from elsewhere, charts as drawings within it. It
/// reads on a telephone, prints on A4, and forbids by its own policy whatever it does not hold itself.
public func html(_ document: Document) -> [UInt8] {
  var page = Markup(lang: document.lang)
  page.literal("<!DOCTYPE html>\n")
  page.element("html", ["lang": document.lang.rawValue]) { page in
    page.newLine()
    page.element("head") { $0.head(document) }
    page.newLine()
    page.element("body", ["class": document.style == .sheet ? "sheet" : nil]) { page in
      page.newLine()
      page.element("header") { $0.masthead(document) }
      page.newLine()
      page.element("main") { page in
        page.newLine()
        for block in document.blocks {
          page.block(block)
          page.newLine()
        }
      }
      page.newLine()
      if let footer = document.footer {
        page.element("footer", text: footer)
        page.newLine()
      }
    }
    page.newLine()
  }
  page.newLine()
  return page.bytes
}

extension Markup {
  fileprivate mutating func head(_ document: Document) {
    newLine()
    empty("meta", ["charset": "utf-8"])
    newLine()
    empty("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
    newLine()
    empty(
      "meta",
      ["http-equiv": "Content-Security-Policy", "content": "default-src 'none'; style-src 'unsafe-inline'"])
    newLine()
    element("title", text: [document.title, document.subtitle].compactMap { $0 }.joined(separator: " – "))
    newLine()
    switch document.style {
    case .report: style(stylesheet(footer: document.footer ?? "") + (document.hasSheetBlocks ? sheetstyle : ""))
    case .sheet: style(stylesheet(footer: nil) + sheetstyle + largestyle)
    }
  }

  fileprivate mutating func masthead(_ document: Document) {
    newLine()
    element("h1", ["id": "title"], text: document.title)
    newLine()
    if let subtitle = document.subtitle {
      element("p", ["class": "subtitle"], text: subtitle)
      newLine()
    }
    let fields = document.meta.fields.filter(\.isShown)
    if fields.isEmpty { return }
    element("dl", ["class": "meta"]) { page in
      for field in fields {
        page.element("div") { page in
          page.element("dt", text: field.title(page.lang))
          page.element("dd") { $0.value(field.cell) }
        }
      }
    }
    newLine()
  }

  fileprivate mutating func block(_ block: Block) {
    switch block {
    case .heading(let text, let level):
      let id = name("h")
      switch level {
      case 2: element("h2", ["id": id], text: text)
      case 3: element("h3", ["id": id], text: text)
      default: element("h4", ["id": id], text: text)
      }
      heading = id
    case .paragraph(let text): element("p") { $0.lines(text) }
    case .notes(let notes):
      element("ul", ["class": "notes"]) { page in
        for note in notes { page.element("li") { $0.lines(note) } }
      }
    case .figures(let figures, _): self.figures(figures)
    case .table(let table, _): self.table(table)
    case .chart(let chart): self.chart(chart)
    case .box(let box): self.box(box)
    case .form(let form): self.form(form)
    case .ticks(let ticks): self.ticks(ticks)
    }
  }

  private mutating func figures(_ figures: [Figure]) {
    element("dl", ["class": "figures"]) { page in
      for figure in figures {
        page.newLine()
        page.element("div") { page in
          page.element("dt", text: figure.label(page.lang))
          page.element("dd", ["class": "value"], text: figure.amount(page.lang))
          for comparison in figure.comparisons {
            page.element("dd", ["class": "against"]) { page in
              page.element("span", ["class": "basis"], text: comparison.basis.title(page.lang))
              page.literal(" ")
              page.element("span", text: figure.comparison(comparison, page.lang))
            }
          }
        }
      }
      page.newLine()
    }
  }

  /// A cell as people read it; a dash where it is missing, so that "not known" is seen.
  mutating func value(_ cell: Cell) {
    let text = cell.human(lang)
    lines(text.isEmpty ? "–" : text)
  }
}
