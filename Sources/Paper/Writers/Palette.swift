/// The colours of a page. Every colour of text stands at 4.5:1 or better on every ground, every series at 4.5:1 on paper.
enum Palette {
  static let paper = "#ffffff"
  static let shade = "#eef2f6"
  static let ink = "#1a1a1a"
  static let muted = "#4a4f55"
  static let accent = "#1f4e79"
  /// Lines that only lead the eye.
  static let rule = "#9aa3ad"
  static let grid = "#d3d8de"
  static let series = ["#1f4e79", "#a34700", "#2f6b3a", "#7b3f8c", "#8a1c3b", "#4a4f55"]
}
