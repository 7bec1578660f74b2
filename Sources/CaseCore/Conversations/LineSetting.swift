public import Postgres

/// What an office says by itself on LINE, when it is there, and how many messages are left of the month.
public struct LineSetting: Sendable {
  public let office: String
  /// 0: nothing has been set.
  public let version: Int
  /// From and until by weekday: `1 10:00-17:00` is Monday.
  public let hours: [String]
  /// On these it is not there at all.
  public let closedDays: [CalendarDate]
  public let greeting: String
  public let acknowledgement: String
  public let afterHours: String
  public let groupRefusal: String
  public let hotlines: String
  /// The hotlines while the office is closed: its own `hotlines` where it set those and not these.
  public let hotlinesClosed: String
  public let preview: String
  public let monthlyLimit: Int?
  public let reserve: Int
  public let recallSeconds: Int
  public let left: Int?
  /// What LINE said was used, and when.
  public let used: Int?
  public let seenAt: Instant?
  public let author: String?
  public let savedAt: Instant?

  init(row: Row) throws {
    func number(_ column: String) throws -> Int? { (try row(column) as Int32?).map { Int($0) } }
    office = try row("office")
    version = try number("version") ?? 0
    hours = try row("hours")
    closedDays = try row("closed_days")
    greeting = try row("greeting")
    acknowledgement = try row("acknowledgement")
    afterHours = try row("after_hours")
    groupRefusal = try row("group_refusal")
    hotlines = try row("hotlines")
    hotlinesClosed = try row("hotlines_closed")
    preview = try row("preview")
    monthlyLimit = try number("monthly_limit")
    reserve = try number("reserve") ?? 0
    recallSeconds = try number("recall_seconds") ?? 0
    left = try number("left_over")
    used = try number("used")
    seenAt = try row("seen_at")
    author = try row("author")
    savedAt = try row("saved_at")
  }

  public static func show(office: String?, in store: CaseStore) throws -> LineSetting {
    try store.one(
      """
      select office, version, hours, greeting, acknowledgement, after_hours, group_refusal, hotlines, preview, monthly_limit,
        reserve, recall_seconds, left_over, used, seen_at, author, saved_at, closed_days, hotlines_closed
      from api.line_setting_show(\(office))
      """, LineSetting.init(row:))
  }

  /// Changes what is given and leaves the rest; a nil text brings Ippo's own words back.
  ///
  /// - Parameter texts: by the names of the columns.
  /// - Parameter hours: by weekday; nil leaves them.
  /// - Parameter closedDays: all of them anew; nil leaves them.
  public static func set(
    texts: [String: String?], numbers: [String: Int], hours: [(day: Int, span: String)]?, closedDays: [CalendarDate]?,
    office: String?, id: RecordID, in store: CaseStore
  ) throws -> String {
    var members = texts.sorted { $0.key < $1.key }.map { ($0.key, JSONText.string($0.value)) }
    members += numbers.sorted { $0.key < $1.key }.map { ($0.key, String($0.value)) }
    if let hours {
      members.append(("hours", JSONText.object(hours.map { ("\($0.day)", JSONText.string($0.span)) })))
    }
    if let closedDays {
      members.append(("closed_days", "[" + closedDays.map { JSONText.string($0.iso) }.joined(separator: ", ") + "]"))
    }
    return try store.one(
      "select state from api.line_setting_set(\(id), \(office), \(JSONText.object(members))::jsonb)"
    ) { try $0("state") }
  }
}
