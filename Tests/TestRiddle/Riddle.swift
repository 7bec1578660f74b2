/// Whole numbers that somebody does not know, each within bounds, and sums of them that they do: what can each of them be?
/// Complete: a value is ruled out only if there is no solution with it, and allowed only if there is one.
public struct Riddle: Sendable {
  private var sums: [Range<Int>] = []
  private var least: [Int] = []
  private var most: [Int] = []
  /// The terms of all sums, one after another.
  private var terms: [(unknown: Int, factor: Int)] = []
  private var uses: [[Int]] = []

  private var low: [Int] = []
  private var high: [Int] = []
  private var hints: [Int] = []
  /// What solutions that were found have for each unknown.
  private var seen: [Set<Int>] = []
  private var isSettled = true
  private var holdsTogether = true

  // of a search: what is to be put back, and the sums that hang together with the unknown that was asked about
  private var trail: [(unknown: Int, low: Int, high: Int)] = []
  private var reached: [Int] = []
  private var isReached: [Bool] = []
  private var isQueued: [Bool] = []
  private var dice: UInt64 = 0

  /// How many steps the first search may take; each further one, which looks elsewhere first, takes twice as many.
  private static let steps = 2_000
  /// How many searches there are before an answer is given up.
  public var searches = 8

  /// How many sums were said that are not so.
  public private(set) var untrue = 0

  public init() {}

  /// - Parameter hint: what it is in truth. A search looks there first, which changes how long it takes, and never what is found.
  public mutating func unknown(_ low: Int, _ high: Int, hint: Int) -> Int {
    self.low.append(low)
    self.high.append(high)
    hints.append(hint)
    uses.append([])
    seen.append([])
    return self.low.count - 1
  }

  public func isKnown(_ unknown: Int) -> Bool { low[unknown] == high[unknown] }

  public mutating func narrow(_ unknown: Int, _ low: Int, _ high: Int) {
    self.low[unknown] = max(self.low[unknown], low)
    self.high[unknown] = min(self.high[unknown], high)
    isSettled = false
  }

  /// Says what a sum is at least and at most, if the hints agree; nobody can know what is not so.
  public mutating func sum(
    _ terms: [(unknown: Int, factor: Int)], from low: Int = -1_000_000_000, to high: Int = 1_000_000_000
  ) {
    if !(low...high).contains(terms.reduce(0) { $0 + hints[$1.unknown] * $1.factor }) {
      untrue += 1
      return
    }
    for term in terms { uses[term.unknown].append(sums.count) }
    sums.append(self.terms.count..<self.terms.count + terms.count)
    self.terms += terms
    least.append(low)
    most.append(high)
    isReached.append(false)
    isQueued.append(false)
    isSettled = false
  }

  /// Whether there is a solution in which an unknown lies between two values; nil where all searches were given up.
  public mutating func allows(_ unknown: Int, _ from: Int, _ to: Int) -> Bool? {
    settle()
    if !holdsTogether { return false }
    if seen[unknown].contains(where: { (from...to).contains($0) }) { return true }
    var answer: Bool?
    for search in 0..<searches where answer == nil {
      dice = UInt64(search)
      var steps = Riddle.steps << search
      draw(unknown, max(low[unknown], from), min(high[unknown], to))
      answer = solve(from: unknown, search, &steps)
      putBack(to: 0, reached: 0)
    }
    return answer
  }

  /// What follows for the bounds from all that is said, once for all searches.
  private mutating func settle() {
    if isSettled { return }
    for unknown in seen.indices { seen[unknown] = [] }
    holdsTogether = propagate(Array(sums.indices))
    // this stays: nothing is put back
    trail = []
    putBack(to: 0, reached: 0)
    isSettled = true
  }

