/// The policies once more, in plain words and from the other side: who does what where, and therefore what each sees
/// and writes. It is compared with PostgreSQL cell by cell, so a mistake would have to be made twice.
enum PolicyModel {
  /// One person of the fixture, by what holds of them now.
  struct Actor: Sendable {
    let name: String
    var counselor: Set<String> = []
    var supervisor: Set<String> = []
    var intake: Set<String> = []
    var admin: Set<String> = []
    /// Where it takes in what LINE delivers.
    var line: Set<String> = []
    /// Where it sends what the office says on LINE.
    var sender: Set<String> = []
    /// On the staff list with an open account; a duty may be over.
    var isStaff = true
    var offices: Set<String> { counselor.union(supervisor).union(intake).union(admin) }
    var frontDesk: Set<String> { counselor.union(supervisor).union(intake) }
  }

  static let actors = [
    Actor(name: "sato", counselor: ["f"]),
    Actor(name: "kato", counselor: ["k"]),
    Actor(name: "suzuki", supervisor: ["f"]),
    Actor(name: "mori", intake: ["f"]),
    Actor(name: "tanaka", counselor: ["f"]),
    Actor(name: "admin", admin: ["f", "k"]),
    Actor(name: "oda", admin: ["f"]),
    Actor(name: "hara", supervisor: ["k"]),
    Actor(name: "ito", intake: ["k"]),
    Actor(name: "wada"),  // was a counselor of fukuoka; the duty ended
    Actor(name: "yano", isStaff: false),  // was one too; the account was closed
    Actor(name: "drifter", isStaff: false),  // in every group, never on the staff
    Actor(name: "ippo_migrate", isStaff: false),
    Actor(name: "line_intake", line: ["f"], isStaff: false),
    Actor(name: "line_sender", sender: ["f", "k", "n"], isStaff: false),
  ]

  /// Clients by their letter: the office, and whose they are. Nobody looks after U: its counselor's duty ended.
  static let clients: [(letter: String, office: String, counselor: String, former: String)] = [
    ("S", "f", "sato", "tanaka"), ("T", "f", "tanaka", "sato"), ("U", "f", "wada", "sato"), ("K", "k", "kato", "sato"),
  ]

  static let inquiries:
    [(name: String, office: String, kind: String, claimedBy: String, client: String?, isUnlinked: Bool)] = [
      ("QU", "f", "consultation", "sato", nil, false), ("QS", "f", "consultation", "sato", "S", false),
      ("QT", "f", "consultation", "tanaka", "T", false), ("QX", "f", "consultation", "sato", "S", true),
      ("QR", "f", "recruitment", "mori", nil, false), ("QK", "k", "consultation", "kato", "K", false),
      ("QZ", "f", "consultation", "sato", "U", true), ("QY", "k", "consultation", "kato", "K", true),
      ("QL", "k", "recruitment", "kato", nil, false), ("QN", "f", "recruitment", "mori", "S", false),
    ]

  /// Tickets, the good and the worthless: of a client handed on (sato's T), run out (tanaka's S), of another office
  /// (kato's S), of somebody whose duty or account is over.
  static let tickets: [(person: String, client: String, outside: Bool, valid: Bool)] = [
    ("sato", "S", false, true), ("sato", "T", false, true), ("suzuki", "S", false, true), ("tanaka", "U", true, true),
    ("tanaka", "S", true, false), ("mori", "S", false, true), ("kato", "S", true, true), ("kato", "K", false, true),
    ("hara", "S", false, true), ("yano", "U", true, true), ("wada", "U", true, true), ("suzuki", "T", false, false),
  ]

  static let openings: [(person: String, inquiry: String, valid: Bool)] = [
    ("sato", "QU", true), ("sato", "QS", true), ("sato", "QT", true), ("tanaka", "QS", true), ("tanaka", "QX", true),
    ("tanaka", "QU", false), ("suzuki", "QS", true), ("mori", "QS", true), ("mori", "QU", false), ("kato", "QS", true),
    ("kato", "QK", true), ("yano", "QU", true), ("wada", "QU", true), ("hara", "QS", true), ("hara", "QY", true),
    ("ito", "QK", true), ("sato", "QK", true), ("admin", "QR", true), ("admin", "QU", true), ("admin", "QN", true),
  ]

