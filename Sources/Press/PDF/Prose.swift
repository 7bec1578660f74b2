import Paper

/// Headings and remarks.
enum Prose {
  /// A heading holds what follows; the second level has a line below it.
  static func heading(_ text: String, level: Int, isFirst: Bool, width: Double, set: Typesetter) -> [Piece] {
    let gap: Double =
      switch level {
      case 2: isFirst ? 12 : 20
      case 3: 14
      default: 10
      }
    let entry = (text: printable(text), level: level)
    var pieces: [Piece] = [
      .text(set.line(text, .heading(level), width: width), ink: .accent, gap: gap, hold: .must, entry: entry)
    ]
    if level == 2 {
      pieces.append(
        Piece(gap: 2, height: 0.8, hold: .must) { canvas, x, y in
          canvas.stroke([(x, y + 0.4), (x + width, y + 0.4)], ink: .rule, thickness: 0.8)
        })
    }
    return pieces
  }

  /// Remarks behind a dot each.
  static func notes(_ notes: [String], width: Double, set: Typesetter) -> [Piece] {
    let indent = 12.0
    return notes.enumerated().map { at, note in
      let dot = set.line("•", .body)
      var piece = Piece.text(
        set.lines(note, .body, width: width - indent), gap: at == 0 ? 6 : 2, indent: indent)
      let draw = piece.draw
      let split = piece.split
      piece = Piece(gap: piece.gap, height: piece.height, least: piece.least) { canvas, x, y in
        dot.draw(on: canvas, x: x + 2, y: y)
        draw(canvas, x, y)
      }
      piece.split = { room in
        guard let (first, second) = split?(room) else { return nil }
        let part = Piece(gap: first.gap, height: first.height) { canvas, x, y in
          dot.draw(on: canvas, x: x + 2, y: y)
          first.draw(canvas, x, y)
        }
        return (part, second)
      }
      return piece
    }
  }
}
