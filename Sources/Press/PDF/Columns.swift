import Paper

/// How wide each column of a table is, from what stands in it.
struct Columns {
  /// Of the text alone, without the space at its sides.
  let widths: [Double]
  /// What the columns want together, with their space.
  let natural: Double

  /// `wanted` is each column's widest text on one line; `wraps` tells which may be narrower. Room that is left over goes to
  /// the first column of words.
  init(wanted: [Double], wraps: [Bool], room: Double, pad: Double) {
    natural = wanted.reduce(0) { $0 + $1 + 2 * pad }
    let space = max(room - 2 * pad * Double(wanted.count), 4 * Double(wanted.count))
    let whole = zip(wanted, wraps).reduce(0) { $0 + ($1.1 ? 0 : $1.0) }
    // columns that should stay whole may together leave too little for the words
    let gives = whole > space * 0.7 ? wanted.map { _ in true } : wraps
    var widths = wanted
    if wanted.reduce(0, +) > space {
      var open = Set(wanted.indices.filter { gives[$0] })
      var left = space - wanted.indices.reduce(0) { $0 + (gives[$1] ? 0 : wanted[$1]) }
      // the narrow ones keep what they want; the others share evenly
      while let small = open.min(by: { wanted[$0] < wanted[$1] }) {
        let share = left / Double(open.count)
        if wanted[small] <= share {
          left -= wanted[small]
          open.remove(small)
        } else {
          for at in open { widths[at] = share }
          break
        }
      }
    } else {
      let spare = space - wanted.reduce(0, +)
      if wanted.count > 4 {
        for at in widths.indices { widths[at] += spare / Double(wanted.count) }
      } else if let first = wraps.firstIndex(of: true) ?? wanted.indices.first {
        widths[first] += spare
      }
    }
    self.widths = widths
  }
}
