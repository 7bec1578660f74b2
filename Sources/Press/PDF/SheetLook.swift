import Paper

extension Ink {
  static let clay = Ink(Palette.clay)
  static let sand = Ink(Palette.sand)
}

/// How large boxes, forms and grids are set: small within a report, large on a sheet.
struct SheetLook {
  let label: Style
  let text: Style
  let large: Style
  let fieldLabel: Style
  let field: Style
  let body: Style
  /// The height of a line to write on.
  let line: Double
  /// The least height of a line of a grid, and the side of its boxes.
  let row: Double
  let tick: Double
  /// Above a block.
  let gap: Double

  static let report = SheetLook(
    label: Style(size: 9.5, isBold: true), text: Style(size: 10, leading: 1.55), large: Style(size: 13, leading: 1.4),
    fieldLabel: Style(size: 7.5, leading: 1.5), field: Style(size: 9.5, leading: 1.6), body: .body, line: 20, row: 30,
    tick: 15, gap: 10)
  static let sheet = SheetLook(
    label: Style(size: 13, isBold: true), text: Style(size: 17, leading: 1.55), large: Style(size: 25, leading: 1.4),
    fieldLabel: Style(size: 11), field: Style(size: 13, leading: 1.6), body: Style(size: 14, leading: 1.6), line: 26,
    row: 44, tick: 26, gap: 13)

  static func of(_ style: Document.Style) -> SheetLook {
    switch style {
    case .report: report
    case .sheet: sheet
    }
  }
}

/// What stands below each other in a frame, of which a page may end between any two.
struct Strip {
  let height: Double
  let draw: (_ canvas: Canvas, _ x: Double, _ y: Double) -> Void
}

extension Strip {
  /// A text, a strip a line.
  static func lines(_ setting: Setting, ink: Ink = .ink) -> [Strip] {
    (0..<setting.count).map { at in
      Strip(height: setting.style.pitch) { canvas, x, y in
        setting.draw(on: canvas, x: x, y: y, ink: ink, lines: at..<at + 1)
      }
    }
  }

  /// Lines to write on.
  static func room(_ count: Int, height: Double, width: Double) -> [Strip] {
    (0..<count).map { _ in
      Strip(height: height) { canvas, x, y in
        canvas.stroke([(x, y + height - 3), (x + width, y + height - 3)], ink: .rule, thickness: 0.6)
      }
    }
  }
}
