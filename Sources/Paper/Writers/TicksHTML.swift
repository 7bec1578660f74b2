extension Markup {
  /// A grid to tick on paper: a box is drawn, not a control, as a page keeps nothing.
  mutating func ticks(_ ticks: Ticks) {
    element("div", ["class": "scroll", "role": "region", "aria-labelledby": heading, "tabindex": "0"]) { page in
      page.element("table", ["class": "ticks"]) { page in
        page.newLine()
        page.element("thead") { page in
          page.element("tr") { page in
            page.element("th", ["scope": "col"], text: ticks.head)
            for mark in ticks.marks { page.element("th", ["scope": "col", "class": "mark"], text: mark) }
            page.element("th", ["scope": "col", "class": "write"], text: ticks.remark)
          }
        }
        page.newLine()
        page.element("tbody") { page in
          page.newLine()
          for line in ticks.lines {
            page.element("tr") { page in
              page.element("th", ["scope": "row"]) { $0.lines(line) }
              for _ in ticks.marks { page.element("td", ["class": "mark"]) { $0.tick() } }
              page.element("td", ["class": "write"]) { _ in }
            }
            page.newLine()
          }
        }
        page.newLine()
      }
    }
  }

  private mutating func tick() {
    let words = Words(ja: "しるしをつける四角", en: "a box to tick")
    element("span", ["class": "tick", "role": "img", "aria-label": words(lang)]) { _ in }
  }
}
