import CaseCore

@testable import CaseReport

/// Numbers that are the same for a seed on every machine.
struct Dice: RandomNumberGenerator {
  private var state: UInt64

  init(seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 0x1234_5678 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }

  /// One of a list, the first ones more often: how often is the dice's own choice.
  mutating func pick(_ codes: [String], skew: Int) -> String {
    var at = Int.random(in: 0..<codes.count, using: &self)
    for _ in 0..<skew { at = min(at, Int.random(in: 0..<codes.count, using: &self)) }
    return codes[at]
  }
}

/// An office that was made up person by person, with its figures of each month as `api.month_report` would tell them: of every size,
/// also such where nearly nothing happens, and with months in which it is closed.
struct RandomOffice {
  static let months: [ReportMonth] = {
    guard var month = try? ReportMonth(year: 2022, month: 4) else { return [] }
    var months: [ReportMonth] = []
    for _ in 0..<36 {
      months.append(month)
      month = month.next
    }
    return months
  }()

  private struct Client {
    let age, sex, withdrawal: String
    let factors: Set<String>
    var closedAt: Int?
    var received: Int
  }

  private typealias Counts = [String: Int]

  private(set) var reports: [ReportMonth: MonthReport] = [:]

  /// Everything of a month, as whole numbers under paths, so that two offices can be added up.
  private(set) var figures: [[String: Int]] = []
  private var ranges: [[String: Int]] = []

  init(seed: Int, months count: Int = 36) throws {
    var dice = Dice(seed: seed)
    let size = [2, 5, 9, 14, 25, 45, 90, 200][seed % 8]
    let skew = Int.random(in: 0...4, using: &dice)
    let isFolding = dice.chance(70)
    // in some offices everybody of whom something is known has one thing in common, and a day on LINE is long
    let isAlike = seed / 8 % 4 == 2
    func known(_ codes: Set<String>, _ list: CodeList) -> Set<String> {
      let codes = codes.subtracting(["unknown"])
      return codes.isEmpty ? ["unknown"] : isAlike ? codes.union(list.order.prefix(1)) : codes
    }
    var clients: [Client] = []
    func newClient(_ at: Int, _ dice: inout Dice) -> Client {
      var factors: Set<String> = []
      for _ in 0..<Int.random(in: 0...3, using: &dice) { factors.insert(dice.pick(CodeList.factor.order, skew: skew)) }
      return Client(
        age: dice.pick(CodeList.ageBand.order.shuffled(skew, seed), skew: skew),
        sex: dice.pick(CodeList.sex.order, skew: skew),
        withdrawal: dice.pick(CodeList.withdrawalBand.order.shuffled(skew, seed), skew: skew),
        factors: known(factors, .factor), received: at)
    }
    for _ in 0..<size { clients.append(newClient(-1, &dice)) }
    var distinct: Set<Int> = []
    for at in 0..<count {
      let month = RandomOffice.months[at]
      let isQuiet = dice.chance(8)
      var figures: Counts = [:]
      func add(_ path: String, _ number: Int = 1) { figures[path, default: 0] += number }
      for path in [
        "inquiries.total", "inquiries.consultations", "sessions.count", "sessions.people", "sessions.minutes",
        "sessions.anonymous",
      ] {
        figures[path] = 0
      }
      // inquiries
      for _ in 0..<(isQuiet ? Int.random(in: 0...3, using: &dice) : Int.random(in: size / 3...size + 2, using: &dice)) {
        let kind = dice.pick(CodeList.inquiryKind.order, skew: skew + 1)
        add("inquiries.total")
        add("inquiries.by_kind.\(kind)")
        add("inquiries.by_channel.\(dice.pick(CodeList.channel.order, skew: skew))")
        add("inquiries.by_relation.\(dice.pick(MonthReport.relationGroups.map(\.code), skew: skew))")
        if kind == "consultation" {
          add("inquiries.consultations")
          if dice.chance(40) { add("sessions.anonymous") }
        }
      }
      // who comes and goes
      for _ in 0..<Int.random(in: 0...max(1, size / 8), using: &dice) {
        clients.append(newClient(at, &dice))
        add("clients.new")
      }
      for one in clients.indices {
        if let closedAt = clients[one].closedAt, closedAt < at, dice.chance(2) {
          clients[one].closedAt = nil
          add("clients.reopened")
        }
      }
      let active = clients.indices.filter { clients[$0].closedAt == nil }
      for one in active where clients[one].closedAt == nil && clients[one].received < at && dice.chance(4) {
        clients[one].closedAt = at
        add("clients.closed")
      }
      figures["clients.active"] = active.count
      for one in active {
        add("clients.by_age_band.\(clients[one].age)")
        add("clients.by_sex.\(clients[one].sex)")
        add("clients.by_withdrawal_band.\(clients[one].withdrawal)")
        for factor in clients[one].factors { add("clients.by_factor.\(factor)") }
      }
      // consultations
      if month.month == 4 { distinct = [] }
      var met: [String: Set<Int>] = [:]
      for one in active where !isQuiet || dice.chance(10) {
        for _ in 0..<Int.random(in: 0...3, using: &dice) {
          var method = dice.pick(CodeList.sessionMethod.order, skew: skew)
          if !isFolding && (method == "line" || method == "email") { method = "office" }
          let minutes = dice.chance(10) ? 0 : 5 * Int.random(in: 1...18, using: &dice)
          add("sessions.count")
          add("sessions.minutes", minutes)
          add("sessions.by_method.\(method).count")
          add("sessions.by_method.\(method).minutes", minutes)
          met[method, default: []].insert(one)
          var with: Set<String> = []
          for _ in 0..<Int.random(in: 1...2, using: &dice) { with.insert(dice.pick(CodeList.who.order, skew: skew)) }
          for who in known(with, .who) { add("sessions.by_with.\(who)") }
          var contacts: Set<String> = []
          for _ in 0..<(isFolding && method == "line" ? (isAlike ? 40 : 3) : 1) where dice.chance(75) {
            contacts.insert(dice.pick(CodeList.contactLevel.order.reversed(), skew: skew))
          }
          for contact in contacts { add("sessions.by_contact.\(contact)") }
        }
      }
      for (method, people) in met { add("sessions.by_method.\(method).people", people.count) }
      let people = met.values.reduce(into: Set<Int>()) { $0.formUnion($1) }
      figures["sessions.people"] = people.count
      distinct.formUnion(people)
      for path in ["absent_visits", "no_shows", "agency_contacts"] {
        figures["sessions.\(path)"] = Int.random(in: 0...size / 4 + 2, using: &dice)
      }
      // referrals and plans
      for path in ["referrals.made", "referrals.informed", "plans.agreed", "plans.checks"] { figures[path] = 0 }
      for _ in 0..<Int.random(in: 0...size / 3 + 1, using: &dice) {
        let status = dice.pick(CodeList.referralStatus.order, skew: skew)
        add("referrals.by_status.\(status)")
        add(status == "informed" ? "referrals.informed" : "referrals.made")
        if status == "informed" { continue }
        var kinds: Set<String> = []
        for _ in 0..<Int.random(in: 1...2, using: &dice) {
          kinds.insert(dice.pick(CodeList.providerKind.order, skew: skew + 2))
        }
        for kind in known(kinds, .providerKind) { add("referrals.by_kind.\(kind)") }
      }
      for _ in 0..<Int.random(in: 0...size / 2 + 1, using: &dice) {
        add("plans.checks")
        add("plans.by_result.\(dice.pick(CodeList.planResult.order, skew: skew))")
      }
      figures["plans.agreed"] = Int.random(in: 0...size / 3 + 1, using: &dice)
      figures["fiscal_year.sessions.people"] = distinct.count
      self.figures.append(figures)
    }
    try tell()
  }

