import Paper

/// The title of a sheet: large, three steps that rise a little below it, the subtitle. And its foot, which stands once.
enum SheetMasthead {
  static func pieces(_ document: Document, width: Double, set: Typesetter) -> [Piece] {
    let step = (width: 15.0, height: 3.4, rise: 5.0)
    var pieces: [Piece] = [
      .text(
        set.line(document.title, Style(size: 26, isBold: true, leading: 1.35), width: width), ink: .clay, hold: .must),
      Piece(gap: 5, height: step.height + 2 * step.rise, hold: .must) { canvas, x, y in
        for at in 0..<3 {
          canvas.fill(
            x: x + Double(at) * 18, y: y + Double(2 - at) * step.rise, width: step.width, height: step.height,
            ink: .sand)
        }
      },
    ]
    if let subtitle = document.subtitle {
      pieces.append(
        .text(set.line(subtitle, Style(size: 13, leading: 1.5), width: width), ink: .muted, gap: 8, hold: .must))
    }
    return pieces
  }

  static func foot(_ document: Document, width: Double, set: Typesetter) -> [Piece] {
    guard let footer = document.footer else { return [] }
    return [.text(set.line(footer, Style(size: 12), width: width), ink: .muted, gap: 22)]
  }
}
