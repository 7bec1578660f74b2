import CaseCore
import TestRiddle

@testable import CaseReport

/// Somebody who has an office's public pages of several months, knows docs/contract.md and docs/editions.md by heart, has been told
/// besides which hidden lines are the small ones, and tries to find out what is hidden.
struct Attacker {
  /// What was found out of a number from 1 to 4.
  struct Leak: CustomStringConvertible {
    let month: ReportMonth
    let path: String
    let truth: Int
    /// Which of 1 to 4 it can still be.
    let possible: [Int]
    var description: String { "\(month) \(path) is \(truth): can be \(possible)" }
  }

  private struct Figure {
    let whose: String
    let month: ReportMonth
    let path: String
    let truth: Int
  }

  private var riddle = Riddle()
  private var unknowns: [String: Int] = [:]
  private var figures: [Figure] = []
  /// What nobody says is small, and stands nowhere.
  private var unsaid: Set<Int> = []
  // of the office that is being read
  private var whose = ""
  private var truth: [ReportMonth: MonthFigures] = [:]
  private var pages: [ReportMonth: PublishedPage] = [:]
  private static let many = 100_000
  /// By how much rule 2 says the hidden lines have to exceed what they are at least.
  var spare = 4

  // MARK: - What is known

  /// Reads an office's pages.
  ///
  /// - Parameter truth: the true figures, for telling which hidden lines are small, and what to look for.
  mutating func read(_ pages: [ReportMonth: PublishedPage], of whose: String = "x", truth: [ReportMonth: MonthFigures])
  {
    (self.pages, self.whose, self.truth) = (pages, whose, truth)
    for month in pages.keys.sorted() { build(month) }
    for month in pages.keys.sorted() { link(month) }
  }

  /// Takes some offices for all there are.
  mutating func addUp(_ offices: [String], to whole: String) {
    for (at, figure) in figures.enumerated() where figure.whose == whole {
      let parts = offices.compactMap { unknowns["\($0) \(figure.month) \(figure.path)"] }
      if parts.count == offices.count { riddle.sum(parts.map { ($0, 1) } + [(at, -1)], from: 0, to: 0) }
    }
  }

  /// The unknown of a month's figure, the same wherever it is told.
  private mutating func unknown(_ month: ReportMonth, _ path: String) -> Int {
    let key = "\(whose) \(month) \(path)"
    if let known = unknowns[key] { return known }
    let number = truth[month]?[path] ?? 0
    let unknown = riddle.unknown(0, Attacker.many, hint: number)
    unknowns[key] = unknown
    figures.append(Figure(whose: whose, month: month, path: path, truth: number))
    return unknown
  }

  /// What no page has, and nobody says is small: found out only if it can be no other number.
  private mutating func unsaid(_ month: ReportMonth, _ path: String, truth number: Int) -> Int {
    let unknown = riddle.unknown(0, Attacker.many, hint: number)
    figures.append(Figure(whose: whose, month: month, path: path, truth: number))
    unsaid.insert(unknown)
    return unknown
  }

  private mutating func tell(_ unknown: Int, _ number: Int?) {
    if let number { riddle.narrow(unknown, number, number) }
  }

  /// Tables whose lines add up, one figure a line.
  private static let tables = [
    ("inquiries.by_channel", CodeList.channel.order, "inquiries.total"),
    ("inquiries.by_relation", MonthReport.relationGroups.map(\.code), "inquiries.total"),
    ("inquiries.by_kind", CodeList.inquiryKind.order, "inquiries.total"),
    ("clients.by_age_band", CodeList.ageBand.order, "clients.active"),
    ("clients.by_sex", CodeList.sex.order, "clients.active"),
    ("clients.by_withdrawal_band", CodeList.withdrawalBand.order, "clients.active"),
    ("plans.by_result", CodeList.planResult.order, "plans.checks"),
  ]

  private static let movement = ["clients.new", "clients.closed", "clients.reopened"]

  /// Figures whose own size alone says whether they are hidden.
  private static let singles = [
    "inquiries.total", "clients.active", "sessions.count", "sessions.people", "sessions.absent_visits",
    "sessions.no_shows",
    "sessions.agency_contacts", "referrals.made", "referrals.informed", "plans.agreed", "plans.checks",
  ]

