import Testing

@testable import CaseReport

/// Every small table that there can be: whoever knows how numbers are hidden, and works through all tables that would look the same,
/// cannot rule out one of 1 to 4.
@Suite("Numbers that are hidden")
struct SmallNumbersTests {
  private struct Page: Hashable {
    /// By line: its number where it is told, nil where it is hidden; nil as a whole where the table is.
    let lines: [Int?]?
    let total: Int?
  }

  private func page(_ numbers: [Int], _ kind: SmallNumbers.Kind, of total: Int) -> Page {
    let lines = numbers.enumerated().map { SmallNumbers.Line(String($0), count: $1) }
    let told = SmallNumbers.isSmall(total) ? nil : total
    switch SmallNumbers.hiding(lines, kind, of: total) {
    case .table: return Page(lines: nil, total: told)
    case .lines(let hidden):
      return Page(lines: numbers.enumerated().map { hidden.contains(String($0)) ? nil : $1 }, total: told)
    }
  }

  private func tables(_ lines: Int, upTo most: Int) -> [[Int]] {
    lines == 0 ? [[]] : tables(lines - 1, upTo: most).flatMap { table in (0...most).map { table + [$0] } }
  }

  /// The lines of pages of which one of 1 to 4 can be ruled out although that line is small in a table with that page.
  private func ruledOut(_ kind: SmallNumbers.Kind, lines: Int, most: Int, totals: ([Int]) -> ClosedRange<Int>) -> Int {
    var seen: [Page: [Set<Int>]] = [:]
    for table in tables(lines, upTo: most) {
      for total in totals(table) {
        let page = page(table, kind, of: total)
        for (line, number) in table.enumerated() {
          seen[page, default: Array(repeating: [], count: lines)][line].insert(number)
        }
      }
    }
    // where numbers could be greater than those that were tried, a page can look rarer than it is
    var found = 0
    for (page, values) in seen where page.total.map({ $0 <= most }) ?? true {
      for line in values where !line.isDisjoint(with: 1...4) && !line.isSuperset(of: 1...4) {
        // a total that is hidden itself is all that is known
        if page.total != nil { found += 1 }
      }
    }
    return found
  }

  @Test("lines that add up: each small one can be anything from 1 to 4", arguments: [2, 3, 4])
  func parts(_ lines: Int) {
    #expect(ruledOut(.parts, lines: lines, most: lines == 4 ? 12 : 24) { $0.reduce(0, +)...$0.reduce(0, +) } == 0)
  }

  @Test("lines that add up to no more than the total", arguments: [1, 2, 3])
  func someParts(_ lines: Int) {
    #expect(ruledOut(.someParts, lines: lines, most: 18) { $0.reduce(0, +)...max($0.reduce(0, +), 18) } == 0)
  }

  @Test("lines that overlap", arguments: [2, 3])
  func overlapping(_ lines: Int) {
    #expect(
      ruledOut(.overlapping, lines: lines, most: 14) { ($0.max() ?? 0)...max($0.max() ?? 0, $0.reduce(0, +)) } == 0)
  }

  @Test("a line that is small by its people is hidden with its count")
  func people() {
    let lines = [
      SmallNumbers.Line("office", count: 30, people: 12), SmallNumbers.Line("phone", count: 20, people: 2),
      SmallNumbers.Line("line", count: 9, people: 6),
    ]
    #expect(SmallNumbers.hiding(lines, .parts, of: 59) == .lines(["phone", "line"]))
  }

  @Test("what is not small stays, and a table of nothing small is whole")
  func stays() {
    let lines = [SmallNumbers.Line("a", count: 30), SmallNumbers.Line("b", count: 5), SmallNumbers.Line("c", count: 0)]
    #expect(SmallNumbers.hiding(lines, .parts, of: 35) == .lines([]))
    #expect(SmallNumbers.hiding([SmallNumbers.Line("a", count: 3)], .parts, of: 3) == .table)
    #expect(SmallNumbers.hiding([], .parts, of: 0) == .lines([]))
  }
}
