/// A CSV file as a header and rows of text.
struct Sheet {
  struct Row {
    let place: SourcePlace
    let fields: [(line: Int, text: String)]
  }

  let table: String?
  let encoding: SourceEncoding
  /// The header as it was written.
  let header: [String]
  let rows: [Row]
  private let positions: [String: Int]

  /// - Throws: `DirectoryFault`; a header without rows is no fault.
  init(_ bytes: [UInt8], table: String? = nil) throws(DirectoryFault) {
    let (decoder, content) = try SourceDecoder.detect(bytes)
    let records: [CSVRecord]
    do {
      records = try CSVRecord.all(in: content)
    } catch {
      throw .quoteNotClosed(SourcePlace(table: table, line: error.line))
    }
    guard let first = records.first else { throw .empty }
    let header = first.fields.map { InputText.trimmed(decoder.text($0.bytes)) }
    self.table = table
    encoding = decoder.encoding
    self.header = header
    positions = Dictionary(
      header.enumerated().map { (Sheet.folded($0.element), $0.offset) }, uniquingKeysWith: { first, _ in first })
    rows = records.dropFirst().map { record in
      Row(
        place: SourcePlace(table: table, line: record.line),
        fields: record.fields.map { ($0.line, decoder.text($0.bytes)) })
    }
  }

  /// Where a column stands in this file; nil where the file has none of its names.
  func position(of column: SheetColumn) -> Int? {
    for name in column.names { if let position = positions[name] { return position } }
    return nil
  }

  func has(_ column: SheetColumn) -> Bool { position(of: column) != nil }

  /// A header's name for comparing: width, case and blanks do not matter, as with NFKC.
  static func folded(_ name: String) -> String {
    var folded = String.UnicodeScalarView()
    for scalar in InputText.folded(InputText.widened(name)).unicodeScalars
    where !scalar.properties.isWhitespace && scalar != "\u{FEFF}" && scalar != "\u{200B}" {
      folded.append(scalar)
    }
    return String(folded).uppercased()
  }
}

/// A column by the names that it goes by, the first of them being the one to tell people.
struct SheetColumn {
  let title: String
  let names: [String]

  init(_ title: String, _ others: String...) {
    self.title = title
    names = ([title] + others).map(Sheet.folded)
  }

  /// By names that are not empty; the first is the one to tell people.
  init(names: [String]) {
    title = names.first ?? ""
    self.names = names.map(Sheet.folded)
  }
}

/// One row being read by the names of its columns; what is odd in it is kept as warnings.
struct SheetReader {
  let sheet: Sheet
  let row: Sheet.Row
  private(set) var warnings: [ImportWarning] = []
  /// Positions of fields that were warned of, so that reading one twice tells it once.
  private var told: Set<Int> = []

  init(_ row: Sheet.Row, of sheet: Sheet) {
    self.sheet = sheet
    self.row = row
    // blanks at the end of a line are what spreadsheets leave
    let written = row.fields.count - row.fields.reversed().prefix { $0.text.allSatisfy(\.isWhitespace) }.count
    if row.fields.count < sheet.header.count || written > sheet.header.count {
      warn(.rowWidth, ["fields": "\(row.fields.count)", "columns": "\(sheet.header.count)"])
    }
  }

  /// Whether nothing at all stands in the row.
  var isBlank: Bool { row.fields.allSatisfy { $0.text.allSatisfy(\.isWhitespace) } }

  mutating func warn(_ rule: ImportWarning.Rule, _ arguments: [String: String] = [:]) {
    warnings.append(ImportWarning(row.place, rule, arguments))
  }

  /// The field as it was written; nil where there is no such column or nothing in it.
  func raw(_ column: SheetColumn) -> String? {
    guard let position = sheet.position(of: column), position < row.fields.count else { return nil }
    let text = row.fields[position].text
    return text.allSatisfy(\.isWhitespace) ? nil : text
  }

  /// One line of text, line breaks in it made blanks.
  mutating func line(_ column: SheetColumn) -> String? {
    guard let text = prose(column) else { return nil }
    return text.split(separator: "\n").map { InputText.trimmed(String($0)) }.filter { !$0.isEmpty }
      .joined(separator: " ")
  }

  /// Text of any number of lines: controls dropped, half-width kana widened, trimmed.
  mutating func prose(_ column: SheetColumn) -> String? {
    guard let position = sheet.position(of: column), let text = raw(column) else { return nil }
    let cleaned = clean(text, at: position)
    return cleaned.isEmpty ? nil : cleaned
  }

  private mutating func clean(_ text: String, at position: Int) -> String {
    // most fields are numbers, and a prefecture has tens of thousands of rows
    if text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return InputText.trimmed(text) }
    var kept = String.UnicodeScalarView()
    var (damaged, breaksBefore, breaks) = (0, 0, 0)
    var (hasControl, hasHalfwidth) = (false, false)
    for scalar in SheetReader.unixLines(text).unicodeScalars {
      if scalar == "\u{FEFF}" { continue }
      if InputText.isRefused(scalar) {
        hasControl = true
        continue
      }
      if scalar == "\n" { breaks += 1 }
      if scalar == "\u{FFFD}" {
        if damaged == 0 { breaksBefore = breaks }
        damaged += 1
      }
      hasHalfwidth = hasHalfwidth || InputText.isHalfwidthKana(scalar)
      kept.append(scalar)
    }
    if told.insert(position).inserted {
      let title = InvalidValue.shown(sheet.header[position])
      if damaged > 0 {
        let place = SourcePlace(table: row.place.table, line: row.fields[position].line + breaksBefore)
        warnings.append(ImportWarning(place, .undecodable, ["column": title, "count": "\(damaged)"]))
      }
      if hasControl { warn(.control, ["column": title]) }
      if breaks > 0 { warn(.lineBreak, ["column": title]) }
      if hasHalfwidth { warn(.halfwidthKana, ["column": title]) }
    }
    return InputText.trimmed(InputText.widened(String(kept)))
  }

  private static func unixLines(_ text: String) -> String {
    guard text.utf8.contains(0x0D) else { return text }
    return text.split(omittingEmptySubsequences: false) { $0 == "\r\n" || $0 == "\r" || $0 == "\n" }
      .joined(separator: "\n")
  }
}
