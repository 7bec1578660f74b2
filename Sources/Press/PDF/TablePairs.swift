/// Small tables in two columns, read down the left one, then down the right one.
struct TablePairs {
  static let gutter = 24.0
  static let gap = 13.0

  /// Puts `held` (headings) and below it the tables: as many at a time as fit the page, both columns about as high.
  static func place(_ held: [Piece], _ tables: [TableBlock], width: Double, in flow: inout Flow) {
    var held = held
    var rest = tables[...]
    while !rest.isEmpty {
      let room = flow.room - held.height(atTop: flow.isAtTop) - gap
      let fitting = (1...rest.count).last { balanced(rest.prefix($0)).height <= room } ?? 0
      // a lone table at the foot, cut off from the others, is better overleaf
      let isPoor = fitting < min(2, rest.count)
      if isPoor, !flow.isAtTop {
        flow.breakPage()
        continue
      }
      flow.place(held)
      held = []
      let taken = rest.prefix(max(1, fitting))
      let split = balanced(taken).split
      let columns = [taken.prefix(split), taken.dropFirst(split)].enumerated().map { at, tables in
        (x: Double(at) * (width + gutter), pieces: tables.flatMap(\.pieces))
      }
      flow.place(atOnce: columns, gap: gap)
      rest = rest.dropFirst(taken.count)
    }
  }

  /// How many tables go to the left so that the higher column is as low as can be, and how high it is then.
  private static func balanced(_ tables: ArraySlice<TableBlock>) -> (split: Int, height: Double) {
    func height(_ tables: ArraySlice<TableBlock>) -> Double { tables.flatMap(\.pieces).height(atTop: true) }
    return (1...tables.count).map { (split: $0, height: max(height(tables.prefix($0)), height(tables.dropFirst($0)))) }
      .min { $0.height < $1.height } ?? (0, 0)
  }
}
