extension Pen {
  /// A framed part as its label, its text below, and lines to write on.
  func box(_ box: Box) -> [String] {
    var lines: [String] = []
    if let label = box.label {
      lines = wrapped(lang == .ja && !ascii ? "【\(label)】" : "[\(label)]").map { colour ? bold($0) : $0 }
    }
    if let text = box.text {
      lines += wrap(printable(text, keeping: .lines), width: width.map { $0 - 2 } ?? .max).map {
        $0.isEmpty ? "" : "  " + $0
      }
    }
    return lines + Array(repeating: "  " + blank, count: box.lines)
  }

  /// A form as a card; a blank field is a line to write on.
  func form(_ form: Form) -> [String] {
    var record = Record()
    for field in form.rows.joined() {
      let isBlank = field.cell.human(lang).isEmpty
      record.add(field.key, ja: field.label, en: field.label, isBlank ? .text(blank) : field.cell)
    }
    return cardLines(record, lang: lang, width: width, colour: colour)
  }

  /// A grid to tick.
  func ticks(_ ticks: Ticks) -> [String] {
    lines(ticks.table(box: ascii ? "[ ]" : "□")).map { line in
      String(line.reversed().drop { $0 == " " }.reversed())
    }
  }

  private var blank: String { String(repeating: "_", count: min(40, max(8, (width ?? 80) / 2))) }
}
