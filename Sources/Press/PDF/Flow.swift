/// Distributes pieces over pages.
struct Flow {
  struct Placed {
    let x: Double
    let y: Double
    let draw: (_ canvas: Canvas, _ x: Double, _ y: Double) -> Void
  }

  struct Entry {
    let text: String
    let level: Int
    /// From 1.
    let page: Int
    let y: Double
  }

  let left: Double
  let top: Double
  let bottom: Double
  private(set) var pages: [[Placed]] = [[]]
  private(set) var entries: [Entry] = []
  private var y: Double

  init(left: Double, top: Double, bottom: Double) {
    self.left = left
    self.top = top
    self.bottom = bottom
    y = top
  }

  var room: Double { bottom - y }
  var isAtTop: Bool { y <= top }
  private var page: Double { bottom - top }

  mutating func breakPage() {
    pages.append([])
    y = top
  }

  /// Puts pieces below each other. What holds together stays together as far as a page allows.
  mutating func place(_ pieces: [Piece]) {
    var rest = pieces[...]
    while !rest.isEmpty {
      let wished = run(rest, atLeast: .wish)
      if fits(wished) {
        put(wished)
        rest = rest.dropFirst(wished.count)
        continue
      }
      let tied = run(rest, atLeast: .must)
      let whole = headRoom(wished) + wished.height(atTop: true)
      // what would fit on a page of its own goes there, unless its last piece can be divided here
      if !isAtTop, whole <= page, !divides(tied) {
        breakPage()
        continue
      }
      if fits(tied) {
        put(tied)
        rest = rest.dropFirst(tied.count)
      } else if divides(tied), let last = tied.last {
        put(tied.dropLast())
        rest = rest.dropFirst(tied.count - 1)
        divide(last, &rest)
      } else if !isAtTop {
        breakPage()
      } else if let first = rest.first {
        // more than a page: as much as fits, then the next
        if fits([first]) {
          put([first])
          rest = rest.dropFirst()
        } else {
          divide(first, &rest)
        }
      }
    }
  }

  /// Puts what stands side by side, as one.
  mutating func place(atOnce columns: [(x: Double, pieces: [Piece])], gap: Double) {
    let above = isAtTop ? 0 : gap
    var lowest = y
    for column in columns {
      var down = y + above
      for (at, piece) in column.pieces.enumerated() {
        if at > 0 { down += piece.gap }
        add(piece, x: left + column.x, y: down)
        down += piece.height
      }
      lowest = max(lowest, down)
    }
    y = lowest
  }

  /// The pieces up to the first that lets its follower go.
  private func run(_ pieces: ArraySlice<Piece>, atLeast hold: Piece.Hold) -> ArraySlice<Piece> {
    let end = pieces.firstIndex { $0.hold < hold } ?? pieces.endIndex - 1
    return pieces[pieces.startIndex...min(end, pieces.endIndex - 1)]
  }

  private func headRoom(_ pieces: ArraySlice<Piece>) -> Double { pieces.first?.head?.height ?? 0 }

  private func fits(_ pieces: ArraySlice<Piece>) -> Bool {
    pieces.height(atTop: isAtTop) + (isAtTop ? headRoom(pieces) : 0) <= room + 0.01
  }

  /// Whether the last of the pieces can be divided so that all before it and its first part stand here.
  private func divides(_ pieces: ArraySlice<Piece>) -> Bool {
    guard let last = pieces.last, let least = last.least, last.split != nil else { return false }
    let before = pieces.dropLast().height(atTop: isAtTop)
    let gap = isAtTop && pieces.count == 1 ? 0 : last.gap
    return before + gap + least + (isAtTop ? headRoom(pieces) : 0) <= room
  }

  /// Puts the part of the first piece that fits here; the rest of it goes on overleaf.
  private mutating func divide(_ piece: Piece, _ rest: inout ArraySlice<Piece>) {
    let taken = (isAtTop ? piece.head?.height ?? 0 : piece.gap)
    rest = rest.dropFirst()
    if let (first, second) = piece.split?(room - taken) {
      put([first])
      breakPage()
      rest = [second] + rest
    } else {
      // what cannot be divided runs over the foot rather than getting lost
      put([piece])
    }
  }

  private mutating func put(_ pieces: ArraySlice<Piece>) {
    for piece in pieces {
      if isAtTop, let head = piece.head {
        pages[pages.count - 1].append(Placed(x: left, y: y, draw: head.draw))
        y += head.height
      } else if !isAtTop {
        y += piece.gap
      }
      add(piece, x: left, y: y)
      y += piece.height
    }
  }

  private mutating func add(_ piece: Piece, x: Double, y: Double) {
    if let entry = piece.entry { entries.append(Entry(text: entry.text, level: entry.level, page: pages.count, y: y)) }
    pages[pages.count - 1].append(Placed(x: x, y: y, draw: piece.draw))
  }
}
