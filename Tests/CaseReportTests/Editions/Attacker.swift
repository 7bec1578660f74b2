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

  private mutating func tell(_ unknown: Int, _ number: Int?) {
    if let number { riddle.narrow(unknown, number, number) }
  }

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
    do {
      let lines = lines(month, "inquiries.by_channel", CodeList.channel.order)
      parts(month, lines, "inquiries.total")
    }
    do {
      let lines = lines(month, "inquiries.by_relation", MonthReport.relationGroups.map(\.code))
      parts(month, lines, "inquiries.total")
    }
    let kinds = lines(month, "inquiries.by_kind", CodeList.inquiryKind.order)
    parts(month, kinds, "inquiries.total")
    for kind in kinds where kind.code == "consultation" {
      let consultations = unknown(month, "inquiries.consultations")
      riddle.sum([(kind.unknown, 1), (consultations, -1)], from: 0, to: 0)
      riddle.sum([(consultations, 1), (unknown(month, "sessions.anonymous"), -1)], from: 0)
    }
    do {
      let lines = lines(month, "clients.by_age_band", CodeList.ageBand.order)
      parts(month, lines, "clients.active")
    }
    do {
      let lines = lines(month, "clients.by_sex", CodeList.sex.order)
      parts(month, lines, "clients.active")
    }
    do {
      let lines = lines(month, "clients.by_withdrawal_band", CodeList.withdrawalBand.order)
      parts(month, lines, "clients.active")
    }
    let factors = lines(month, "clients.by_factor", CodeList.factor.order)
    each(month, factors, atMost: "clients.active")
    together(month, factors, atLeast: "clients.active")
    let counts = lines(month, "sessions.by_method", CodeList.sessionMethod.order, ".count")
    let people = lines(month, "sessions.by_method", CodeList.sessionMethod.order, ".people")
    let minutes = lines(month, "sessions.by_method", CodeList.sessionMethod.order, ".minutes")
    parts(month, counts, "sessions.count")
    parts(month, minutes, "sessions.minutes")
    each(month, people, atMost: "sessions.people")
    together(month, people, atLeast: "sessions.people")
    for (at, count) in counts.enumerated() {
      riddle.sum([(people[at].unknown, 1), (count.unknown, -1)], to: 0)
      riddle.sum([(people[at].unknown, Attacker.many), (count.unknown, -1)], from: 0)
      if count.code != "line" && count.code != "email" {
        riddle.sum([(count.unknown, 1440), (minutes[at].unknown, -1)], from: 0)
      }
    }
    let sessions = unknown(month, "sessions.count")
    riddle.sum([(sessions, 1), (unknown(month, "sessions.people"), -1)], from: 0)
    riddle.sum([(unknown(month, "sessions.people"), Attacker.many), (sessions, -1)], from: 0)
    let with = lines(month, "sessions.by_with", CodeList.who.order)
    each(month, with, atMost: "sessions.count")
    together(month, with, atLeast: "sessions.count")
    let contacts = lines(month, "sessions.by_contact", CodeList.contactLevel.order)
    each(month, contacts, atMost: "sessions.count")
    // days of LINE and mail can have several contacts: without those each consultation has one at most
    let isFolded = ["line", "email"].contains { code in
      page.tables["sessions.by_method"]?.contains(code) ?? true
    }
    if !isFolded { riddle.sum(contacts.map { ($0.unknown, 1) } + [(sessions, -1)], to: 0) }
    let kindsReferred = lines(month, "referrals.by_kind", CodeList.providerKind.order)
    each(month, kindsReferred, atMost: "referrals.made")
    together(month, kindsReferred, atLeast: "referrals.made")
    let statuses = lines(month, "referrals.by_status", CodeList.referralStatus.order)
    parts(month, statuses.filter { $0.code != "informed" }, "referrals.made")
    for status in statuses where status.code == "informed" {
      riddle.sum([(status.unknown, 1), (unknown(month, "referrals.informed"), -1)], from: 0, to: 0)
    }
    do {
      let lines = lines(month, "plans.by_result", CodeList.planResult.order)
      parts(month, lines, "plans.checks")
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
          // one who knows which lines are the small ones
          let line = measure.isEmpty ? path : "\(table).\(code).people"
          let isSmall = (1...4).contains(truth[month]?[line] ?? 0)
          riddle.narrow(unknown, isSmall ? 1 : 5, isSmall && line == path ? 4 : Attacker.many)
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

  private mutating func together(_ month: ReportMonth, _ lines: Lines, atLeast total: String) {
    riddle.sum(lines.map { ($0.unknown, 1) } + [(unknown(month, total), -1)], from: 0)
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
      if let number = page.numbers["fiscal_year.sessions.people"] {
        let people = year.map { unknown($0, "sessions.people") }
        riddle.sum(people.map { ($0, 1) }, from: number)
        for one in people { riddle.narrow(one, 0, number) }
        if year.count > 1, let before = pages[month.previous]?.numbers["fiscal_year.sessions.people"] {
          riddle.narrow(unknown(month, "sessions.people"), number - before, Attacker.many)
        }
      }
    }
    if pages[month.previous] != nil {
      let (now, then) = (unknown(month, "clients.active"), unknown(month.previous, "clients.active"))
      let (new, again) = (unknown(month, "clients.new"), unknown(month, "clients.reopened"))
      riddle.sum([(now, 1), (then, -1), (new, -1), (again, -1)], to: 0)
      riddle.sum([(now, 1), (then, -1), (new, -1), (unknown(month.previous, "clients.closed"), 1)], from: 0)
    }
    riddle.sum([(unknown(month, "clients.active"), 1), (unknown(month, "clients.new"), -1)], from: 0)
  }

  // MARK: - What can be found out

  /// Every number from 1 to 4 of which one of 1, 2, 3 and 4 can be ruled out, told ones too; and searches that were given up.
  func leaks() -> (leaks: [Leak], hidden: Int, unsure: Int) {
    var (leaks, hidden, unsure) = ([Leak](), 0, 0)
    for (unknown, figure) in figures.enumerated() {
      if figure.path.hasSuffix("minutes") || !(1...4).contains(figure.truth) { continue }
      hidden += 1
      var possible: [Int] = []
      for value in 1...4 {
        switch riddle.allows(unknown, value, value) {
        case true?: possible.append(value)
        case nil: unsure += 1
        case false?: break
        }
      }
      // of what is not said to be small, only a number that can be no other is found out
      if unsaid.contains(unknown), possible.count > 1 || riddle.allows(unknown, 5, Attacker.many) == true { continue }
      if possible != [1, 2, 3, 4] {
        leaks.append(Leak(month: figure.month, path: figure.path, truth: figure.truth, possible: possible))
      }
    }
    return (leaks, hidden, unsure)
  }
}
