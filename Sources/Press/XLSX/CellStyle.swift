import CXlsxWriter
import Paper

/// How a cell looks; equal styles share one of Excel's formats.
struct CellStyle: Hashable {
  var number = NumberFormat.general
  var size = 11
  var isBold = false
  var isMuted = false
  var isHead = false
  var isBordered = false
  var isRight = false
  var wraps = false

  static let body = CellStyle(isBordered: true)
  static let head = CellStyle(isBold: true, isHead: true, isBordered: true, wraps: true)
  static let prose = CellStyle(wraps: true)

  func apply(to format: CellFormat, lang: Language) {
    // what a Japanese Windows and macOS have; Excel measures columns by Calibri all the same
    if lang == .ja { format_set_font_name(format, "Yu Gothic") }
    format_set_font_size(format, Double(size))
    if isBold { format_set_bold(format) }
    if isMuted { format_set_font_color(format, excelColour(Palette.muted)) }
    if isHead {
      format_set_pattern(format, UInt8(LXW_PATTERN_SOLID.rawValue))
      format_set_bg_color(format, excelColour(Palette.shade))
    }
    if isBordered {
      format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
      format_set_border_color(format, excelColour(Palette.rule))
    }
    if isRight { format_set_align(format, UInt8(LXW_ALIGN_RIGHT.rawValue)) }
    format_set_align(format, UInt8((wraps && !isHead ? LXW_ALIGN_VERTICAL_TOP : LXW_ALIGN_VERTICAL_CENTER).rawValue))
    if wraps { format_set_text_wrap(format) }
    if number != .general { format_set_num_format(format, number.code(lang)) }
  }
}

/// How Excel writes a number.
enum NumberFormat: Hashable {
  case general
  /// The value stays text when somebody edits the cell, whatever it begins with.
  case text
  case integer
  case decimal(places: Int)
  case day
  case moment

  func code(_ lang: Language) -> String {
    switch self {
    case .general: "General"
    case .text: "@"
    case .integer: "#,##0"
    case .decimal(let places): "#,##0." + String(repeating: "0", count: places)
    case .day: lang == .ja ? #"yyyy"年"m"月"d"日""# : "d mmm yyyy"
    case .moment: lang == .ja ? #"yyyy"年"m"月"d"日" h:mm"# : "d mmm yyyy h:mm"
    }
  }
}

/// A colour of the palette as Excel takes it.
func excelColour(_ hex: String) -> lxw_color_t {
  let value = UInt32(hex.dropFirst(), radix: 16) ?? 0
  // 0 would be "no colour set"
  return value == 0 ? 0x0100_0000 : value
}
