/// The table as a JSON array of objects, keys in the columns' order, two spaces of indent, a line end at the end.
func json(_ table: Table) -> [UInt8] {
  var out = JSONWriter()
  out.array(table.rows.count, indent: 0) { row, out in
    out.object(table.columns.count, indent: 1) { at, out in
      out.key(table.columns[at].key)
      out.value(table.rows[row][at], indent: 2)
    }
  }
  return out.bytes + [UInt8(ascii: "\n")]
}

/// The record as a JSON object, keys in the order given, two spaces of indent, a line end at the end.
func json(_ record: Record) -> [UInt8] {
  var out = JSONWriter()
  out.value(.record(record), indent: 0)
  return out.bytes + [UInt8(ascii: "\n")]
}

/// The value as JSON on one line, for where there is room for a string only.
func jsonLine(_ cell: Cell) -> String {
  var out = JSONWriter(isPretty: false)
  out.value(cell, indent: 0)
  return String(decoding: out.bytes, as: UTF8.self)
}

/// Writes JSON byte by byte, so that the same cells are the same bytes for ever.
struct JSONWriter {
  private(set) var bytes: [UInt8] = []
  var isPretty = true

  mutating func value(_ cell: Cell, indent: Int) {
    switch cell {
    case .integer, .decimal, .flag: bytes += cell.machine.utf8
    case .null: bytes += "null".utf8
    case .text, .code, .date, .instant, .identifier: string(cell.machine)
    case .list(let cells):
      array(cells.count, indent: indent) { at, out in out.value(cells[at], indent: indent + 1) }
    case .record(let record):
      object(record.fields.count, indent: indent) { at, out in
        out.key(record.fields[at].key)
        out.value(record.fields[at].cell, indent: indent + 1)
      }
    }
  }

  mutating func array(_ count: Int, indent: Int, element: (Int, inout JSONWriter) -> Void) {
    group("[", "]", count, indent: indent, element: element)
  }

  mutating func object(_ count: Int, indent: Int, field: (Int, inout JSONWriter) -> Void) {
    group("{", "}", count, indent: indent, element: field)
  }

  mutating func key(_ key: String) {
    string(key)
    bytes += (isPretty ? ": " : ":").utf8
  }

  private mutating func group(
    _ open: String, _ close: String, _ count: Int, indent: Int, element: (Int, inout JSONWriter) -> Void
  ) {
    bytes += open.utf8
    for at in 0..<count {
      if at > 0 { bytes.append(UInt8(ascii: ",")) }
      newLine(indent + 1)
      element(at, &self)
    }
    if count > 0 { newLine(indent) }
    bytes += close.utf8
  }

  private mutating func newLine(_ indent: Int) {
    if !isPretty { return }
    bytes.append(UInt8(ascii: "\n"))
    bytes += repeatElement(UInt8(ascii: " "), count: 2 * indent)
  }

  /// A string in quotes. Everything that could steer a terminal is escaped too (C1, bidi, U+2028), which every JSON
  /// reader turns back: the bytes are safe to look at and lose nothing.
  private mutating func string(_ text: String) {
    bytes.append(UInt8(ascii: "\""))
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": bytes += #"\""#.utf8
      case "\\": bytes += #"\\"#.utf8
      case "\n": bytes += #"\n"#.utf8
      case "\r": bytes += #"\r"#.utf8
      case "\t": bytes += #"\t"#.utf8
      case _ where scalar.steersTerminals:
        let digits = String(scalar.value, radix: 16)
        bytes += (#"\u"# + String(repeating: "0", count: 4 - digits.count) + digits).utf8
      default: bytes += UTF8.encode(scalar).map { Array($0) } ?? []
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