  /// Media that somebody took out, in force and run out.
  static let taken: [(person: String, inquiry: String, valid: Bool)] = [
    ("sato", "QU", true), ("sato", "QT", true), ("sato", "QS", true), ("sato", "QX", false), ("tanaka", "QX", true),
    ("tanaka", "QS", true), ("suzuki", "QS", true), ("mori", "QT", true), ("mori", "QU", false), ("kato", "QK", true),
    ("kato", "QS", true), ("hara", "QY", true), ("ito", "QL", true), ("yano", "QU", true), ("wada", "QU", true),
    ("oda", "QR", true), ("sato", "QZ", false), ("mori", "QN", true), ("suzuki", "QR", false),
  ]

  static func office(of client: String) -> String { clients.first { $0.letter == client }?.office ?? "" }

  /// A counselor's caseload: assigned now, or the glass broken, and a duty in that office.
  static func caseload(_ actor: Actor) -> Set<String> {
    let broken = tickets.filter {
      $0.person == actor.name && $0.outside && $0.valid && actor.counselor.contains(office(of: $0.client))
    }.map(\.client)
    return assigned(actor).union(broken)
  }

  /// Whose clients they are, broken glass apart.
  static func assigned(_ actor: Actor) -> Set<String> {
    Set(clients.filter { $0.counselor == actor.name && actor.counselor.contains($0.office) }.map(\.letter))
  }

  static func opened(_ actor: Actor) -> Set<String> {
    Set(tickets.filter { $0.person == actor.name && $0.valid && actor.isStaff }.map(\.client))
  }

  static func openedInquiries(_ actor: Actor) -> Set<String> {
    Set(openings.filter { $0.person == actor.name && $0.valid && actor.isStaff }.map(\.inquiry))
  }

  static func takenMedia(_ actor: Actor) -> Set<String> {
    Set(taken.filter { $0.person == actor.name && $0.valid && actor.isStaff }.map(\.inquiry))
  }

  private static func clients(in offices: Set<String>) -> Set<String> {
    Set(clients.filter { offices.contains($0.office) }.map(\.letter))
  }

  // MARK: what is read

  static let clientIndex: Set = [
    "client", "client_version", "client_phone", "assignment", "assignment_end", "enrolment", "enrolment_end",
  ]
  static let facts: Set = [
    "client_closing", "client_reopening", "session", "session_version", "session_with", "session_staff", "session_move",
    "session_review", "assessment", "assessment_factor", "plan", "plan_check", "plan_pause", "plan_resumption",
    "referral",
    "referral_status", "referral_consent",
  ]
  static let words: Set = ["session_note", "assessment_note", "plan_text", "plan_check_text", "referral_note"]
  static let inquiryFacts: Set = [
    "inquiry", "inquiry_claim", "inquiry_release", "inquiry_link", "inquiry_unlink", "inquiry_program",
    "inquiry_closing", "inquiry_call",
    "inquiry_callback", "inquiry_callback_attempt", "inquiry_booking", "inquiry_booking_cancel",
  ]
  /// Who an inquiry names, and what to mind with them.
  static let inquiryPeople: Set = ["inquiry_person", "inquiry_caution"]
  /// What an administrator writes of recruitment.
  static let answers: Set = [
    "inquiry_claim", "inquiry_closing", "inquiry_callback", "inquiry_callback_attempt", "inquiry_booking",
    "inquiry_booking_cancel",
  ]
  static let lineFacts: Set = ["inquiry_line", "line_event"]
  /// What LINE's intake looks up to write each thing once.
  static let lineLooksUp: Set = ["inquiry_line", "line_event", "line_message", "inquiry_closing"]
  static let directory: Set = [
    "provider", "provider_version", "provider_kind", "provider_verification", "provider_closing",
  ]
  static let programs: Set = ["program", "program_office", "program_version", "program_target"]

  static let closedMonths: Set = [
    "month_closing", "month_closing_row", "month_closing_file", "month_reopening", "program_closing",
    "program_closing_row", "program_closing_file",
  ]

