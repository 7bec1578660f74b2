import Paper

/// A framed part: its label, its text, lines to write on. Longer than a page it goes on overleaf, its frame open between.
enum BoxBlock {
  static let side = 15.0
  static let above = 9.0

  static func pieces(_ box: Box, width: Double, look: SheetLook, set: Typesetter) -> [Piece] {
    let inner = width - 2 * side
    var strips: [Strip] = []
    var heading: (text: String, level: Int)?
    if let label = box.label {
      strips += Strip.lines(set.line(label, look.label, width: inner), ink: .clay)
      heading = (printable(label), 2)
    }
    let isLarge = box.size == .large
    if let text = box.text {
      strips += Strip.lines(
        isLarge ? balanced(text, look.large, width: inner, set: set) : set.lines(text, look.text, width: inner))
    }
    strips += Strip.room(box.lines, height: look.line, width: inner)
    var piece = framed(strips[...], width: width, thickness: isLarge ? 2.2 : 1.1, isFirst: true)
    piece.gap = look.gap
    piece.entry = heading
    return [piece]
  }

  /// The text in as many lines as it needs and no wider than they must be: a goal's last line is not one letter.
  private static func balanced(_ text: String, _ style: Style, width: Double, set: Typesetter) -> Setting {
    var best = set.lines(text, style, width: width)
    if best.count < 2 || best.count > 4 { return best }
    for share in stride(from: 0.95, to: 0.5, by: -0.05) {
      let narrower = set.lines(text, style, width: width * share)
      if narrower.count > best.count { break }
      best = narrower
    }
    return best
  }

  private static func framed(
    _ strips: ArraySlice<Strip>, width: Double, thickness: Double, isFirst: Bool, isLast: Bool = true
  )
    -> Piece
  {
    let inner = strips.reduce(0) { $0 + $1.height }
    let height = inner + 2 * above
    var piece = Piece(height: height) { canvas, x, y in
      var corners = [(x: x, y: y + height), (x: x, y: y), (x: x + width, y: y), (x: x + width, y: y + height)]
      switch (isFirst, isLast) {
      case (true, true): canvas.stroke(corners, ink: .sand, thickness: thickness, isClosed: true)
      case (true, false): canvas.stroke(corners, ink: .sand, thickness: thickness)
      case (false, true):
        corners = [corners[1], corners[0], corners[3], corners[2]]
        canvas.stroke(corners, ink: .sand, thickness: thickness)
      case (false, false):
        canvas.stroke([corners[0], corners[1]], ink: .sand, thickness: thickness)
        canvas.stroke([corners[2], corners[3]], ink: .sand, thickness: thickness)
      }
      var down = y + above
      for strip in strips {
        strip.draw(canvas, x + side, down)
        down += strip.height
      }
    }
    // a label is not left alone
    if strips.count > 4 {
      piece.least = strips.prefix(3).reduce(2 * above) { $0 + $1.height }
      piece.split = { room in
        var taken = 2 * above
        var count = 0
        for strip in strips.dropLast() {
          if taken + strip.height > room { break }
          taken += strip.height
          count += 1
        }
        if count < 3 { return nil }
        return (
          framed(strips.prefix(count), width: width, thickness: thickness, isFirst: isFirst, isLast: false),
          framed(strips.dropFirst(count), width: width, thickness: thickness, isFirst: false, isLast: isLast)
        )
      }
    }
    return piece
  }
}
