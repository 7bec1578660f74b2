import CaseCore
import CaseReport
import Postgres
import TestSupport

/// An office with something in May and June 2020, months that are long over whenever the tests run.
struct History {
  static let may = month(5)
  static let june = month(6)
  static let july = month(7)

  let office: TestOffice
  let client: ClientReference
  let mother: ClientReference

  /// A month of 2020.
  static func month(_ number: Int) -> ReportMonth {
    guard let month = try? ReportMonth(year: 2020, month: number) else { preconditionFailure("no month \(number)") }
    return month
  }

  init(_ office: TestOffice) throws {
    self.office = office
    client = try History.add("山田 太郎", to: office)
    mother = try History.add("山田 花子", to: office)
    try log(.init(5, 10), "home_visit", minutes: 50, with: ["person", "mother"])
    try log(.init(5, 11), "line", minutes: 5)
    try log(.init(5, 11), "line", minutes: 7)
    try log(.init(5, 12), "phone", minutes: 20, of: mother, with: ["mother"])
    try log(.init(5, 13), "home_visit", kind: "absent_visit")
    try log(.init(6, 2), "office", minutes: 60)
    var inquiry = NewInquiry(channel: "phone", kind: "consultation", relation: "mother")
    inquiry.receivedAt = try Instant(unixSeconds: 1_588_900_000)  // 2020-05-08
    inquiry.minutes = try Minutes(40)
    _ = try Inquiry.add(inquiry, id: TestOffice.id(), in: office.store("mori"))
    var factors = NewAssessment(factors: ["family", "work"])
    factors.on = try CalendarDate(year: 2020, month: 5, day: 20)
    _ = try Assessment.add(factors, of: client, id: TestOffice.id(), in: office.store("sato"))
    var plan = NewPlan(goal: try Note("起きる"), action: try Note("窓を開ける"))
    plan.agreedOn = try CalendarDate(year: 2020, month: 5, day: 10)
    plan.from = plan.agreedOn
    plan.until = try CalendarDate(year: 2020, month: 5, day: 20)
    _ = try Plan.agree(plan, for: client, id: TestOffice.id(), in: office.store("sato"))
    _ = try Plan.check(
      client, owner: nil, result: "done", on: CalendarDate(year: 2020, month: 5, day: 15), feeling: nil, praise: nil,
      id: TestOffice.id(), in: office.store("sato"))
    var facts = ProviderFacts()
    facts.name = "さくらクリニック"
    facts.kinds = ["psychiatry", "medical"]
    let clinic = try Provider.add(facts, verifiedOn: nil, id: TestOffice.id(), in: office.store("suzuki"))
    for status in ["offered", "informed"] {
      var referral = ReferralEntry(to: ProviderReference(clinic.code ?? ""))
      referral.on = try CalendarDate(year: 2020, month: 5, day: 25)
      referral.status = status
      _ = try Referral.make(referral, of: client, id: TestOffice.id(), in: office.store("sato"))
    }
  }

  private static func add(_ name: String, to office: TestOffice) throws -> ClientReference {
    var new = NewClient()
    new.name = name
    new.receivedOn = try CalendarDate(year: 2020, month: 5, day: 1)
    new.ageAbout = 24
    guard
      case .saved(let code, _) = try Client.add(new, id: TestOffice.id(), evenIfSimilar: true, in: office.store("sato"))
    else { throw CaseError.conflict(what: "test") }
    return ClientReference(code)
  }

  struct Day {
    let month: Int
    let day: Int
    init(_ month: Int, _ day: Int) { (self.month, self.day) = (month, day) }
  }

  func log(
    _ on: Day, _ method: String, minutes: Int? = nil, of someone: ClientReference? = nil, with: [String] = [],
    kind: String = "consultation"
  ) throws {
    let moment = try Instant(startOf: CalendarDate(year: 2020, month: on.month, day: on.day))
    var entry = SessionEntry(method: method, writtenAt: moment)
    entry.at = moment
    entry.kind = kind
    entry.minutes = try minutes.map { try Minutes($0) }
    entry.with = with
    _ = try Session.log(entry, of: someone ?? client, id: TestOffice.id(), in: office.store("sato"))
  }

  /// Closes a month as the supervisor, without files unless some are given.
  @discardableResult
  func close(_ month: ReportMonth, id: RecordID = TestOffice.id(), files: [ReportFile] = []) throws -> MonthAnswer {
    try MonthClosing.close(month, office: nil, id: id, in: office.store("suzuki")) { _ in files }
  }

  @discardableResult
  func reopen(_ month: ReportMonth, _ reason: String = "記録漏れ", id: RecordID = TestOffice.id()) throws -> MonthAnswer {
    try MonthClosing.reopen(month, office: nil, reason: reason, id: id, in: office.store("suzuki"))
  }

  func report(_ month: ReportMonth, edition: Int? = nil, as person: String = "suzuki") throws -> MonthReport {
    try MonthReport.read(month, office: nil, edition: edition, in: office.store(person))
  }
}

/// The name of the rule, conflict or thing not found that a call ended with; nil where it went through.
func refusal(_ body: () throws -> Void) throws -> String? {
  do { try body() } catch CaseError.refused(let rule) {
    return rule
  } catch CaseError.conflict(let what) {
    return "conflict " + what
  } catch CaseError.notFound(let what) {
    return "not found " + what
  }
  return nil
}