  private mutating func build(_ month: ReportMonth) {
    guard let page = pages[month] else { return }
    for path in Attacker.singles {
      let unknown = unknown(month, path)
      tell(unknown, page.numbers[path])
      if page.numbers[path] == nil { riddle.narrow(unknown, 1, 4) }
    }
    for path in ["inquiries.consultations", "sessions.anonymous", "sessions.minutes"] {
      tell(unknown(month, path), page.numbers[path])
    }
    // not on the page; if it were, then hidden where it is small
    let isMovementTold = Attacker.movement.contains { page.numbers[$0] != nil }
    for path in Attacker.movement {
      let unknown = unknown(month, path)
      if let number = page.numbers[path] {
        tell(unknown, number)
      } else if isMovementTold {
        riddle.narrow(unknown, 1, 4)
      } else {
        unsaid.insert(unknown)
      }
    }
    for (table, codes, total) in Attacker.tables {
      let lines = lines(month, table, codes)
      parts(month, lines, total)
      stopped(month, lines, table, total, atLeast: 1)
    }
    let kinds = lines(month, "inquiries.by_kind", CodeList.inquiryKind.order)
    for kind in kinds where kind.code == "consultation" {
      let consultations = unknown(month, "inquiries.consultations")
      riddle.sum([(kind.unknown, 1), (consultations, -1)], from: 0, to: 0)
      riddle.sum([(consultations, 1), (unknown(month, "sessions.anonymous"), -1)], from: 0)
    }
    let factors = lines(month, "clients.by_factor", CodeList.factor.order)
    overlap(month, factors, "clients.active", isApart: "unknown")
    let counts = lines(month, "sessions.by_method", CodeList.sessionMethod.order, ".count")
    let people = lines(month, "sessions.by_method", CodeList.sessionMethod.order, ".people")
    let minutes = lines(month, "sessions.by_method", CodeList.sessionMethod.order, ".minutes")
    parts(month, counts, "sessions.count")
    stopped(month, counts, "sessions.by_method", "sessions.count", atLeast: 1)
    parts(month, minutes, "sessions.minutes")
    overlap(month, people, "sessions.people")
    for (at, count) in counts.enumerated() {
      riddle.sum([(people[at].unknown, 1), (count.unknown, -1)], to: 0)
      // of LINE and mail one a day counts, their minutes all
      let isFolded = count.code == "line" || count.code == "email"
      riddle.sum([(people[at].unknown, isFolded ? 31 : Attacker.many), (count.unknown, -1)], from: 0)
      if !isFolded { riddle.sum([(count.unknown, 1440), (minutes[at].unknown, -1)], from: 0) }
    }
    let (sessions, came) = (unknown(month, "sessions.count"), unknown(month, "sessions.people"))
    riddle.sum([(sessions, 1), (came, -1)], from: 0)
    riddle.sum([(came, Attacker.many), (sessions, -1)], from: 0)
    riddle.sum([(unknown(month, "clients.active"), 1), (came, -1)], from: 0)
    let with = lines(month, "sessions.by_with", CodeList.who.order)
    overlap(month, with, "sessions.count", isApart: "unknown")
    let contacts = lines(month, "sessions.by_contact", CodeList.contactLevel.order)
    each(month, contacts, atMost: "sessions.count")
    // one each, but a day of LINE or mail may have one of every kind
    let folded = counts.filter { $0.code == "line" || $0.code == "email" }
    riddle.sum(
      contacts.map { ($0.unknown, 1) } + folded.map { ($0.unknown, 1 - contacts.count) } + [(sessions, -1)], to: 0)
    stopped(month, contacts, "sessions.by_contact", "sessions.count", atLeast: 0)
    let kindsReferred = lines(month, "referrals.by_kind", CodeList.providerKind.order)
    overlap(month, kindsReferred, "referrals.made", isApart: "unknown")
    let statuses = lines(month, "referrals.by_status", CodeList.referralStatus.order)
    let made = statuses.filter { $0.code != "informed" }
    parts(month, made, "referrals.made")
    stopped(month, made, "referrals.by_status", "referrals.made", atLeast: 1)
    for status in statuses where status.code == "informed" {
      riddle.sum([(status.unknown, 1), (unknown(month, "referrals.informed"), -1)], from: 0, to: 0)
    }
  }

