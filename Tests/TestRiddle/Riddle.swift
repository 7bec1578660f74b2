/// Whole numbers that somebody does not know, each within bounds, and sums of them that they do: what can each of them be?
/// Complete: a value is ruled out only if there is no solution with it, and allowed only if there is one.
public struct Riddle: Sendable {
  private struct Sum {
    let terms: [(unknown: Int, factor: Int)]
    let low: Int
    let high: Int
  }

  private var low: [Int] = []
  private var high: [Int] = []
  private var hints: [Int] = []
  private var sums: [Sum] = []
  private var uses: [[Int]] = []

  public init() {}

  /// - Parameter hint: where a search looks first; it changes how long one takes, and never what is found.
  public mutating func unknown(_ low: Int, _ high: Int, hint: Int) -> Int {
    self.low.append(low)
    self.high.append(high)
    hints.append(hint)
    uses.append([])
    return self.low.count - 1
  }

  public mutating func narrow(_ unknown: Int, _ low: Int, _ high: Int) {
    self.low[unknown] = max(self.low[unknown], low)
    self.high[unknown] = min(self.high[unknown], high)
  }

  public mutating func sum(
    _ terms: [(unknown: Int, factor: Int)], from low: Int = -1_000_000_000, to high: Int = 1_000_000_000
  ) {
    for term in terms { uses[term.unknown].append(sums.count) }
    sums.append(Sum(terms: terms, low: low, high: high))
  }

  /// Whether there is a solution in which an unknown lies between two values; nil where the search was given up.
  public func allows(_ unknown: Int, _ from: Int, _ to: Int) -> Bool? {
    var (low, high) = (low, high)
    low[unknown] = max(low[unknown], from)
    high[unknown] = min(high[unknown], to)
    var steps = 20_000
    return solve(&low, &high, from: unknown, [], &steps)
  }

  /// - Parameter reached: the sums that hang together with the unknown that was asked about, as far as they were seen.
  private func solve(
    _ low: inout [Int], _ high: inout [Int], from changed: Int, _ reached: Set<Int>, _ steps: inout Int
  ) -> Bool? {
    steps -= 1
    if steps < 0 { return nil }
    var reached = reached
    guard propagate(&low, &high, from: changed, &reached) else { return false }
    // what shares no sum with it, over unknowns that are still open, cannot matter
    var next: Int?
    for sum in reached {
      for term in sums[sum].terms where low[term.unknown] < high[term.unknown] {
        if next.map({ high[term.unknown] - low[term.unknown] < high[$0] - low[$0] }) ?? true { next = term.unknown }
      }
    }
    guard let next else { return true }
    let hint = min(max(hints[next], low[next]), high[next])
    var ranges = [(hint, hint)]
    if hint > low[next] { ranges.append((low[next], hint - 1)) }
    if hint < high[next] { ranges.append((hint + 1, high[next])) }
    var isSure = true
    for (from, to) in ranges {
      var (below, above) = (low, high)
      (below[next], above[next]) = (from, to)
      switch solve(&below, &above, from: next, reached, &steps) {
      case true?: return true
      case nil: isSure = false
      case false?: break
      }
    }
    return isSure ? false : nil
  }

  /// Draws the bounds together over every sum that can be reached through what is still open; false where they cross.
  private func propagate(_ low: inout [Int], _ high: inout [Int], from start: Int, _ reached: inout Set<Int>) -> Bool {
    if low[start] > high[start] { return false }
    var queue = uses[start]
    var isQueued = Set(queue)
    var at = 0
    while at < queue.count {
      let sum = queue[at]
      at += 1
      isQueued.remove(sum)
      let isNew = reached.insert(sum).inserted
      var (least, most) = (0, 0)
      for (unknown, factor) in sums[sum].terms {
        least += factor * (factor > 0 ? low[unknown] : high[unknown])
        most += factor * (factor > 0 ? high[unknown] : low[unknown])
      }
      if least > sums[sum].high || most < sums[sum].low { return false }
      for (unknown, factor) in sums[sum].terms {
        let (before, after) = (low[unknown], high[unknown])
        let restLeast = least - factor * (factor > 0 ? before : after)
        let restMost = most - factor * (factor > 0 ? after : before)
        let (from, to) = (sums[sum].low - restMost, sums[sum].high - restLeast)
        if factor > 0 {
          low[unknown] = max(before, ceiling(from, factor))
          high[unknown] = min(after, floor(to, factor))
        } else {
          low[unknown] = max(before, ceiling(-to, -factor))
          high[unknown] = min(after, floor(-from, -factor))
        }
        if low[unknown] > high[unknown] { return false }
        let isDrawn = low[unknown] != before || high[unknown] != after
        if isDrawn {
          least = restLeast + factor * (factor > 0 ? low[unknown] : high[unknown])
          most = restMost + factor * (factor > 0 ? high[unknown] : low[unknown])
        }
        if isDrawn || isNew && before < after {
          for other in uses[unknown] where isDrawn && other != sum || !reached.contains(other) {
            if isQueued.insert(other).inserted { queue.append(other) }
          }
          if isDrawn, isQueued.insert(sum).inserted { queue.append(sum) }
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