  /// The labels of the rows that functions of ippo_api see for somebody; `all` are the labels that there are.
  static func visible(_ table: String, to actor: Actor, all: Set<String>) -> Set<String> {
    if let labels = conversations(table, to: actor, all: all) { return labels }
    let record = caseload(actor).union(clients(in: actor.supervisor))
    if clientIndex.contains(table) { return record.union(clients(in: actor.intake)) }
    if facts.contains(table) { return record }
    if words.contains(table) { return record.intersection(opened(actor)) }
    if closedMonths.contains(table) { return actor.supervisor }
    if inquiryFacts.union(lineFacts).union(inquiryPeople).union(["inquiry_note", "line_message"]).contains(table) {
      return Set(inquiries.filter { sees(actor, table, $0) }.map(\.name)).intersection(all)
    }
    if directory.contains(table) || programs.contains(table)
      || ["staff", "staff_end", "duty", "duty_end", "office"].contains(table)
    {
      return actor.isStaff ? all : []
    }
    switch table {
    case "line_channel", "line_channel_end": return actor.admin
    case "line_account": return actor.frontDesk.union(actor.line)
    case "line_tombstone": return actor.line
    case "access":
      return Set(
        tickets.indices.filter { place in
          let ticket = tickets[place]
          return actor.isStaff && ticket.person == actor.name || actor.supervisor.contains(office(of: ticket.client))
        }.map { "ticket \($0)" })
    case "inquiry_opening":
      return Set(
        openings.indices.filter { place in
          let opening = openings[place]
          let office = inquiries.first { $0.name == opening.inquiry }?.office ?? ""
          return actor.isStaff && opening.person == actor.name || actor.supervisor.contains(office)
        }.map { "opening \($0)" })
    // both were sato's to ask
    case "similar_notice": return actor.name == "sato" ? all : Set(actor.supervisor.map { "notice \($0)" })
    case "month_note", "transcription": return actor.supervisor.union(actor.admin)
    case "receipt": return ["sato", "kato"].contains(actor.name) ? ["receipt \(actor.name)"] : []
    default: return []
    }
  }

  private static func sees(
    _ actor: Actor, _ table: String,
    _ inquiry: (name: String, office: String, kind: String, claimedBy: String, client: String?, isUnlinked: Bool)
  ) -> Bool {
    if actor.line.contains(inquiry.office), lineLooksUp.contains(table) { return true }
    // of messages the sender sees those that are media
    if table == "line_message", actor.sender.contains(inquiry.office), ["QU", "QK"].contains(inquiry.name) {
      return true
    }
    if lineFacts.contains(table) { return actor.frontDesk.contains(inquiry.office) }
    if inquiryFacts.contains(table) {
      if actor.frontDesk.contains(inquiry.office) { return true }
      return inquiry.kind == "recruitment" && actor.admin.contains(inquiry.office)
        && !["inquiry_link", "inquiry_unlink", "inquiry_program"].contains(table)
    }
    let isTheirs =
      if let client = inquiry.client, !inquiry.isUnlinked {
        caseload(actor).contains(client)
      } else {
        true
      }
    let people =
      actor.intake.union(actor.supervisor).contains(inquiry.office)
      || actor.counselor.contains(inquiry.office) && isTheirs
      // whoever applies, unless they became a client; conversations are not the administrator's
      || actor.admin.contains(inquiry.office) && inquiry.kind == "recruitment" && table != "line_message"
        && (inquiry.client == nil || inquiry.isUnlinked)
    return inquiryPeople.contains(table) ? people : people && openedInquiries(actor).contains(inquiry.name)
  }

  // MARK: what is written