  private typealias Lines = [(code: String, unknown: Int)]

  private mutating func lines(_ month: ReportMonth, _ table: String, _ codes: [String], _ measure: String = "") -> Lines
  {
    codes.map { code in
      let path = "\(table).\(code)\(measure)"
      let unknown = unknown(month, path)
      if let number = pages[month]?.numbers[path] {
        tell(unknown, number)
      } else if let there = pages[month]?.tables[table] {
        if !there.contains(code) {
          riddle.narrow(unknown, 0, 0)
        } else if measure != ".minutes" {
          let isSmall = isSmall(month, table, code)
          riddle.narrow(unknown, isSmall ? 1 : 5, isSmall && measure != ".count" ? 4 : Attacker.many)
        }
      }
      return (code, unknown)
    }
  }

  private mutating func parts(_ month: ReportMonth, _ lines: Lines, _ total: String) {
    riddle.sum(lines.map { ($0.unknown, 1) } + [(unknown(month, total), -1)], from: 0, to: 0)
  }

  private mutating func each(_ month: ReportMonth, _ lines: Lines, atMost total: String) {
    let total = unknown(month, total)
    for line in lines { riddle.sum([(line.unknown, 1), (total, -1)], to: 0) }
  }

  /// Each is no more than the total, and together they are no less; what is counted under one code is under no other.
  private mutating func overlap(_ month: ReportMonth, _ lines: Lines, _ total: String, isApart apart: String? = nil) {
    let total = unknown(month, total)
    riddle.sum(lines.map { ($0.unknown, 1) } + [(total, -1)], from: 0)
    let rest = lines.filter { $0.code == apart }.map { ($0.unknown, 1) } + [(total, -1)]
    for line in lines { riddle.sum(line.code == apart ? rest : [(line.unknown, 1)] + rest, to: 0) }
  }

  /// Rule 2 run backwards: as long as another line was hidden, what was hidden before it did not suffice.
  private mutating func stopped(
    _ month: ReportMonth, _ lines: Lines, _ table: String, _ total: String, atLeast fewest: Int
  ) {
    guard let page = pages[month], let there = page.tables[table] else { return }
    let hidden = lines.filter { there.contains($0.code) && !riddle.isKnown($0.unknown) }
    let small = hidden.filter { isSmall(month, table, $0.code) }
    let others = Lines(hidden.filter { !isSmall(month, table, $0.code) }.reversed())
    if small.isEmpty { return }
    let told = lines.filter { line in !hidden.contains { $0.code == line.code } }.map { ($0.unknown, -1) }
    for added in fewest..<max(others.count, fewest) {
      riddle.sum(
        [(unknown(month, total), 1)] + told + others.dropFirst(added).map { ($0.unknown, -1) },
        to: small.count + spare + 5 * added - 1)
    }
  }

  /// One who knows which lines are the small ones.
  private func isSmall(_ month: ReportMonth, _ table: String, _ code: String) -> Bool {
    let path = "\(table).\(code)"
    return (1...4).contains(truth[month]?[table == "sessions.by_method" ? path + ".people" : path] ?? 0)
  }

  private static let spans = [
    ("inquiries", "inquiries.total"), ("sessions", "sessions.count"), ("people", "sessions.people"),
  ]

