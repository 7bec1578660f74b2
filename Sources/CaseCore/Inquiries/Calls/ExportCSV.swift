import Seal

/// The calls of a telephone service's export: CSV with a header, in UTF-8 or CP932, its columns named by a mapping.
public enum ExportCSV {
  public static func read(path: String, mapping: CallMapping) throws -> CallReading {
    try read(try SourceFile.bytes(path), mapping: mapping)
  }

  static func read(_ bytes: [UInt8], mapping: CallMapping) throws(DirectoryFault) -> CallReading {
    let (decoder, content) = try SourceDecoder.detect(bytes)
    var width: Int?
    let (records, unreadable) = CallLines.records(in: content) { record in
      width == nil || record.fields.count == width
    }
    guard let header = records.first else { throw .empty }
    width = header.fields.count
    let titles = header.fields.map { Sheet.folded(decoder.text($0.bytes)) }
    func place(_ column: SheetColumn) -> Int? { column.names.lazy.compactMap { titles.firstIndex(of: $0) }.first }
    func demand(_ column: SheetColumn) throws(DirectoryFault) -> Int {
      guard let found = place(column) else {
        throw .columnMissing(column: column.title, encoding: decoder.encoding)
      }
      return found
    }
    var places = Places()
    for column in mapping.started { places.started.append(try demand(column)) }
    places.number = try demand(mapping.number)
    if let column = mapping.seconds { places.seconds = try demand(column) }
    if let column = mapping.outcome { places.outcome = try demand(column) }
    if let column = mapping.direction { places.direction = try demand(column) }
    if let column = mapping.id { places.id = try demand(column) }

    var reading = CallReading()
    reading.encoding = decoder.encoding
    reading.faults = unreadable.map { CallFault(line: $0, rule: .unreadable) }
    var known: Set<String> = []
    for record in records.dropFirst() {
      let fields = record.fields.map { InputText.trimmed(decoder.text($0.bytes)) }
      switch call(of: fields, at: record.line, in: places, by: mapping) {
      case .success(let call?):
        // the same row twice, or one call's several rows: the first tells it
        if known.insert(call.key).inserted { reading.calls.append(call) }
      case .success(nil): reading.leftOut += 1
      case .failure(let fault): reading.faults.append(CallFault(line: record.line, rule: fault.rule))
      }
    }
    reading.faults.sort { $0.line < $1.line }
    return reading
  }

  private struct Places {
    var started: [Int] = []
    var number = 0
    var seconds: Int?
    var outcome: Int?
    var direction: Int?
    var id: Int?
  }

  private struct Fault: Error { let rule: CallFault.Rule }

  /// Nil: a call that did not come in.
  private static func call(
    of fields: [String], at line: Int, in places: Places, by mapping: CallMapping
  ) -> Result<PhoneCall?, Fault> {
    func field(_ place: Int?) -> String? { place.flatMap { $0 < fields.count ? fields[$0] : nil } }
    guard places.started.allSatisfy({ $0 < fields.count }), places.number < fields.count else {
      return .failure(Fault(rule: .columns))
    }
    if let direction = field(places.direction), !mapping.inbound.contains(Sheet.folded(direction)) {
      return .success(nil)
    }
    guard let started = LocalTime(parsing: places.started.map { fields[$0] }.joined(separator: " ")) else {
      return .failure(Fault(rule: .time))
    }
    guard let seconds = duration(field(places.seconds) ?? "") else { return .failure(Fault(rule: .duration)) }
    var isAnswered = seconds > 0
    if places.outcome != nil {
      let outcome = Sheet.folded(field(places.outcome) ?? "")
      if mapping.answered.contains(outcome) {
        isAnswered = true
      } else if mapping.missed.contains(outcome) {
        isAnswered = false
      } else {
        return .failure(Fault(rule: .outcome))
      }
    }
    let number = fields[places.number]
    let name =
      field(places.id).flatMap { $0.isEmpty ? nil : $0 }
      ?? (try? SHA256.hex(of: Array("\(started)\u{1F}\(number)\u{1F}\(seconds)\u{1F}\(isAnswered)".utf8))) ?? ""
    let key = "\(mapping.name):\(name)"
    guard key.utf8.count <= 200, !name.isEmpty, !key.unicodeScalars.contains(where: InputText.isRefused) else {
      return .failure(Fault(rule: .unreadable))
    }
    return .success(
      PhoneCall(
        line: line, key: key, started: started, seconds: isAnswered ? seconds : 0, isAnswered: isAnswered, from: number)
    )
  }

  /// 192, 192秒, 3:12, 0:03:12, 3分12秒, 1時間3分; empty is 0; nil for anything else.
  static func duration(_ typed: String) -> Int? {
    let text = InputText.trimmed(InputText.folded(typed)).lowercased()
    if text.isEmpty || text == "-" { return 0 }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    if parts.count > 1 {
      let numbers = parts.compactMap { number(String($0)) }
      guard numbers.count == parts.count, parts.count <= 3, numbers.dropFirst().allSatisfy({ $0 < 60 }) else {
        return nil
      }
      return numbers.reduce(0) { $0 * 60 + $1 }
    }
    var total = 0
    var digits = ""
    var lastUnit = Int.max
    var unit = ""
    func factor(_ unit: String) -> Int? { ["時間": 3600, "h": 3600, "分": 60, "m": 60, "秒": 1, "s": 1, "": 1][unit] }
    for character in text + " " {
      if character.isASCII, character.isNumber {
        if !unit.isEmpty {
          guard let value = number(digits), let factor = factor(unit), factor < lastUnit else { return nil }
          (total, lastUnit, digits, unit) = (total + value * factor, factor, "", "")
        }
        digits.append(character)
      } else if character != " " {
        unit.append(character)
      }
    }
    guard let value = number(digits), let factor = factor(unit), factor < lastUnit else { return nil }
    return total + value * factor
  }

  private static func number(_ digits: String) -> Int? {
    guard (1...6).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    return Int(digits)
  }
}
