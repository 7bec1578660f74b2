import CaseCore
public import Paper

extension MonthReport {
  /// The report as docs/contract.md lays it out for programs: every key in its place, with zeros where nothing was.
  public var record: Record {
    var report = Record()
    func add(_ record: inout Record, _ key: String, _ cell: Cell) { record.add(key, ja: key, en: key, cell) }
    func numbers(_ path: String, _ keys: [String]) -> Record {
      var record = Record()
      for key in keys { add(&record, key, figures.number("\(path).\(key)")) }
      return record
    }
    func byCode(_ path: String, _ order: [String]) -> Cell {
      if figures.hidden.contains(path) || figures.isAbsent(path) { return .null }
      var record = Record()
      for code in figures.codes(under: path, in: order) { add(&record, code, figures.number("\(path).\(code)")) }
      return .record(record)
    }
    func triples(_ path: String, _ order: [String]) -> Cell {
      if figures.hidden.contains(path) || figures.isAbsent(path) { return .null }
      var record = Record()
      for code in figures.codes(under: path, in: order) {
        add(&record, code, .record(numbers("\(path).\(code)", ["count", "people", "minutes"])))
      }
      return .record(record)
    }
    add(&report, "office", .text(orNull: office?.code))
    add(&report, "program", .text(orNull: program?.code))
    if let contract { add(&report, "contract", .record(contract)) }
    add(&report, "month", .text(figures.month.iso))
    add(&report, "state", .text(edition == nil ? "open" : "closed"))
    add(&report, "edition", .integer(orNull: edition))
    add(&report, "audience", .text(audience.rawValue))
    add(&report, "audit_head", .text(orNull: figures.auditHead))

    var inquiries = numbers("inquiries", ["total", "consultations"])
    add(&inquiries, "by_channel", byCode("inquiries.by_channel", CodeList.channel.order))
    add(&inquiries, "by_relation", byCode("inquiries.by_relation", MonthReport.relationGroups.map(\.code)))
    add(&inquiries, "by_kind", byCode("inquiries.by_kind", CodeList.inquiryKind.order))
    add(&report, "inquiries", .record(inquiries))

    var clients = numbers("clients", ["active", "new", "closed", "reopened"])
    add(&clients, "by_age_band", byCode("clients.by_age_band", CodeList.ageBand.order))
    add(&clients, "by_sex", byCode("clients.by_sex", CodeList.sex.order))
    add(&clients, "by_withdrawal_band", byCode("clients.by_withdrawal_band", CodeList.withdrawalBand.order))
    add(&clients, "by_factor", byCode("clients.by_factor", CodeList.factor.order))
    add(&report, "clients", .record(clients))
    if program != nil { add(&report, "enrolment", .record(numbers("enrolment", ["entered", "left"]))) }

    var sessions = numbers(
      "sessions", ["count", "people", "minutes", "anonymous", "absent_visits", "no_shows", "agency_contacts"])
    add(&sessions, "by_method", triples("sessions.by_method", CodeList.sessionMethod.order))
    add(&sessions, "by_staff", triples("sessions.by_staff", []))
    add(&sessions, "by_with", byCode("sessions.by_with", CodeList.who.order))
    add(&sessions, "by_contact", byCode("sessions.by_contact", CodeList.contactLevel.order))
    add(&report, "sessions", .record(sessions))

    var referrals = numbers("referrals", ["made", "informed"])
    add(&referrals, "by_kind", byCode("referrals.by_kind", CodeList.providerKind.order))
    add(&referrals, "by_status", byCode("referrals.by_status", CodeList.referralStatus.order))
    add(&report, "referrals", .record(referrals))

    var plans = numbers("plans", ["agreed", "checks"])
    add(&plans, "by_result", byCode("plans.by_result", CodeList.planResult.order))
    add(&plans, "review_overdue", figures.number("plans.review_overdue"))
    add(&report, "plans", .record(plans))

    var year = numbers("fiscal_year", ["inquiries"])
    add(&year, "sessions", .record(numbers("fiscal_year.sessions", ["count", "people"])))
    add(&report, "fiscal_year", .record(year))
    for span in ["previous_month", "same_month_last_year"] {
      add(&report, span, .record(numbers(span, ["inquiries", "sessions", "people"])))
    }
    add(&report, "attention", audience.leavesOut("attention") ? .null : .record(attentionRecord))
    add(&report, "narrative", .record(narrativeRecord))
    add(&report, "lists", listsCell)
    add(&report, "transcription", audience.leavesOut("transcription") ? .null : transcriptionCell)
    addClosings(to: &report)
    add(&report, "hidden", .list(figures.hidden.sorted().map { .text($0) }))
    add(&report, "left_out", .list(audience.leftOut.map { .text($0) }))
    return report
  }

  /// Who came, in the groups of published statistics.
  static let relationGroups: [(code: String, words: Words)] = [
    ("self", Words(ja: "本人", en: "self")), ("family", Words(ja: "家族", en: "family")),
    ("agency", Words(ja: "関係機関", en: "agency")), ("other", Words(ja: "その他", en: "other")),
    ("unknown", Words(ja: "不明", en: "unknown")),
  ]
}

extension CodeList {
  /// The codes in the list's order.
  var order: [String] { codes.map(\.code) }
}
