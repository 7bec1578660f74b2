import Paper

/// A colour of the palette.
struct Ink: Equatable {
  let red: Double
  let green: Double
  let blue: Double

  /// From `#1f4e79`; what is no such text is black.
  init(_ hex: String) {
    let value = UInt32(hex.dropFirst(), radix: 16) ?? 0
    red = Double(value >> 16 & 0xFF) / 255
    green = Double(value >> 8 & 0xFF) / 255
    blue = Double(value & 0xFF) / 255
  }

  static let ink = Ink(Palette.ink)
  static let muted = Ink(Palette.muted)
  static let accent = Ink(Palette.accent)
  static let rule = Ink(Palette.rule)
  static let grid = Ink(Palette.grid)
  static let shade = Ink(Palette.shade)
  static let paper = Ink(Palette.paper)
}

/// How a text is set; sizes are points.
struct Style: Hashable {
  let size: Double
  var isBold = false
  /// From line to line, in sizes.
  var leading = 1.45
  /// The greatest number of lines, the last of them ending in … where something is missing.
  var lines: Int32?

  var pitch: Double { size * leading }

  static let title = Style(size: 17, isBold: true, leading: 1.3)
  static let subtitle = Style(size: 10.5)
  static let body = Style(size: 9.5, leading: 1.6)
  static let meta = Style(size: 9, leading: 1.5)
  static let note = Style(size: 8, leading: 1.45)
  static let caption = Style(size: 9.5, isBold: true, leading: 1.35)
  static let cell = Style(size: 8.6, leading: 1.38)
  static let columnTitle = Style(size: 8.6, isBold: true, leading: 1.38)
  static let values = Style(size: 7.5, leading: 1.35)
  static let valuesTitle = Style(size: 7.5, isBold: true, leading: 1.35)
  static let label = Style(size: 9, isBold: true, lines: 8)
  static let value = Style(size: 17, isBold: true, leading: 1.25, lines: 4)
  static let against = Style(size: 8, lines: 8)
  static let running = Style(size: 7.5, lines: 1)

  static func heading(_ level: Int) -> Style {
    switch level {
    case 2: Style(size: 13, isBold: true, leading: 1.35)
    case 3: Style(size: 10.8, isBold: true, leading: 1.35)
    default: Style(size: 9.5, isBold: true, leading: 1.35)
    }
  }
}