  private mutating func solve(from changed: Int, _ search: Int, _ steps: inout Int) -> Bool? {
    steps -= 1
    if steps < 0 { return nil }
    guard low[changed] <= high[changed], propagate(uses[changed]) else { return false }
    // what shares no sum with it, over unknowns that are still open, cannot matter
    var next: Int?
    for sum in reached {
      for term in sums[sum] {
        let unknown = terms[term].unknown
        if low[unknown] < high[unknown], next.map({ high[unknown] - low[unknown] < high[$0] - low[$0] }) ?? true {
          next = unknown
        }
      }
    }
    guard let next else {
      seen[changed].insert(low[changed])
      for sum in reached { for term in sums[sum] { seen[terms[term].unknown].insert(low[terms[term].unknown]) } }
      return true
    }
    let (from, to) = (low[next], high[next])
    let first = first(search, next)
    var ranges = [(first, first)]
    if first > from { ranges.append((from, first - 1)) }
    if first < to { ranges.append((first + 1, to)) }
    var isSure = true
    let (mark, known) = (trail.count, reached.count)
    for (from, to) in ranges {
      draw(next, from, to)
      switch solve(from: next, search, &steps) {
      case true?: return true
      case nil: isSure = false
      case false?: break
      }
      putBack(to: mark, reached: known)
      if !isSure && steps < 0 { break }
    }
    return isSure ? false : nil
  }

  /// Where a search looks first: at the hint, at either end, then anywhere.
  private mutating func first(_ search: Int, _ unknown: Int) -> Int {
    let (low, high) = (low[unknown], high[unknown])
    switch search {
    case 0: return min(max(hints[unknown], low), high)
    case 1: return low
    case 2: return high
    default:
      dice = dice &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return low + Int((dice >> 33) % UInt64(min(high - low, 15) + 1))
    }
  }

  private mutating func draw(_ unknown: Int, _ from: Int, _ to: Int) {
    trail.append((unknown, low[unknown], high[unknown]))
    (low[unknown], high[unknown]) = (from, to)
  }

  private mutating func putBack(to mark: Int, reached count: Int) {
    while trail.count > mark {
      let before = trail.removeLast()
      (low[before.unknown], high[before.unknown]) = (before.low, before.high)
    }
    while reached.count > count { isReached[reached.removeLast()] = false }
  }

  /// Draws the bounds together over every sum that can be reached through what is still open; false where they cross.
  private mutating func propagate(_ first: [Int]) -> Bool {
    var queue = first
    for sum in queue { isQueued[sum] = true }
    var at = 0
    var holds = true
    while at < queue.count && holds {
      let sum = queue[at]
      at += 1
      isQueued[sum] = false
      holds = tighten(sum, &queue)
    }
    while at < queue.count {
      isQueued[queue[at]] = false
      at += 1
    }
    return holds
  }

  private mutating func tighten(_ sum: Int, _ queue: inout [Int]) -> Bool {
    let isNew = !isReached[sum]
    if isNew {
      isReached[sum] = true
      reached.append(sum)
    }
    var (smallest, greatest) = (0, 0)
    for at in sums[sum] {
      let (unknown, factor) = terms[at]
      smallest += factor * (factor > 0 ? low[unknown] : high[unknown])
      greatest += factor * (factor > 0 ? high[unknown] : low[unknown])
    }
    if smallest > most[sum] || greatest < least[sum] { return false }
    for at in sums[sum] {
      let (unknown, factor) = terms[at]
      let (before, after) = (low[unknown], high[unknown])
      let restLeast = smallest - factor * (factor > 0 ? before : after)
      let restMost = greatest - factor * (factor > 0 ? after : before)
      let (from, to) = (least[sum] - restMost, most[sum] - restLeast)
      let newLow = max(before, factor > 0 ? ceiling(from, factor) : ceiling(-to, -factor))
      let newHigh = min(after, factor > 0 ? floor(to, factor) : floor(-from, -factor))
      if newLow > newHigh { return false }
      let isDrawn = newLow != before || newHigh != after
      if isDrawn {
        draw(unknown, newLow, newHigh)
        smallest = restLeast + factor * (factor > 0 ? newLow : newHigh)
        greatest = restMost + factor * (factor > 0 ? newHigh : newLow)
      }
      if isDrawn || isNew && before < after {
        for other in uses[unknown] where !isQueued[other] && (isDrawn || !isReached[other]) {
          isQueued[other] = true
          queue.append(other)
        }
      }
    }
    return true
  }

  private func ceiling(_ number: Int, _ divisor: Int) -> Int { -floor(-number, divisor) }

  private func floor(_ number: Int, _ divisor: Int) -> Int {
    number >= 0 ? number / divisor : -((-number + divisor - 1) / divisor)
  }
}
