extension Markup {
  /// A framed part: its label is a heading, so that who cannot see the frame finds it too.
  mutating func box(_ box: Box) {
    let id = box.label.map { _ in name("b") }
    element("section", ["class": box.size == .large ? "box large" : "box", "aria-labelledby": id]) { page in
      page.newLine()
      if let label = box.label, let id {
        page.element("h2", ["id": id], text: label)
        page.heading = id
        page.newLine()
      }
      if let text = box.text {
        page.element("p") { $0.lines(text) }
        page.newLine()
      }
      page.room(box.lines)
    }
  }

  /// Lines to write on by hand.
  mutating func room(_ lines: Int) {
    if lines < 1 { return }
    let words = Words(ja: "書くところ", en: "room to write")
    element("div", ["class": "room", "role": "img", "aria-label": words(lang)]) { page in
      for _ in 0..<lines { page.element("span") { _ in } }
    }
    newLine()
  }
}
