/// Which lines of a table are hidden so that no number from 1 to 4 can be told from what is left.
///
/// What is hidden depends only on which lines are small, in the order of their list, and on sums that the reader is told anyway.
/// So for each small line, whichever of 1, 2, 3 and 4 it is, there is a table with the same page: not even who knows this code, and
/// which lines are the small ones, can rule one out (docs/decisions/0020-editions.md has the argument).
enum SmallNumbers {
  /// How the lines of a table stand to a total that the reader may know.
  enum Kind {
    /// They add up to it.
    case parts
    /// They add up to no more than it: what has no line is in it too.
    case someParts
    /// Together they cover it, and each is no more than it; some count under several lines.
    case overlapping
  }

  struct Line {
    let code: String
    /// What is added up.
    let count: Int
    /// Whether the line has to be hidden for its own sake.
    let isSmall: Bool

    init(_ code: String, count: Int, people: Int? = nil) {
      self.code = code
      self.count = count
      isSmall = SmallNumbers.isSmall(count) || people.map(SmallNumbers.isSmall) ?? false
    }
  }

  enum Hiding: Equatable {
    case lines(Set<String>)
    /// Not even which lines there are is told.
    case table
  }

  static func isSmall(_ number: Int) -> Bool { (1...4).contains(number) }

  /// - Parameter lines: those that are not 0, in the order of their list.
  static func hiding(_ lines: [Line], _ kind: Kind, of total: Int) -> Hiding {
    if isSmall(total) { return .table }
    let lines = lines.filter { $0.count > 0 }
    let small = lines.filter(\.isSmall)
    if small.isEmpty { return .lines([]) }
    var hidden = Set(small.map(\.code))
    // from the list's end, where 不明 and その他 are, whatever their size: a choice by size would tell the size
    var others = lines.filter { !$0.isSmall }.map(\.code)
    var added = 0
    while !suffices(kind, total - shown(lines, hidden), small: small.count, added: added) {
      guard let other = others.popLast() else { return .table }
      hidden.insert(other)
      added += 1
    }
    // where nothing is left to show, that alone would tell how many lines share the total
    return hidden.count == lines.count ? .table : .lines(hidden)
  }

  private static func shown(_ lines: [Line], _ hidden: Set<String>) -> Int {
    lines.reduce(0) { hidden.contains($1.code) ? $0 : $0 + $1.count }
  }

  /// Whether each small line can be anything from 1 to 4, with the other small ones 1 and those added for their sake 5 at least.
  private static func suffices(_ kind: Kind, _ rest: Int, small: Int, added: Int) -> Bool {
    let room = rest >= 4 + (small - 1) + 5 * added
    return switch kind {
    case .parts: added > 0 && room
    case .someParts: room
    case .overlapping: added > 0
    }
  }
}
