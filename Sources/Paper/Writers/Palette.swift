/// The colours of a page. Every colour of text stands at 4.5:1 or better on every ground, every series at 4.5:1 on paper.
package enum Palette {
  package static let paper = "#ffffff"
  package static let shade = "#eef2f6"
  package static let ink = "#1a1a1a"
  package static let muted = "#4a4f55"
  package static let accent = "#1f4e79"
  /// Lines that only lead the eye.
  package static let rule = "#9aa3ad"
  package static let grid = "#d3d8de"
  package static let series = ["#1f4e79", "#a34700", "#2f6b3a", "#7b3f8c", "#8a1c3b", "#4a4f55"]
}
