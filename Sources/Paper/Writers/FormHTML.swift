extension Markup {
  /// A form: a frame, a list of terms a row. A blank field is room to write.
  mutating func form(_ form: Form) {
    element("div", ["class": "form"]) { page in
      page.newLine()
      for row in form.rows {
        page.element("dl", ["class": row.count == 1 ? "row alone" : "row"]) { page in
          for field in row { page.field(field) }
        }
        page.newLine()
      }
    }
  }

  private mutating func field(_ field: Form.Field) {
    element("div", ["class": "field s\(min(field.share, Self.shares))"]) { page in
      page.element("dt", text: field.label)
      page.element("dd") { page in
        let text = field.cell.human(page.lang)
        if text.isEmpty { page.room(field.lines) } else { page.lines(text) }
      }
    }
  }

  /// The widest share that the style sheet knows.
  static let shares = 6
}
