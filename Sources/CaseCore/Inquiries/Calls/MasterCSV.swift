import Seal

/// Asterisk's `Master.csv` (cdr_csv): no header, 16 to 21 columns.
///
/// The sixteen are always there: accountcode src dst dcontext clid channel dstchannel lastapp lastdata start answer end
/// duration billsec disposition amaflags. `uniqueid` and `userfield` follow where they are switched on, and with
/// `newcdrcolumns` the last three are peeraccount linkedid sequence.
public enum MasterCSV {
  /// Reads a file's calls: rows of one linkedid are one. `contexts`: the dial plan's contexts in which calls come in;
  /// empty: a call comes in when it is not from an extension of the office.
  public static func read(path: String, contexts: Set<String>) throws -> CallReading {
    try read(try SourceFile.bytes(path), contexts: contexts)
  }

  static func read(_ bytes: [UInt8], contexts: Set<String>) throws(DirectoryFault) -> CallReading {
    let (decoder, content) = try SourceDecoder.detect(bytes)
    let (records, unreadable) = CallLines.records(in: content) { (16...21).contains($0.fields.count) }
    var reading = CallReading()
    reading.encoding = decoder.encoding
    reading.faults = unreadable.map { CallFault(line: $0, rule: .unreadable) }
    var rows: [Row] = []
    for record in records {
      switch Row.read(record, by: decoder) {
      case .success(let row): rows.append(row)
      case .failure(let fault): reading.faults.append(CallFault(line: record.line, rule: fault.rule))
      }
    }
    for group in groups(of: rows) {
      if isInbound(group, contexts: contexts) {
        reading.calls.append(call(of: group))
      } else {
        reading.leftOut += 1
      }
    }
    reading.calls.sort { $0.line < $1.line }
    reading.faults.sort { $0.line < $1.line }
    reading.hoursOff = hoursOff(rows)
    return reading
  }

  /// Rows that belong to one call, in the order of their beginning. Without a linkedid those of one number that began in the
  /// same second are one: a group of telephones that rang together.
  private static func groups(of rows: [Row]) -> [[Row]] {
    var groups: [[Row]] = []
    var places: [String: Int] = [:]
    for row in rows {
      var names = [row.key]
      if !row.isLinked, let e164 = (try? PhoneNumber(parsing: row.caller, restoringLostZero: true))?.e164 {
        names.append("\(e164) \(row.start)")
      }
      let place = names.compactMap { places[$0] }.first ?? groups.count
      if place == groups.count { groups.append([]) }
      groups[place].append(row)
      for name in names where places[name] == nil { places[name] = place }
    }
    return groups.map { $0.sorted { ($0.start, $0.line) < ($1.start, $1.line) } }
  }

  private static func isInbound(_ group: [Row], contexts: Set<String>) -> Bool {
    guard contexts.isEmpty else { return group.contains { contexts.contains($0.context.lowercased()) } }
    guard let first = group.first else { return false }
    if isExtension(first.caller) { return false }
    let context = first.context.lowercased()
    // a dial plan's usual names for what goes out; the trunk's own number is then the caller
    return !["from-internal", "outbound", "outgoing", "internal"].contains { context.hasPrefix($0) }
  }

  /// One to six digits without a leading 0, or a name such as SIP telephones have.
  private static func isExtension(_ caller: String) -> Bool {
    let text = InputText.trimmed(InputText.folded(caller))
    if text.isEmpty || (try? PhoneNumber(parsing: text))?.isWithheld == true { return false }
    let digits = text.unicodeScalars.allSatisfy { ("0"..."9").contains($0) || $0 == "*" || $0 == "#" }
    if digits { return text.count <= 6 && !text.hasPrefix("0") }
    return !text.unicodeScalars.contains { ("0"..."9").contains($0) }
  }

  private static func call(of group: [Row]) -> PhoneCall {
    let first = group[0]
    let talked = group.filter(\.isTalk)
    var seconds = talked.map(\.billed).max() ?? 0
    // a call that was handed on lasts until the last of them hangs up
    if let start = talked.compactMap(\.answer).min(), let end = talked.compactMap(\.end).max(), talked.count > 1 {
      seconds = max(seconds, min(end.seconds(since: start), talked.reduce(0) { $0 + $1.billed }))
    }
    return PhoneCall(
      line: group.map(\.line).min() ?? first.line, key: "asterisk:" + first.key, started: first.start, seconds: seconds,
      isAnswered: !talked.isEmpty, from: first.caller)
  }

