import CaseCore

extension MonthReport {
  /// Takes out every number from 1 to 4 and what would give one away, over all tables, months and charts together.
  ///
  /// Figures that come again on other months' pages (totals, as last month's, last year's, and in charts) are hidden by their own
  /// size alone, so that each page says the same of them; tables take them for known.
  mutating func hideSmallNumbers(spare: Int) {
    var hidden = Set(MonthReport.singles.filter { SmallNumbers.isSmall(figures[$0]) })
    for table in MonthReport.tables { hidden.formUnion(hiding(table, spare)) }
    // the same number under two names
    if hidden.contains("inquiries.by_kind") || hidden.contains("inquiries.by_kind.consultation") {
      // an anonymous consultation is a consultation: how many there are would say how many at least
      hidden.formUnion(["inquiries.consultations", "sessions.anonymous"])
    }
    if !hidden.isDisjoint(with: ["sessions.count", "sessions.people"]) { hidden.insert("sessions.minutes") }
    hidden.formUnion(hidingOfYear())
    figures.hide(hidden)
    // a figure that no rule here knows is not published
    figures.remove(figures.paths.filter { !MonthReport.hasRule($0) })
    series = series.map { point in
      func told(_ number: Int?) -> Int? { number.flatMap { SmallNumbers.isSmall($0) ? nil : $0 } }
      return Point(
        month: point.month, inquiries: told(point.inquiries), sessions: told(point.sessions), people: told(point.people)
      )
    }
  }

  /// Figures that are hidden where they are small themselves.
  private static let singles =
    [
      "inquiries.total", "clients.active", "sessions.count", "sessions.people", "sessions.anonymous",
      "sessions.absent_visits", "sessions.no_shows", "sessions.agency_contacts", "referrals.made", "referrals.informed",
      "plans.agreed", "plans.checks",
    ]
    + ["previous_month", "same_month_last_year"].flatMap { span in
      ["inquiries", "sessions", "people"].map { "\(span).\($0)" }
    }

  private struct ByCode {
    let path: String
    let codes: [String]
    let kind: SmallNumbers.Kind
    let total: String
    var isTriple = false
    /// A code that is no part of the total.
    var apart: String?

    init(_ path: String, _ list: CodeList, _ kind: SmallNumbers.Kind, of total: String) {
      (self.path, self.codes, self.kind, self.total) = (path, list.order, kind, total)
    }

    init(_ path: String, codes: [String], _ kind: SmallNumbers.Kind, of total: String) {
      (self.path, self.codes, self.kind, self.total) = (path, codes, kind, total)
    }
  }

  private static let tables: [ByCode] = {
    var methods = ByCode("sessions.by_method", .sessionMethod, .parts, of: "sessions.count")
    methods.isTriple = true
    var statuses = ByCode("referrals.by_status", .referralStatus, .parts, of: "referrals.made")
    statuses.apart = "informed"
    return [
      ByCode("inquiries.by_channel", .channel, .parts, of: "inquiries.total"),
      ByCode("inquiries.by_relation", codes: relationGroups.map(\.code), .parts, of: "inquiries.total"),
      ByCode("inquiries.by_kind", .inquiryKind, .parts, of: "inquiries.total"),
      ByCode("clients.by_age_band", .ageBand, .parts, of: "clients.active"),
      ByCode("clients.by_sex", .sex, .parts, of: "clients.active"),
      ByCode("clients.by_withdrawal_band", .withdrawalBand, .parts, of: "clients.active"),
      ByCode("clients.by_factor", .factor, .overlapping, of: "clients.active"), methods,
      ByCode("sessions.by_with", .who, .overlapping, of: "sessions.count"),
      ByCode("sessions.by_contact", .contactLevel, .someParts, of: "sessions.count"),
      ByCode("referrals.by_kind", .providerKind, .overlapping, of: "referrals.made"), statuses,
      ByCode("plans.by_result", .planResult, .parts, of: "plans.checks"),
    ]
  }()

  /// Methods of which one consultation a person and day counts, so that few people have few.
  private static let countedByDay: Set<String> = ["line", "email"]

  /// Figures whose hiding follows from that of others.
  private static let following = [
    "inquiries.consultations", "sessions.minutes", "fiscal_year.inquiries", "fiscal_year.sessions.count",
    "fiscal_year.sessions.people",
  ]

  private static func hasRule(_ path: String) -> Bool {
    singles.contains(path) || following.contains(path) || tables.contains { path.hasPrefix($0.path + ".") }
  }

  /// What of a table is hidden: paths of its lines, or its own.
  private func hiding(_ table: ByCode, _ spare: Int) -> Set<String> {
    let lines = figures.codes(under: table.path, in: table.codes).filter { $0 != table.apart }.map { code in
      let path = "\(table.path).\(code)"
      return table.isTriple
        ? SmallNumbers.Line(
          code, count: figures[path + ".count"], people: figures[path + ".people"],
          isOpen: !MonthReport.countedByDay.contains(code))
        : SmallNumbers.Line(code, count: figures[path], isApart: code == "unknown")
    }
    // a day of LINE or mail can have each contact once: more of them than one such day explains would say how many days
    if table.kind == .someParts, lines.reduce(1, { $0 + $1.count }) > figures[table.total] + table.codes.count {
      return [table.path]
    }
    switch SmallNumbers.hiding(lines, table.kind, of: figures[table.total], spare: spare) {
    case .table: return [table.path]
    case .lines(var codes):
      if let apart = table.apart, SmallNumbers.isSmall(figures["\(table.path).\(apart)"]) { codes.insert(apart) }
      return Set(
        codes.flatMap { code in
          table.isTriple
            ? ["count", "people", "minutes"].map { "\(table.path).\(code).\($0)" } : ["\(table.path).\(code)"]
        })
    }
  }

  /// A year's sum is told while every month of it is: else one page less the page before would be a month. Its people are
  /// told in March, once: month by month they would say how many came for the first time. And only where the difference from
  /// each month's people, who of them did not come, and from all months' together, who came again, is not small.
  private func hidingOfYear() -> Set<String> {
    let months = series.filter { $0.month.fiscalYear == figures.month.fiscalYear }
    func isTold(_ number: (Point) -> Int?) -> Bool {
      months.count == (figures.month.month + 8) % 12 + 1
        && months.allSatisfy { number($0).map { !SmallNumbers.isSmall($0) } ?? false }
    }
    var hidden: Set<String> = []
    if !isTold({ $0.inquiries }) { hidden.insert("fiscal_year.inquiries") }
    if !isTold({ $0.sessions }) { hidden.insert("fiscal_year.sessions.count") }
    let people = figures["fiscal_year.sessions.people"]
    let came = months.map { $0.people ?? 0 }
    let differences = came.map { people - $0 } + [came.reduce(0, +) - people]
    if figures.month.month != 3 || !isTold({ $0.people }) || !isTold({ $0.sessions })
      || differences.contains(where: SmallNumbers.isSmall)
    {
      hidden.insert("fiscal_year.sessions.people")
    }
    return hidden
  }
}
