import CaseCore
import FoundationEssentials
import Testing

@testable import CaseReport

/// The public edition against somebody who has all of its pages: nobody's number from 1 to 4 can be told.
@Suite("The attack on the public edition")
struct AttackTests {
  /// The made-up offices that are attacked, by their seeds: some of every size, and those that took the longest search.
  /// IPPO_ATTACK_OFFICES says others: `150` for the first so many, `150-200` for some.
  private static let seeds: [Int] = {
    guard let others = ProcessInfo.processInfo.environment["IPPO_ATTACK_OFFICES"] else {
      return Array(0..<24) + [56, 89]
    }
    let ends = others.split(separator: "-").compactMap { Int($0) }
    return ends.count == 2 ? Array(ends[0]..<ends[1]) : Array(0..<(ends.first ?? 0))
  }()

  private func figures(_ office: RandomOffice) -> [ReportMonth: MonthFigures] { office.reports.mapValues(\.figures) }

  private func pages(_ office: RandomOffice, months: some Sequence<ReportMonth>) throws -> [ReportMonth: PublishedPage]
  {
    var pages: [ReportMonth: PublishedPage] = [:]
    for month in months { pages[month] = try office.reports[month].map { try PublishedPage($0.edition(for: .public)) } }
    return pages
  }

  private func attack(
    _ pages: [ReportMonth: PublishedPage], truth: [ReportMonth: MonthFigures], isHasty: Bool = false
  ) -> Attacker.Findings {
    var attacker = Attacker()
    attacker.read(pages, truth: truth)
    return attacker.attack(isHasty: isHasty)
  }

  @Test("of made-up offices of every size, over all months together, each hidden number can be 1, 2, 3 or 4")
  func stands() throws {
    var (hidden, shown, leaks, unsure) = (0, 0, 0, 0)
    for seed in AttackTests.seeds {
      let office = try RandomOffice(seed: seed, months: 24)
      let pages = try pages(office, months: RandomOffice.months[12..<24])
      let found = attack(pages, truth: figures(office))
      #expect(found.leaks.isEmpty, "seed \(seed): \(found.leaks.prefix(5))")
      #expect(found.unsure.isEmpty, "seed \(seed): given up on \(found.unsure.prefix(5))")
      #expect(found.untrue == 0, "seed \(seed): the attacker believes what is not so")
      (hidden, leaks, unsure) = (hidden + found.hidden, leaks + found.leaks.count, unsure + found.unsure.count)
      shown += pages.values.reduce(0) { $0 + $1.numbers.count }
    }
    let offices = AttackTests.seeds.count
    // nothing hidden, or nothing told, would stand as well
    #expect(hidden > 100 * offices && shown > 100 * offices, "\(hidden) hidden, \(shown) told")
    print(
      "attack: \(offices) offices, \(hidden) numbers from 1 to 4, \(shown) numbers told;",
      "\(leaks) narrowed, \(unsure) given up")
  }

  @Test("planted: the rule of before, with one less to spare, against who knows it; it is found")
  func oneLess() throws {
    var found = 0
    for seed in 4..<24 where found == 0 {
      let office = try RandomOffice(seed: seed, months: 24)
      var pages: [ReportMonth: PublishedPage] = [:]
      for month in RandomOffice.months[12..<16] {
        pages[month] = try office.reports[month].map {
          try PublishedPage($0.edition(for: .public, spare: SmallNumbers.spare - 1))
        }
      }
      var attacker = Attacker()
      attacker.spare -= 1
      attacker.read(pages, truth: figures(office))
      found = attacker.attack().leaks.count { $0.possible == [1, 2, 3] }
    }
    #expect(found > 0)
  }

