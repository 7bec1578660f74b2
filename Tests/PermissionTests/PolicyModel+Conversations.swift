/// Conversations on LINE and cries for help, in the same plain words.
extension PolicyModel {
  private static let front: Set = [
    "line_send", "line_send_step", "line_send_recall", "line_send_settlement", "crisis_flag", "crisis_escalation",
    "crisis_ack",
  ]
  /// Read after an opening, by those who see an inquiry's people.
  private static let openedWords: Set = ["line_send_text", "line_media", "inquiry_amendment"]
  private static let settings: Set = ["line_setting", "line_quota", "crisis_list", "crisis_oncall"]
  private static let ties: Set = ["line_code", "line_tie", "line_tie_end"]
  /// What LINE's intake looks up on arrival, and what the sender reads to send.
  private static let intakeReads: Set = [
    "line_send", "line_setting", "crisis_list", "crisis_flag", "crisis_ack", "line_media", "line_media_part",
  ]
  private static let senderReads: Set = [
    "line_setting", "line_quota", "line_send", "line_send_text", "line_send_step", "crisis_flag", "crisis_ack",
    "crisis_escalation", "crisis_oncall", "line_media",
  ]

  /// The labels of rows that somebody sees; nil for tables that are not of conversations.
  static func conversations(_ table: String, to actor: Actor, all: Set<String>) -> Set<String>? {
    if ["line_account", "line_event", "office"].contains(table), !actor.sender.isEmpty { return all }
    if settings.contains(table) {
      return actor.frontDesk.union(actor.admin)
        .union(intakeReads.contains(table) ? actor.line : []).union(senderReads.contains(table) ? actor.sender : [])
    }
    if table == "line_code_try" { return actor.line }
    if ties.contains(table) {
      let offices = actor.supervisor.union(actor.line).union(table == "line_code" ? [] : actor.intake)
      return caseload(actor).union(clients.filter { offices.contains($0.office) }.map(\.letter))
    }
    if table == "line_media_opening" {
      return Set(
        taken.filter { taken in
          actor.isStaff && taken.person == actor.name
            || actor.supervisor.contains(inquiries.first { $0.name == taken.inquiry }?.office ?? "")
        }.map(\.inquiry))
    }
    guard front.contains(table) || openedWords.contains(table) || table == "line_media_part" else { return nil }
    return Set(
      inquiries.filter { inquiry in
        if senderReads.contains(table), actor.sender.contains(inquiry.office) { return true }
        if intakeReads.contains(table), actor.line.contains(inquiry.office) { return true }
        if openedWords.contains(table) {
          return openedInquiries(actor).contains(inquiry.name) && seesPeople(inquiry.name, actor)
        }
        if table == "line_media_part" {
          return takenMedia(actor).contains(inquiry.name) && seesPeople(inquiry.name, actor)
        }
        return actor.frontDesk.contains(inquiry.office)
      }.map(\.name)
    ).intersection(all)
  }

  static let conversationAuthors = [
    "line_send": "author_id", "line_send_recall": "author_id", "crisis_ack": "staff_id", "line_setting": "author_id",
    "crisis_list": "author_id", "crisis_oncall": "author_id", "line_code": "author_id", "line_tie_end": "author_id",
    "crisis_flag": "author_id", "line_send_settlement": "author_id", "line_media_opening": "staff_id",
  ]

  /// Whether somebody may write such a row; nil for tables that are not of conversations.
  static func mayConverse(_ table: String, _ label: String, by actor: Actor) -> Bool? {
    switch table {
    case "line_setting": return actor.supervisor.union(actor.admin).contains(label)
    case "crisis_list", "crisis_oncall": return actor.supervisor.contains(label)
    case "line_quota": return actor.sender.contains(label)
    case "line_code_try": return actor.line.contains(label)
    case "line_code": return caseload(actor).contains(label) || actor.supervisor.contains(office(of: label))
    case "line_tie": return actor.line.contains(office(of: label))
    case "line_tie_end": return assigned(actor).contains(label) || actor.supervisor.contains(office(of: label))
    default: break
    }
    guard
      front.contains(table) || openedWords.contains(table) || ["line_media_part", "line_media_opening"].contains(table)
    else { return nil }
    let office = inquiries.first { $0.name == label }?.office ?? ""
    return switch table {
    case "line_media", "line_media_part": actor.sender.contains(office)
    case "line_media_opening", "inquiry_amendment": seesPeople(label, actor)
    case "line_send", "line_send_text": seesPeople(label, actor) || actor.line.contains(office)
    case "line_send_recall", "line_send_settlement": seesPeople(label, actor)
    case "line_send_step": actor.sender.contains(office)
    case "crisis_flag": actor.line.contains(office) || actor.frontDesk.contains(office)
    case "crisis_escalation": actor.frontDesk.union(actor.sender).contains(office)
    default: actor.frontDesk.contains(office)
    }
  }

  /// The inquiries that somebody may complete or correct.
  static func amendable(_ actor: Actor) -> [String] { inquiries.map(\.name).filter { seesPeople($0, actor) } }

  /// Whether the people of an inquiry are somebody's to see who talks with them.
  private static func seesPeople(_ inquiry: String, _ actor: Actor) -> Bool {
    let office = inquiries.first { $0.name == inquiry }?.office ?? ""
    return actor.frontDesk.contains(office) && visible("inquiry_person", to: actor, all: [inquiry]).contains(inquiry)
  }
}
