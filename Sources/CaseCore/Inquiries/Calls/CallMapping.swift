/// What the columns of a telephone service's export are called: a small file of its own, a `key = value` a line.
///
/// docs/contract.md has its keys, `deploy/telephone` an example for each of two services.
public struct CallMapping: Sendable {
  /// Why a mapping cannot be used, with the line that is to blame.
  public enum Failure: Error, Sendable, Equatable {
    case unreadable(path: String)
    case malformed(line: Int)
    case unknownKey(line: Int, key: String, nearest: [String])
    case missing(key: String)
  }

  /// Names the service in the keys of its calls.
  let name: String
  /// The columns whose texts together are the beginning: a time, or a date and a time of day.
  let started: [SheetColumn]
  let number: SheetColumn
  let seconds: SheetColumn?
  let outcome: SheetColumn?
  let direction: SheetColumn?
  let id: SheetColumn?
  let answered: Set<String>
  let missed: Set<String>
  let inbound: Set<String>

  static let keys = [
    "name", "started", "number", "seconds", "outcome", "direction", "id", "answered", "missed", "inbound",
  ]

  /// What exports write, misspelt or not; a mapping adds its service's own words.
  private static let usualAnswers = [
    "ANSWERED", "ANSWERD", "ANSWER", "応答", "応答あり", "通話", "通話あり", "着信応答", "成功", "完了",
  ]
  private static let usualMisses = [
    "NO ANSWER", "NOANSWER", "NO_ANSWER", "NO-ANSWER", "NOT ANSWERED", "MISSED", "BUSY", "FAILED", "CONGESTION",
    "CANCEL",
    "CANCELED", "CANCELLED", "不在", "不在着信", "話中", "話し中", "応答なし", "無応答", "不応答", "未応答", "放棄", "放棄呼", "途中切断", "失敗",
    "留守電", "留守番電話", "VOICEMAIL",
  ]

  public static func read(path: String) throws -> CallMapping {
    let bytes: [UInt8]
    do {
      bytes = try SourceFile.bytes(path)
    } catch {
      throw Failure.unreadable(path: path)
    }
    return try parse(bytes)
  }

  static func parse(_ bytes: [UInt8]) throws(Failure) -> CallMapping {
    guard let (decoder, content) = try? SourceDecoder.detect(bytes) else { throw .malformed(line: 1) }
    var found: [String: [String]] = [:]
    let text = decoder.text(Array(content))
    for (at, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      let line = InputText.trimmed(String(line))
      if line.isEmpty || line.hasPrefix("#") { continue }
      guard let sign = line.firstIndex(where: { $0 == "=" || $0 == "＝" }) else { throw .malformed(line: at + 1) }
      let key = InputText.trimmed(InputText.folded(String(line[..<sign]))).lowercased()
      let values = line[line.index(after: sign)...].split { ",、，".contains($0) }.map { InputText.trimmed(String($0)) }
        .filter { !$0.isEmpty }
      guard keys.contains(key) else {
        throw .unknownKey(line: at + 1, key: InvalidValue.shown(key), nearest: nearest(key, in: keys, limit: 3))
      }
      guard !values.isEmpty else { throw .malformed(line: at + 1) }
      found[key, default: []] += values
    }
    return try CallMapping(found)
  }

  private init(_ found: [String: [String]]) throws(Failure) {
    func column(_ key: String) -> SheetColumn? { found[key].map { SheetColumn(names: $0) } }
    func words(_ key: String, and usual: [String] = []) -> Set<String> {
      Set(((found[key] ?? []) + usual).map(Sheet.folded))
    }
    guard let name = found["name"]?.first else { throw .missing(key: "name") }
    // 「日付 + 時刻」: two columns that are one moment
    guard let started = found["started"]?.first else { throw .missing(key: "started") }
    guard let number = column("number") else { throw .missing(key: "number") }
    self.name = name
    self.started = started.split { "+＋".contains($0) }.map { SheetColumn(InputText.trimmed(String($0))) }
    self.number = number
    seconds = column("seconds")
    outcome = column("outcome")
    direction = column("direction")
    id = column("id")
    // a service's own word wins over what others mean by it
    let ownMisses = words("missed")
    answered = words("answered", and: CallMapping.usualAnswers).subtracting(ownMisses)
    missed = words("missed", and: CallMapping.usualMisses).subtracting(words("answered"))
    inbound = words("inbound")
    if direction != nil, inbound.isEmpty { throw .missing(key: "inbound") }
    if seconds == nil, outcome == nil { throw .missing(key: "outcome") }
  }
}