  /// All offices together; nobody turns to two of them.
  init(sumOf offices: [RandomOffice]) throws {
    for at in offices[0].figures.indices {
      figures.append(offices.reduce(into: [:]) { sum, office in sum.merge(office.figures[at], uniquingKeysWith: +) })
    }
    try tell()
  }

  /// The months as reports, with what each says of the others.
  private mutating func tell() throws {
    for (at, month) in RandomOffice.months.prefix(figures.count).enumerated() {
      var all = figures[at]
      func number(_ at: Int, _ path: String) -> Int { figures.indices.contains(at) ? figures[at][path] ?? 0 : 0 }
      for (name, path) in [
        ("inquiries", "inquiries.total"), ("sessions", "sessions.count"), ("people", "sessions.people"),
      ] {
        all["previous_month.\(name)"] = number(at - 1, path)
        all["same_month_last_year.\(name)"] = number(at - 12, path)
      }
      let year = (0...at).filter { RandomOffice.months[$0].fiscalYear == month.fiscalYear }
      all["fiscal_year.inquiries"] = year.reduce(0) { $0 + number($1, "inquiries.total") }
      all["fiscal_year.sessions.count"] = year.reduce(0) { $0 + number($1, "sessions.count") }
      var before = month
      var series: [String] = []
      for back in 0..<12 {
        series.append(
          """
          {"month": "\(before.iso)", "inquiries": \(number(at - back, "inquiries.total")), \
          "sessions": \(number(at - back, "sessions.count")), "people": \(number(at - back, "sessions.people"))}
          """)
        before = before.previous
      }
      let json = """
        {"office": {"code": "x", "name": "所", "name_en": null, "language": "ja"}, "month": "\(month.iso)",
         "figures": \(RandomOffice.nested(all)), "series": [\(series.reversed().joined(separator: ", "))],
         "narrative": null, "lists": null, "transcription": null}
        """
      reports[month] = try MonthReport(json: json, standing: .open)
    }
  }

  private static func nested(_ figures: [String: Int]) -> String {
    var numbers: [String] = []
    var groups: [String: [String: Int]] = [:]
    for (path, number) in figures.sorted(by: { $0.key < $1.key }) {
      if let dot = path.firstIndex(of: ".") {
        groups[String(path[..<dot]), default: [:]][String(path[path.index(after: dot)...])] = number
      } else {
        numbers.append("\"\(path)\": \(number)")
      }
    }
    let objects = groups.sorted { $0.key < $1.key }.map { "\"\($0.key)\": \(nested($0.value))" }
    return "{\((numbers + objects).joined(separator: ", "))}"
  }
}

extension [String] {
  /// Another order for some offices, so that not always the same codes are the frequent ones.
  fileprivate func shuffled(_ skew: Int, _ seed: Int) -> [String] {
    var dice = Dice(seed: seed &+ 7 &* skew)
    return shuffled(using: &dice)
  }
}
