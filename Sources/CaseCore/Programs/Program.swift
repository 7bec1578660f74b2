public import Postgres

/// A program (事業): a funder pays by contract for the residents it is responsible for. As it is now; former versions stay
/// in the database.
public struct Program: Sendable {
  public let id: RecordID
  /// `fukuoka_city`: what its report and its cases name it by.
  public let code: String
  /// The codes of the offices that work for it.
  public let offices: [String]
  public let name: String
  public let nameEnglish: String?
  /// 委託元.
  public let funder: String?
  public let municipality: String?
  /// The term's first day.
  public let from: CalendarDate
  /// The term's last day; nil as long as none is agreed.
  public let until: CalendarDate?
  /// What a session with several people of one case counts: `case` for one, `person` for each of them.
  public let presence: String
  /// Whether LINE and mail count one a client and day.
  public let lineByDay: Bool
  /// What the contract wants of the fiscal year that today lies in.
  public let target: ProgramTarget
  public let version: Int
  public let savedAt: Instant

  init(row: Row) throws {
    id = try row("id")
    code = try row("code")
    offices = try row("offices")
    name = try row("name")
    nameEnglish = try row("name_en")
    funder = try row("funder")
    municipality = try row("municipality")
    from = try row("from_on")
    until = try row("until_on")
    presence = try row("presence")
    lineByDay = try row("line_by_day")
    target = ProgramTarget(
      inquiries: try row("target_inquiries"), sessions: try row("target_sessions"), people: try row("target_people"))
    version = try row("version")
    savedAt = try row("saved_at")
  }

  static let columns: SQL = """
    id, code, offices, name, name_en, funder, municipality, from_on, until_on, presence, line_by_day, target_inquiries, \
    target_sessions, target_people, version, saved_at
    """
}

/// What a contract wants of a fiscal year; nil where it says nothing.
public struct ProgramTarget: Sendable, Equatable {
  public var inquiries: Int?
  /// 延件数.
  public var sessions: Int?
  /// 実人数.
  public var people: Int?

  public init(inquiries: Int? = nil, sessions: Int? = nil, people: Int? = nil) {
    self.inquiries = inquiries
    self.sessions = sessions
    self.people = people
  }

  var isEmpty: Bool { self == ProgramTarget() }
}

/// What a write to a program answers.
public struct ProgramAnswer: Sendable {
  public let state: String
  public let code: String?
  /// The version that it made; nil where the same amendment was saved before.
  public let version: Int?

  init(row: Row) throws {
    state = try row("state")
    code = try row("code")
    version = try row("version")
  }
}