  /// What one month's page says of others.
  private mutating func link(_ month: ReportMonth) {
    guard let page = pages[month] else { return }
    for (name, path) in Attacker.spans {
      for (other, said) in [
        (month.previous, "previous_month.\(name)"), (month.sameMonthLastYear, "same_month_last_year.\(name)"),
      ] where truth[other] != nil {
        let unknown = unknown(other, path)
        if let number = page.numbers[said] { tell(unknown, number) } else { riddle.narrow(unknown, 1, 4) }
      }
      var at = month
      for _ in 0..<12 where truth[at] != nil {
        tell(unknown(at, path), page.numbers["series.\(name).\(at.iso)"])
        at = at.previous
      }
    }
    var year = [month]
    while year[0].month != 4 { year.insert(year[0].previous, at: 0) }
    if year.allSatisfy({ truth[$0] != nil }) {
      for (said, path) in [
        ("fiscal_year.inquiries", "inquiries.total"), ("fiscal_year.sessions.count", "sessions.count"),
      ] {
        guard let number = page.numbers[said] else { continue }
        riddle.sum(year.map { (unknown($0, path), 1) }, from: number, to: number)
      }
      linkPeople(month, year)
    }
    if pages[month.previous] != nil {
      let (now, then) = (unknown(month, "clients.active"), unknown(month.previous, "clients.active"))
      let (new, again) = (unknown(month, "clients.new"), unknown(month, "clients.reopened"))
      riddle.sum([(now, 1), (then, -1), (new, -1), (again, -1)], to: 0)
      riddle.sum([(now, 1), (then, -1), (new, -1), (unknown(month.previous, "clients.closed"), 1)], from: 0)
    }
    riddle.sum([(unknown(month, "clients.active"), 1), (unknown(month, "clients.new"), -1)], from: 0)
  }

  /// The year's people: who came in some month for the first time, who did not come in one, and who came in several.
  private mutating func linkPeople(_ month: ReportMonth, _ year: [ReportMonth]) {
    let path = "fiscal_year.sessions.people"
    let people = unknown(month, path)
    tell(people, pages[month]?.numbers[path])
    let of = year.map { unknown($0, "sessions.people") }
    if let number = pages[month]?.numbers[path] {
      let visits = year.reduce(0) { $0 + (truth[$1]?["sessions.people"] ?? 0) }
      let again = unsaid(month, "people who came again", truth: visits - number)
      riddle.sum(of.map { ($0, 1) } + [(people, -1), (again, -1)], from: 0, to: 0)
      for (at, other) in year.enumerated() {
        let away = unsaid(
          other, "people of \(month) who did not come", truth: number - (truth[other]?["sessions.people"] ?? 0))
        riddle.sum([(people, 1), (of[at], -1), (away, -1)], from: 0, to: 0)
      }
    }
    let number = truth[month]?[path] ?? 0
    let first = unsaid(
      month, "people who came first", truth: number - (year.count > 1 ? truth[month.previous]?[path] ?? 0 : 0))
    riddle.sum([(first, 1), (of[of.count - 1], -1)], to: 0)
    let before = year.count > 1 ? [(unknown(month.previous, path), -1)] : []
    riddle.sum([(people, 1), (first, -1)] + before, from: 0, to: 0)
  }

  // MARK: - What can be found out

  /// What an attack found.
  struct Findings {
    /// Every number from 1 to 4 of which one of 1, 2, 3 and 4 can be ruled out, told ones too.
    var leaks: [Leak] = []
    /// How many numbers from 1 to 4 there are.
    var hidden = 0
    /// Of which no solution was found, nor that there is none, before the search was given up.
    var unsure: [Leak] = []
    /// How many relations the attacker believed in that are not so.
    var untrue = 0
  }

  /// - Parameter isHasty: stops at the first leak, and gives up soon.
  mutating func attack(isHasty: Bool = false) -> Findings {
    var found = Findings()
    riddle.searches = isHasty ? 2 : 8
    found.untrue = riddle.untrue
    for (unknown, figure) in figures.enumerated() {
      if figure.path.hasSuffix("minutes") || !(1...4).contains(figure.truth) { continue }
      found.hidden += 1
      var (possible, ruledOut) = ([Int](), 0)
      for value in 1...4 {
        switch riddle.allows(unknown, value, value) {
        case true?: possible.append(value)
        case false?: ruledOut += 1
        case nil: break
        }
      }
      var isFound = ruledOut > 0
      var isUnsure = possible.count + ruledOut < 4
      if unsaid.contains(unknown) {
        // only a number that can be no other is found out
        let more = possible.count > 1 ? true : riddle.allows(unknown, 5, Attacker.many)
        isFound = more == false && ruledOut == 3
        isUnsure = !isFound && more != true
      }
      let leak = Leak(month: figure.month, path: figure.path, truth: figure.truth, possible: possible)
      if isFound { found.leaks.append(leak) }
      if isFound && isHasty { break }
      if isUnsure && !isFound { found.unsure.append(leak) }
    }
    return found
  }
}