  /// The column that must name whoever writes.
  static let authors: [String: String] = [
    "client": "author_id", "client_version": "author_id", "assignment": "assigned_by", "assignment_end": "ended_by",
    "client_closing": "author_id", "client_reopening": "author_id", "session": "author_id",
    "session_version": "author_id",
    "session_move": "author_id", "assessment": "author_id", "plan": "author_id", "plan_check": "author_id",
    "plan_pause": "author_id", "plan_resumption": "author_id", "referral": "author_id", "referral_status": "author_id",
    "referral_consent": "author_id", "inquiry": "author_id", "inquiry_claim": "staff_id",
    "inquiry_release": "author_id",
    "inquiry_link": "author_id", "inquiry_unlink": "author_id", "inquiry_closing": "author_id",
    "inquiry_call": "author_id", "inquiry_callback": "author_id", "inquiry_callback_attempt": "author_id",
    "inquiry_booking": "author_id", "inquiry_booking_cancel": "author_id",
    "inquiry_opening": "staff_id", "similar_notice": "staff_id", "receipt": "author_id", "provider": "author_id",
    "provider_version": "author_id", "provider_verification": "author_id", "provider_closing": "author_id",
    "session_review": "author_id", "month_note": "author_id", "transcription": "author_id",
    "month_closing": "author_id", "month_reopening": "author_id",
    "enrolment": "author_id", "enrolment_end": "author_id", "inquiry_program": "author_id", "program": "author_id",
    "program_office": "author_id", "program_version": "author_id", "program_target": "author_id",
    "line_channel": "author_id", "line_channel_end": "author_id", "inquiry_amendment": "author_id",
  ]

  /// Whether functions of ippo_api may insert another such row for somebody who writes as themselves; nil: not asked so.
  static func mayInsert(_ table: String, _ label: String, by actor: Actor) -> Bool? {
    if let may = mayConverse(table, label, by: actor) { return may }
    let record = caseload(actor).union(clients(in: actor.supervisor))
    if table == "client" { return actor.frontDesk.contains(office(of: label)) }
    if table == "assignment" || table == "assignment_end" { return actor.supervisor.contains(office(of: label)) }
    // another pair of eyes: a caseload is not enough
    if table == "session_review" { return actor.supervisor.contains(office(of: label)) }
    if ["month_note", "transcription"].contains(table) { return actor.supervisor.union(actor.admin).contains(label) }
    if clientIndex.contains(table) || facts.contains(table) || words.contains(table) { return record.contains(label) }
    if closedMonths.contains(table) { return actor.supervisor.contains(label) }
    if table == "inquiry_opening" {
      // one of each office is enough
      return label == "opening 0"
        ? actor.frontDesk.contains("f")
        : label == "opening 10"
          ? actor.frontDesk.contains("k")
          : label == "opening 17" ? actor.admin.union(actor.frontDesk).contains("f") : nil
    }
    if table == "line_channel" || table == "line_channel_end" { return actor.admin.contains(label) }
    if table == "line_account" || table == "line_tombstone" { return actor.line.contains(label) }
    if let inquiry = inquiries.first(where: { $0.name == label }) {
      let office = inquiry.office
      if lineFacts.contains(table) || table == "line_message" { return actor.line.contains(office) }
      switch table {
      case "inquiry_release":
        return actor.supervisor.contains(office)
          || actor.isStaff && inquiry.claimedBy == actor.name && actor.offices.contains(office)
      case "inquiry_link", "inquiry_unlink":
        let mine = table == "inquiry_link" ? caseload(actor) : assigned(actor)
        return actor.supervisor.union(actor.intake).contains(office)
          || actor.counselor.contains(office) && mine.contains(inquiry.client ?? "")
      default:
        return actor.frontDesk.contains(office)
          || answers.contains(table) && inquiry.kind == "recruitment" && actor.admin.contains(office)
      }
    }
    switch table {
    case "program": return !actor.admin.isEmpty
    case "program_office":
      // the row may be that of either office
      return label == "pf" ? actor.admin.contains("f") : actor.admin.count == 1 ? nil : !actor.admin.isEmpty
    case "program_version", "program_target":
      // of each of its offices
      let offices: Set = label == "pf" ? ["f"] : ["f", "k"]
      return offices.isSubset(of: actor.admin)
    case "similar_notice": return actor.offices.contains(String(label.suffix(1)))
    case "receipt": return actor.isStaff
    case "provider_verification", "provider_closing": return !actor.supervisor.isEmpty
    case "provider", "provider_version", "provider_kind":
      return !actor.supervisor.isEmpty || !actor.admin.isEmpty && label == "imported"
    default: return nil
    }
  }
}
