/// One typed value. Every format is fed by the same cell: JSON and CSV take its machine form (a code, ISO 8601), people
/// at a terminal or on a page take its human form (a label, a date as they write it).
public indirect enum Cell: Sendable, Equatable {
  case text(String)
  case integer(Int)
  /// A decimal number held exactly: `.decimal(1234, places: 2)` is 12.34.
  case decimal(Int, places: Int)
  /// A code of a code table and its label in the reader's language.
  case code(String, label: String)
  /// A day of the Gregorian calendar; `human` is how people write it (和暦 and all), ISO where it is nil.
  case date(year: Int, month: Int, day: Int, human: String? = nil)
  /// A moment: ISO 8601 with its offset for machines, and how people write it.
  case instant(iso: String, human: String)
  case flag(Bool)
  /// A UUID or another name that nobody should read aloud.
  case identifier(String)
  case list([Cell])
  case record(Record)
  case null
}

extension Cell {
  /// The text of an optional, `.null` where there is none.
  public static func text(orNull value: String?) -> Cell { value.map { .text($0) } ?? .null }

  /// The number of an optional, `.null` where there is none.
  public static func integer(orNull value: Int?) -> Cell { value.map { .integer($0) } ?? .null }

  /// What a program reads: the code, the ISO form, `true`, plain digits. Lists are joined with `;`; a nested record is its
  /// JSON on one line.
  public var machine: String {
    switch self {
    case .text(let text), .identifier(let text): text
    case .integer(let number): String(number)
    case .decimal(let units, let places): decimalText(units, places: places)
    case .code(let code, _): code
    case .date(let year, let month, let day, _): isoDate(year, month, day)
    case .instant(let iso, _): iso
    case .flag(let value): value ? "true" : "false"
    case .list(let cells): cells.map(\.machine).joined(separator: ";")
    case .record(let record): jsonLine(.record(record))
    case .null: ""
    }
  }

  /// What a person reads, still as it was written: make it `printable` before it reaches a terminal.
  public func human(_ lang: Language) -> String {
    switch self {
    case .code(_, let label): label
    case .date(_, _, _, let human?): human
    case .instant(_, let human): human
    case .flag(let value): (value ? Words(ja: "はい", en: "yes") : Words(ja: "いいえ", en: "no"))(lang)
    case .list(let cells):
      cells.map { $0.human(lang) }.joined(separator: lang == .ja ? "、" : ", ")
    case .record(let record):
      record.fields.filter { $0.cell != .null }.map { "\($0.title(lang)): \($0.cell.human(lang))" }
        .joined(separator: lang == .ja ? "、" : ", ")
    default: machine
    }
  }

  /// Whether the value is a number, which is set to the right and is never a formula.
  var isNumber: Bool {
    switch self {
    case .integer, .decimal: true
    default: false
    }
  }
}

/// Digits with a point, exactly: (−5, 2) is -0.05. Zero or fewer places print the units as they are.
private func decimalText(_ units: Int, places: Int) -> String {
  if places <= 0 { return String(units) }
  var digits = String(units.magnitude)
  if digits.count <= places { digits = String(repeating: "0", count: places + 1 - digits.count) + digits }
  let point = digits.index(digits.endIndex, offsetBy: -places)
  return (units < 0 ? "-" : "") + digits[..<point] + "." + digits[point...]
}

private func isoDate(_ year: Int, _ month: Int, _ day: Int) -> String {
  func padded(_ number: Int, _ count: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, count - digits.count)) + digits
  }
  return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2)
}
