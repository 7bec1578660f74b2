/// A file of calls as records, line by line: a line that makes no sense costs none of its neighbours.
enum CallLines {
  /// How many lines a quoted field may go over.
  private static let longest = 20

  /// Cuts a file; `isWhole` says of a record that goes over several lines whether it is one.
  static func records(
    in bytes: ArraySlice<UInt8>, isWhole: (CSVRecord) -> Bool
  ) -> (records: [CSVRecord], unreadable: [Int]) {
    let lines = split(bytes)
    var records: [CSVRecord] = []
    var unreadable: [Int] = []
    var at = 0
    while at < lines.count {
      defer { at += 1 }
      if let record = record(of: lines[at...at], in: bytes) {
        if let record = record { records.append(moved(record, to: at + 1)) }
        continue
      }
      // a quote is open: perhaps the field goes on below
      var isFound = false
      for end in stride(from: at + 1, to: min(lines.count, at + longest), by: 1) {
        // a line that is a record by itself is no part of a field
        if let alone = record(of: lines[end...end], in: bytes), let alone, isWhole(alone) { break }
        guard let joined = record(of: lines[at...end], in: bytes), let joined else { continue }
        if isWhole(joined) {
          records.append(moved(joined, to: at + 1))
          at = end
          isFound = true
        }
        break
      }
      if !isFound { unreadable.append(at + 1) }
    }
    return (records, unreadable)
  }

  /// The one record of some lines: nil where a quote stays open or there are more than one, `.some(nil)` for a blank line.
  private static func record(of lines: ArraySlice<Range<Int>>, in bytes: ArraySlice<UInt8>) -> CSVRecord?? {
    guard let first = lines.first, let last = lines.last else { return .some(nil) }
    guard let found = try? CSVRecord.all(in: bytes[first.lowerBound..<last.upperBound]), found.count <= 1 else {
      return nil
    }
    return .some(found.first)
  }

  private static func moved(_ record: CSVRecord, to line: Int) -> CSVRecord {
    CSVRecord(fields: record.fields.map { CSVRecord.Field(line: line, bytes: $0.bytes) })
  }

  /// The lines' ranges, without their ends. CRLF, LF and a lone CR end one.
  private static func split(_ bytes: ArraySlice<UInt8>) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = bytes.startIndex
    var at = bytes.startIndex
    while at < bytes.endIndex {
      let byte = bytes[at]
      if byte == 0x0A || byte == 0x0D {
        lines.append(start..<at)
        if byte == 0x0D, at + 1 < bytes.endIndex, bytes[at + 1] == 0x0A { at += 1 }
        start = at + 1
      }
      at += 1
    }
    if start < bytes.endIndex { lines.append(start..<bytes.endIndex) }
    return lines
  }
}
