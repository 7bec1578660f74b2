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
    /// Whether the line can be any number, as far as the reader knows: of few people LINE and mail cannot, a day counts once.
    let isOpen: Bool
    /// Whether who counts here counts under no other line, such as those of whom nothing is known.
    let isApart: Bool

    init(_ code: String, count: Int, people: Int? = nil, isOpen: Bool = true, isApart: Bool = false) {
      self.code = code
      self.count = count
      isSmall = SmallNumbers.isSmall(count) || people.map(SmallNumbers.isSmall) ?? false
      self.isOpen = isOpen
      self.isApart = isApart
    }
  }

  enum Hiding: Equatable {
    case lines(Set<String>)
    /// Not even which lines there are is told.
    case table
  }

  /// By how much the hidden lines of a table exceed what they are at least: 1 a small line, 5 another. 3 makes a small one 4; but
  /// with 3, a 4 among them would always be enough, and whoever sees that a further line was hidden would know that there is none.
  static let spare = 4

  static func isSmall(_ number: Int) -> Bool { (1...4).contains(number) }

  /// - Parameter lines: those that are not 0, in the order of their list.
  /// - Parameter spare: what ``spare`` says; tests plant less.
  static func hiding(_ lines: [Line], _ kind: Kind, of total: Int, spare: Int = SmallNumbers.spare) -> Hiding {
    if isSmall(total) { return .table }
    let lines = lines.filter { $0.count > 0 }
    let small = lines.filter(\.isSmall)
    if small.isEmpty { return .lines([]) }
    var hidden = Set(small.map(\.code))
    // from the list's end, where 不明 and その他 are, whatever their size: a choice by size would tell the size
    var others = lines.filter { !$0.isSmall && $0.isOpen }.map(\.code)
    var added = kind == .someParts ? 0 : 1
    hidden.formUnion(others.suffix(added))
    if others.count < added { return .table }
    others.removeLast(added)
    while kind != .overlapping && total - shown(lines, hidden) < small.count + spare + 5 * added {
      guard let other = others.popLast() else { return .table }
      hidden.insert(other)
      added += 1
    }
    // where nothing is left to show, that alone would tell how many lines share the total
    if hidden.count == lines.count { return .table }
    // 4 people apart have to leave room for whoever counts under the greatest line that is told
    let isApartHidden = small.contains(where: \.isApart)
    let greatest = lines.filter { !hidden.contains($0.code) }.map(\.count).max() ?? 0
    return kind == .overlapping && isApartHidden && greatest > total - 4 ? .table : .lines(hidden)
  }

  private static func shown(_ lines: [Line], _ hidden: Set<String>) -> Int {
    lines.reduce(0) { hidden.contains($1.code) ? $0 : $0 + $1.count }
  }
}
