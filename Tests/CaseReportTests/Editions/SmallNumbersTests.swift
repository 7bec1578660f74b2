import Testing

@testable import CaseReport

/// Every small table that there can be: whoever knows how numbers are hidden and which lines are the small ones, and works through
/// all tables that would look the same, cannot rule out one of 1 to 4.
@Suite("Numbers that are hidden")
struct SmallNumbersTests {
  /// A table: the numbers of its lines (a count; or a count and its people), and its totals.
  private typealias Table = (lines: [[Int]], totals: [Int])

  /// What the reader has: totals, -1 where they are hidden; by line the numbers, or -1 and whether it is a small one.
  private func page(_ table: Table, _ hiding: SmallNumbers.Hiding, _ lines: [SmallNumbers.Line]) -> [Int] {
    var page = table.totals.map { SmallNumbers.isSmall($0) ? -1 : $0 }
    if case .lines(let hidden) = hiding {
      for (line, numbers) in zip(lines, table.lines) {
        page += hidden.contains(line.code) ? [-1, line.isSmall ? 1 : 0] : numbers
      }
    }
    return page
  }

  /// The numbers of pages of which one of 1 to 4 can be ruled out although there is a table with that page in which it is one.
  private func ruledOut(
    _ tables: [Table], _ kind: SmallNumbers.Kind, spare: Int = SmallNumbers.spare,
    line: (Int, [Int]) -> SmallNumbers.Line
  ) -> Int {
    // by page, and number after number, what it can be of 1 to 4: a bit each
    var seen: [[Int]: [UInt8]] = [:]
    for table in tables {
      let lines = table.lines.enumerated().map { line($0, $1) }
      let page = page(table, SmallNumbers.hiding(lines, kind, of: table.totals[0], spare: spare), lines)
      let values = table.lines.joined().map { SmallNumbers.isSmall($0) ? UInt8(1) << $0 : 0 }
      seen[page] = seen[page].map { zip($0, values).map { $0 | $1 } } ?? values
    }
    return seen.values.reduce(0) { $0 + $1.count { $0 != 0 && $0 != 0b11110 } }
  }

  private func line(_ at: Int, _ numbers: [Int]) -> SmallNumbers.Line {
    SmallNumbers.Line(String(at), count: numbers[0], people: numbers.count > 1 ? numbers[1] : nil)
  }

  /// All lists of numbers that add up to no more than `most`.
  private func lists(_ lines: Int, upTo most: Int) -> [[Int]] {
    lines == 0 ? [[]] : (0...most).flatMap { first in lists(lines - 1, upTo: most - first).map { [first] + $0 } }
  }

  private func parts(_ lines: Int) -> [Table] {
    lists(lines, upTo: 22).map { ($0.map { [$0] }, [$0.reduce(0, +)]) }
  }

  private func someParts(_ lines: Int) -> [Table] {
    let most = lines == 4 ? 14 : 18
    return lists(lines, upTo: most).flatMap { list in (list.reduce(0, +)...most).map { (list.map { [$0] }, [$0]) } }
  }

  /// The last line counts nobody who counts under another.
  private func overlapping(_ lines: Int) -> [Table] {
    (0...10).flatMap { total in
      (0...total).flatMap { apart in
        var others: [[Int]] = [[]]
        for _ in 1..<lines { others = others.flatMap { list in (0...total - apart).map { list + [$0] } } }
        return others.filter { $0.reduce(0, +) >= total - apart }.map { (($0 + [apart]).map { [$0] }, [total]) }
      }
    }
  }

  /// Counts with their people; in the last line, as nearly in a day's LINE and mail, nobody counts twice.
  private func withPeople(_ lines: Int) -> [Table] {
    lists(lines, upTo: 15).flatMap { counts -> [Table] in
      var people: [[Int]] = [[]]
      for (at, count) in counts.enumerated() {
        let few = at == lines - 1 ? count : min(count, 1)
        people = people.flatMap { list in (few...count).map { list + [$0] } }
      }
      return people.flatMap { people -> [Table] in
        let all = counts.reduce(0, +)
        return ((people.max() ?? 0)...people.reduce(0, +)).map { (zip(counts, people).map { [$0, $1] }, [all, $0]) }
      }
    }
  }

  @Test("lines that add up: each small one can be anything from 1 to 4", arguments: [2, 3, 4])
  func parts(lines: Int) {
    #expect(ruledOut(parts(lines), .parts, line: line) == 0)
  }

  @Test("planted: one less to spare, so that a further line that is hidden says that none is 4; it is found")
  func oneLess() {
    #expect(ruledOut(parts(4), .parts, spare: SmallNumbers.spare - 1, line: line) > 0)
    #expect(ruledOut(someParts(3), .someParts, spare: SmallNumbers.spare - 1, line: line) > 0)
  }

  @Test("lines that add up to no more than the total", arguments: [1, 2, 3, 4])
  func someParts(lines: Int) {
    #expect(ruledOut(someParts(lines), .someParts, line: line) == 0)
  }

  @Test("lines that overlap, and one that does not", arguments: [2, 3, 4])
  func overlapping(lines: Int) {
    #expect(
      ruledOut(overlapping(lines), .overlapping) {
        SmallNumbers.Line(String($0), count: $1[0], isApart: $0 == lines - 1)
      } == 0)
  }

  @Test("planted: one that does not overlap is taken for another; it is found")
  func notApart() {
    #expect(ruledOut(overlapping(4), .overlapping, line: line) > 0)
  }

  @Test("lines with people: neither a count nor its people can be told")
  func counts() {
    #expect(
      ruledOut(withPeople(3), .parts) {
        SmallNumbers.Line(String($0), count: $1[0], people: $1[1], isOpen: $0 < 2)
      } == 0)
  }

  @Test("planted: what few people cannot fill is hidden for another line's sake; it is found")
  func notOpen() {
    #expect(ruledOut(withPeople(3), .parts, line: line) > 0)
  }

  @Test("a line that is small by its people is hidden with its count")
  func people() {
    let lines = [
      SmallNumbers.Line("office", count: 30, people: 12), SmallNumbers.Line("phone", count: 20, people: 2),
      SmallNumbers.Line("online", count: 9, people: 6),
    ]
    #expect(SmallNumbers.hiding(lines, .parts, of: 59) == .lines(["phone", "online"]))
  }

  @Test("what is not small stays, and a table of nothing small is whole")
  func stays() {
    let lines = [SmallNumbers.Line("a", count: 30), SmallNumbers.Line("b", count: 5), SmallNumbers.Line("c", count: 0)]
    #expect(SmallNumbers.hiding(lines, .parts, of: 35) == .lines([]))
    #expect(SmallNumbers.hiding([SmallNumbers.Line("a", count: 3)], .parts, of: 3) == .table)
    #expect(SmallNumbers.hiding([], .parts, of: 0) == .lines([]))
  }
}