  /// Asterisk's unique ids begin with the second of the epoch: beside them it shows where the file's clock stood.
  private static func hoursOff(_ rows: [Row]) -> Int? {
    var votes: [Int: Int] = [:]
    for row in rows {
      guard let epoch = row.epoch, let begun = try? Instant(unixSeconds: epoch) else { continue }
      let tokyo = begun.tokyo
      guard
        let there = LocalTime(
          year: tokyo.date.year, month: tokyo.date.month, day: tokyo.date.day, hour: tokyo.hour, minute: tokyo.minute,
          second: tokyo.second)
      else { continue }
      let off = row.start.seconds(since: there)
      votes[Int((Double(off) / 3600).rounded()), default: 0] += 1
    }
    return votes.max { ($0.value, -abs($0.key)) < ($1.value, -abs($1.key)) }?.key
  }
}

extension MasterCSV {
  fileprivate struct Fault: Error { let rule: CallFault.Rule }

  /// One row, which is one leg of a call.
  fileprivate struct Row {
    let line: Int
    let caller: String
    let context: String
    let start: LocalTime
    let answer: LocalTime?
    let end: LocalTime?
    let billed: Int
    /// Whether somebody of the office talked: a mailbox that answers is nobody.
    let isTalk: Bool
    let key: String
    let isLinked: Bool
    let epoch: Int64?

    private static let dispositions: [String: Bool] = [
      "ANSWERED": true, "ANSWERD": true, "NO ANSWER": false, "NOANSWER": false, "BUSY": false, "FAILED": false,
      "CONGESTION": false,
    ]
    private static let mailboxes: Set = ["VOICEMAIL", "MINIVMRECORD", "VOICEMAILMAIN"]

    static func read(_ record: CSVRecord, by decoder: SourceDecoder) -> Result<Row, Fault> {
      let fields = record.fields.map { InputText.trimmed(decoder.text($0.bytes)) }
      guard (16...21).contains(fields.count) else { return .failure(Fault(rule: .columns)) }
      guard let start = LocalTime(parsing: fields[9]) else { return .failure(Fault(rule: .time)) }
      let times = [fields[10], fields[11]].map { $0.isEmpty ? nil : LocalTime(parsing: $0) }
      guard times[0] != nil || fields[10].isEmpty, times[1] != nil || fields[11].isEmpty else {
        return .failure(Fault(rule: .time))
      }
      guard let billed = fields[13].isEmpty ? 0 : Int(fields[13]), (0...1_000_000).contains(billed) else {
        return .failure(Fault(rule: .duration))
      }
      guard let answered = dispositions[fields[14].uppercased()] else { return .failure(Fault(rule: .outcome)) }
      var uniqueID: String?
      var linkedID: String?
      if fields.count >= 19 { linkedID = fields[fields.count - 2] }
      if fields.count == 18 || fields.count == 21 { uniqueID = fields[16] }
      if fields.count == 17 || fields.count == 20, epoch(of: fields[16]) != nil { uniqueID = fields[16] }
      uniqueID = uniqueID?.isEmpty == true ? nil : uniqueID
      linkedID = linkedID?.isEmpty == true ? nil : linkedID
      guard let key = linkedID ?? uniqueID ?? digest(of: record), key.utf8.count <= 150 else {
        return .failure(Fault(rule: .unreadable))
      }
      return .success(
        Row(
          line: record.line, caller: caller(fields[1], clid: fields[4]), context: fields[3], start: start,
          answer: times[0], end: times[1], billed: billed,
          isTalk: answered && !mailboxes.contains(fields[7].uppercased()), key: key, isLinked: linkedID != nil,
          epoch: uniqueID.flatMap(epoch(of:))))
    }

    /// The caller's number; where there is none, the one in `"NAME" <NUMBER>`.
    private static func caller(_ source: String, clid: String) -> String {
      guard source.isEmpty, let open = clid.lastIndex(of: "<"), let close = clid.lastIndex(of: ">"), open < close else {
        return source
      }
      return String(clid[clid.index(after: open)..<close])
    }

    /// The second with which `1763596800.12` or `pbx-1763596800.12` begins; nil for what is no unique id.
    private static func epoch(of text: String) -> Int64? {
      let last = text.split(separator: "-", omittingEmptySubsequences: false).last ?? ""
      let parts = last.split(separator: ".", omittingEmptySubsequences: false)
      guard parts.count == 2, (9...11).contains(parts[0].count), !parts[1].isEmpty,
        parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
      else { return nil }
      return Int64(parts[0])
    }

    /// A row that names itself by nothing is known by what it says.
    private static func digest(of record: CSVRecord) -> String? {
      try? SHA256.hex(of: Array(record.fields.map(\.bytes).joined(separator: [0x1F])))
    }
  }
}
