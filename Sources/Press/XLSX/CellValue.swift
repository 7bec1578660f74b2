import CXlsxWriter
import Paper

/// What Excel holds in a cell.
enum CellValue: Equatable {
  case blank
  case text(String)
  case number(Double, NumberFormat)

  /// A number of more than 15 digits stays text, because Excel would round it; a day before March 1900 too, because Excel
  /// counts a 29 February 1900 that never was.
  init(_ cell: Cell, lang: Language) {
    switch cell {
    case .null: self = .blank
    case .integer(let number) where number.magnitude < CellValue.exact: self = .number(Double(number), .integer)
    case .decimal(let units, let places) where units.magnitude < CellValue.exact && (1...15).contains(places):
      self = .number(Double(units) / CellValue.powers[places], .decimal(places: places))
    case .decimal(let units, let places) where units.magnitude < CellValue.exact && places <= 0:
      self = .number(Double(units), .integer)
    case .date(let year, let month, let day, _):
      self = CellValue.serial(year, month, day).map { .number($0, .day) } ?? .text(cell.human(lang))
    case .instant(let iso, let human):
      self = CellValue.serial(ofLocal: iso).map { .number($0, .moment) } ?? .text(human)
    default: self = .text(cell.human(lang))
    }
  }

  private static let exact: UInt = 1_000_000_000_000_000
  private static let powers: [Double] = (0...15).map { (0..<$0).reduce(1) { power, _ in power * 10 } }

  /// The days since Excel's beginning.
  private static func serial(_ year: Int, _ month: Int, _ day: Int) -> Double? {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard (1900...9999).contains(year), (1...12).contains(month), (1...lengths[month - 1]).contains(day),
      (year, month) >= (1900, 3)
    else { return nil }
    var moment = lxw_datetime(year: Int32(year), month: Int32(month), day: Int32(day), hour: 0, min: 0, sec: 0)
    return lxw_datetime_to_excel_date_epoch(&moment, 0)
  }

  /// What the clock of ISO 8601 shows where it was written: Excel knows no offsets.
  private static func serial(ofLocal iso: String) -> Double? {
    let bytes = Array(iso.utf8)
    func number(_ range: Range<Int>) -> Int? {
      guard range.upperBound <= bytes.count else { return nil }
      return bytes[range].reduce(0) { sum, byte in
        (48...57).contains(byte) ? sum.map { $0 * 10 + Int(byte) - 48 } : nil
      }
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10), let hour = number(11..<13),
      let minute = number(14..<16), let second = number(17..<19), bytes[4] == 0x2D, bytes[7] == 0x2D,
      bytes[10] == 0x54, bytes[13] == 0x3A, bytes[16] == 0x3A, hour < 24, minute < 60, second < 60
    else { return nil }
    return serial(year, month, day).map { $0 + Double(hour * 3600 + minute * 60 + second) / 86_400 }
  }
}

extension CellValue {
  /// The columns that the value takes, as wide as its widest line.
  func width(_ lang: Language) -> Int {
    switch self {
    case .blank: 0
    case .text(let text):
      text.utf8.contains(0x0A)
        ? text.split(separator: "\n").map { printable(String($0)).displayWidth }.max() ?? 0
        : printable(text).displayWidth
    case .number(let number, .integer): CellValue.digits(number)
    case .number(let number, .decimal(let places)): CellValue.digits(number) + 1 + places
    case .number(_, .day): lang == .ja ? 14 : 11
    case .number(_, .moment): lang == .ja ? 20 : 17
    case .number: 10
    }
  }

  /// Digits before the point, with their commas and sign.
  private static func digits(_ number: Double) -> Int {
    let count = String(Int(number.magnitude)).count
    return count + (count - 1) / 3 + (number < 0 ? 1 : 0)
  }
}
