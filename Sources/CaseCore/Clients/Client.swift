public import Postgres

/// A client as one sees them at a glance: what stands at the head of every screen about them.
public struct Client: Sendable {
  public let id: RecordID
  /// What people say aloud: `C-7K2M`.
  public let code: String
  /// The office's code.
  public let office: String
  /// Nil where the person is not named yet.
  public let name: String?
  public let kana: String?
  public let birth: CalendarDate?
  /// An age as it was told, and on which day; nil where the birth is known or nothing was told.
  public let ageAbout: AgeAbout?
  public let sex: String
  public let withdrawnSince: PartialMonth?
  public let municipality: String?
  /// 連絡上の注意: may we call, when, what must nobody know. Shown above the name everywhere.
  public let cautions: String?
  /// Telephone numbers as they are shown.
  public let phones: [String]
  /// The logins of the main counselor and then of the others.
  public let staff: [String]
  /// 受付日.
  public let receivedOn: CalendarDate
  /// `open` or `closed`.
  public let state: String
  public let closedOn: CalendarDate?
  public let closeReason: String?
  /// When the latest consultation was held; nil also where one may not read the sessions.
  public let lastContact: Instant?
  /// Whether one may read the client's sessions, so that no last contact means that there was none.
  public let readsSessions: Bool
  /// Counts the amendments of what is known, from 1.
  public let version: Int
  /// The code of the program that the case is in today.
  public let program: String?

  init(row: Row) throws {
    id = try row("id")
    code = try row("code")
    office = try row("office")
    name = try row("name")
    kana = try row("kana")
    birth = try row("birth")
    let years: Int? = try row("age_about")
    let toldOn: CalendarDate? = try row("age_about_on")
    ageAbout = if let years, let toldOn { try AgeAbout(years: years, toldOn: toldOn) } else { nil }
    sex = try row("sex")
    let since: String? = try row("withdrawn_since")
    withdrawnSince = try since.map { text throws(InvalidValue) in try PartialMonth(parsing: text) }
    municipality = try row("municipality")
    cautions = try row("cautions")
    phones = try row("phones")
    staff = try row("staff")
    receivedOn = try row("received_on")
    state = try row("state")
    closedOn = try row("closed_on")
    closeReason = try row("close_reason")
    lastContact = try row("last_contact")
    readsSessions = try row("reads_sessions")
    version = try row("version")
    program = try row("program")
  }

  /// The age in completed years on a day; an age that was told grows with the years since.
  public func age(on day: CalendarDate) -> Int? { birth?.age(on: day) ?? ageAbout?.years(on: day) }

  static let columns: SQL = """
    id, code, office, name, kana, birth, age_about, age_about_on, sex, withdrawn_since, municipality, cautions, phones, \
    staff, received_on, state, closed_on, close_reason, last_contact, version, reads_sessions, program
    """
}
