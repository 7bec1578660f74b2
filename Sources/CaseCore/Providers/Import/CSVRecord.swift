/// A record of a CSV file (RFC 4180), still as bytes.
///
/// Cut before it is decoded: in UTF-8 and in CP932 alike no byte of a longer character is a quote, a comma or a line end.
struct CSVRecord: Equatable {
  struct Field: Equatable {
    /// The line of the file on which it starts, counted from 1.
    let line: Int
    var bytes: [UInt8]
  }

  var fields: [Field]
  var line: Int { fields.first?.line ?? 0 }

  /// Cuts a file into records. CRLF and LF end a line, also a lone CR; blank lines are no records; a quote inside a field that
  /// is not quoted is a quote, and what follows a closing quote belongs to the field.
  ///
  /// - Throws: the line of a quote that is never closed.
  static func all(in bytes: some Collection<UInt8>) throws(QuoteNotClosed) -> [CSVRecord] {
    var records: [CSVRecord] = []
    var fields: [Field] = []
    var field = Field(line: 1, bytes: [])
    var line = 1
    var state = State.start
    var afterReturn = false

    func isBlank() -> Bool { fields.isEmpty && field.bytes.isEmpty && state == .start }
    func endRecord() {
      if !isBlank() {
        fields.append(field)
        records.append(CSVRecord(fields: fields))
      }
      fields = []
    }
    for byte in bytes {
      defer { afterReturn = byte == 0x0D }
      if byte == 0x0A || byte == 0x0D {
        let isSecondHalf = byte == 0x0A && afterReturn
        if !isSecondHalf { line += 1 }
        if state == .quoted {
          field.bytes.append(byte)
        } else {
          if !isSecondHalf { endRecord() }
          field = Field(line: line, bytes: [])
          state = .start
        }
        continue
      }
      switch (state, byte) {
      case (.start, 0x22): state = .quoted
      case (.quoted, 0x22): state = .quoteInQuoted
      case (.quoted, _): field.bytes.append(byte)
      case (.quoteInQuoted, 0x22):
        field.bytes.append(byte)
        state = .quoted
      case (_, 0x2C):
        fields.append(field)
        field = Field(line: line, bytes: [])
        state = .start
      default:
        field.bytes.append(byte)
        state = .bare
      }
    }
    if state == .quoted { throw QuoteNotClosed(line: field.line) }
    endRecord()
    return records
  }

  struct QuoteNotClosed: Error, Equatable { let line: Int }

  private enum State { case start, bare, quoted, quoteInQuoted }
}