  /// The leaks that are found in the first office that has any, when figures are told which the public edition hides.
  private func leaks(
    of seeds: Range<Int> = 0..<40, months: Range<Int> = 17..<23,
    telling path: (String, ReportMonth, MonthFigures) -> Bool
  ) throws -> Int {
    var leaks = 0
    for seed in seeds {
      let office = try RandomOffice(seed: seed, months: 24)
      let truth = figures(office)
      var pages = try pages(office, months: RandomOffice.months[months])
      for (month, page) in pages {
        guard let figures = truth[month] else { continue }
        var told = page
        let absent = ["clients.new", "clients.closed", "clients.reopened"]
        for hidden in Array(page.hidden) + absent where path(hidden, month, figures) {
          told.tell(hidden, figures[hidden])
        }
        pages[month] = told
      }
      leaks = attack(pages, truth: truth, isHasty: true).leaks.count
      if leaks > 0 { break }
    }
    return leaks
  }

  @Test("planted: only the numbers from 1 to 4 are hidden, and nothing for their sake; it is found")
  func noComplement() throws {
    #expect(
      try leaks { path, _, figures in
        path.contains(".by_") && path.split(separator: ".").count > 2 && !(1...4).contains(figures[path])
      } > 0)
  }

  @Test("planted: the fiscal year's sums are told in every month; it is found")
  func fiscalYear() throws {
    #expect(try leaks { path, _, _ in path == "fiscal_year.inquiries" } > 0)
    #expect(try leaks { path, _, _ in path == "fiscal_year.sessions.count" } > 0)
  }

  @Test("planted: the fiscal year's people are told in every month, or in each March; it is found")
  func peopleOfYear() throws {
    #expect(try leaks { path, month, _ in path == "fiscal_year.sessions.people" && month.month != 3 } > 0)
    #expect(
      try leaks(months: 23..<24) { path, month, _ in path == "fiscal_year.sessions.people" && month.month == 3 } > 0)
  }

  @Test("planted: how many came and went is told where it is 0 or more than 4; it is found")
  func movement() throws {
    #expect(
      try leaks { path, _, figures in
        path.hasPrefix("clients.") && path.split(separator: ".").count == 2 && !(1...4).contains(figures[path])
      } > 0)
  }

  @Test("planted: consultations are told beside a table that hides them; it is found")
  func sameNumberTwice() throws {
    #expect(try leaks { path, _, _ in path == "inquiries.consultations" } > 0)
  }

  @Test("planted: of a method that is hidden the count is told, where only the people are few; it is found")
  func countsOfFew() throws {
    #expect(
      try leaks { path, _, figures in path.hasSuffix(".count") && path.contains("by_method") && figures[path] > 4 } > 0)
  }

  @Test("planted: the height of a chart's axis, as that of its highest bar; it is found")
  func chart() throws {
    var found = 0
    for seed in 0..<40 {
      let office = try RandomOffice(seed: seed, months: 24)
      let truth = figures(office)
      var pages = try pages(office, months: RandomOffice.months[17..<23])
      for (month, page) in pages {
        guard let series = office.reports[month]?.series,
          let highest = series.max(by: { ($0.inquiries ?? 0) < ($1.inquiries ?? 0) })
        else { continue }
        var told = page
        told.tell("series.inquiries.\(highest.month.iso)", highest.inquiries ?? 0)
        pages[month] = told
      }
      found = attack(pages, truth: truth, isHasty: true).leaks.count
      if found > 0 { break }
    }
    #expect(found > 0)
  }

  @Test("planted: all offices together are published beside each of them; it is found")
  func organisation() throws {
    var found = 0
    for seed in 0..<10 {
      let offices = try [3 + 8 * seed, 4 + 8 * seed].map { try RandomOffice(seed: $0, months: 13) }
      let whole = try RandomOffice(sumOf: offices)
      let month = RandomOffice.months[12]
      var attacker = Attacker()
      for (at, office) in offices.enumerated() {
        attacker.read(try pages(office, months: [month]), of: "\(at)", truth: figures(office))
      }
      #expect(attacker.attack().leaks.isEmpty)
      attacker.read(try pages(whole, months: [month]), of: "all", truth: figures(whole))
      attacker.addUp(["0", "1"], to: "all")
      found = attacker.attack().leaks.count
      if found > 0 { break }
    }
    #expect(found > 0)
  }
}
