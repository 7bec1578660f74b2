/// What is put on a page in one go, with the space above it.
struct Piece {
  /// How much a piece wants its follower on the same page.
  enum Hold: Int, Comparable {
    case free
    /// Unless both fill more than a page.
    case wish
    /// A heading, a caption: never the last on its page.
    case must

    static func < (one: Hold, other: Hold) -> Bool { one.rawValue < other.rawValue }
  }

  var gap = 0.0
  let height: Double
  var hold = Hold.free
  /// The least room in which a first part of it can stand; nil where it cannot be divided.
  var least: Double?
  /// Its part that fits the room, and the rest.
  var split: ((_ room: Double) -> (Piece, Piece)?)?
  /// What stands above it wherever it begins a page.
  var head: Head?
  /// An entry of the outline that begins here.
  var entry: (text: String, level: Int)?
  let draw: (_ canvas: Canvas, _ x: Double, _ y: Double) -> Void

  /// The head of a table, repeated on each of its pages.
  struct Head {
    let height: Double
    let draw: (_ canvas: Canvas, _ x: Double, _ y: Double) -> Void
  }
}

extension Piece {
  /// A text as a piece; it may be divided between lines, two at least on either side.
  static func text(
    _ setting: Setting, ink: Ink = .ink, gap: Double = 0, hold: Hold = .free, indent: Double = 0, from: Int = 0,
    entry: (text: String, level: Int)? = nil
  ) -> Piece {
    let pitch = setting.style.pitch
    let count = setting.count - from
    var piece = Piece(
      gap: gap, height: Double(count) * pitch, hold: hold,
      draw: { canvas, x, y in
        setting.draw(on: canvas, x: x + indent, y: y, ink: ink, lines: from..<from + count)
      })
    piece.entry = entry
    if count > 3 {
      piece.least = 2 * pitch
      piece.split = { room in
        let fitting = min(Int((room + 0.01) / pitch), count - 2)
        if fitting < 2 { return nil }
        let first = Piece(
          gap: gap, height: Double(fitting) * pitch, entry: entry,
          draw: { canvas, x, y in
            setting.draw(on: canvas, x: x + indent, y: y, ink: ink, lines: from..<from + fitting)
          })
        return (first, .text(setting, ink: ink, hold: hold, indent: indent, from: from + fitting))
      }
    }
    return piece
  }
}

extension Sequence<Piece> {
  /// How high the pieces stand below each other; the first one's gap counts only below something.
  func height(atTop: Bool) -> Double {
    var height = 0.0
    var isFirst = atTop
    for piece in self {
      height += (isFirst ? 0 : piece.gap) + piece.height
      isFirst = false
    }
    return height
  }
}
