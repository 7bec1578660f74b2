extension Markup {
  /// A table in a box of its own, which scrolls where the page is too narrow; each column and each row has its heading.
  /// `style` is a class of the style sheet; a caption that is already said outside stands in `labelledBy`.
  mutating func table(_ table: Table, style: String? = nil, labelledBy outside: String? = nil) {
    // A short table stays on one printed page, with its footnotes.
    element("div", ["class": table.rows.count <= 10 ? "table short" : "table"]) { page in
      let caption = table.caption.map { (text: $0, id: page.name("t")) }
      if table.rows.isEmpty {
        if let caption { page.element("p") { $0.element("strong", ["id": caption.id], text: caption.text) } }
        page.element("p") { $0.lines(table.empty($0.lang)) }
      } else {
        let label = caption?.id ?? outside ?? page.heading
        page.element("div", ["class": "scroll", "role": "region", "aria-labelledby": label, "tabindex": "0"]) { page in
          page.element("table", ["class": style]) { page in
            page.newLine()
            if let caption {
              page.element("caption", ["id": caption.id], text: caption.text)
              page.newLine()
            }
            page.rows(table)
          }
        }
      }
      for footnote in table.footnotes {
        page.newLine()
        page.element("p", ["class": "note"]) { $0.lines(footnote) }
      }
    }
  }

  private mutating func rows(_ table: Table) {
    let shown = table.columns.indices.filter { table.columns[$0].isShown }
    element("thead") { page in
      page.element("tr") { page in
        for at in shown {
          let column = table.columns[at]
          page.element("th", ["scope": "col", "class": column.style], text: column.title(page.lang))
        }
      }
    }
    newLine()
    element("tbody") { page in
      page.newLine()
      for row in table.rows {
        page.element("tr") { page in
          for at in shown {
            let style = table.columns[at].style
            if at == shown.first {
              let isLong = style == nil && row[at].human(page.lang).displayWidth > 16
              page.element("th", ["scope": "row", "class": isLong ? "head" : style]) { $0.value(row[at]) }
            } else {
              page.element("td", ["class": style]) { $0.value(row[at]) }
            }
          }
        }
        page.newLine()
      }
    }
    newLine()
  }
}

extension Column {
  /// The class of its cells in the style sheet.
  fileprivate var style: String? {
    switch (alignment, fit) {
    case (.right, _): "n"
    case (.left, .wrap): "long"
    default: nil
    }
  }
}
