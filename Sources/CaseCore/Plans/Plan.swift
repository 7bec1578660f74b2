public import Postgres

/// An agreed plan (行動計画) as it stands; its words are read on a ticket.
public struct Plan: Sendable {
  public let id: RecordID
  public let clientCode: String
  public let clientName: String?
  /// Whose own plan it is: the person's, the mother's, …
  public let owner: String
  public let version: Int
  public let agreedOn: CalendarDate
  public let from: CalendarDate
  public let until: CalendarDate?
  /// 達成度確認: `daily`, `weekly` or `none`.
  public let check: String
  /// `in_force`, `paused`, `coming` or `superseded`.
  public let state: String
  public let pausedOn: CalendarDate?
  public let checks: Int
  public let lastCheckedOn: CalendarDate?
  public let lastResult: String?
  /// `check` or `review` when that is due.
  public let due: String?

  init(row: Row) throws {
    id = try row("id")
    clientCode = try row("client_code")
    clientName = try row("client_name")
    owner = try row("owner")
    version = try row("version")
    agreedOn = try row("agreed_on")
    from = try row("from_on")
    until = try row("until_on")
    check = try row("check_every")
    state = try row("state")
    pausedOn = try row("paused_on")
    checks = try row("checks")
    lastCheckedOn = try row("last_checked_on")
    lastResult = try row("last_result")
    due = try row("due")
  }

  static let columns: SQL = """
    id, client_code, client_name, owner, version, agreed_on, from_on, until_on, check_every, state, paused_on, checks, \
    last_checked_on, last_result, due
    """
}

/// The guide's five parts in the person's own words.
public struct PlanWords: Sendable {
  /// 今週の目標.
  public let goal: String?
  /// 具体的な行動.
  public let action: String?
  /// ご褒美; a plan may have none.
  public let reward: String?
  /// 専門機関への相談.
  public let consult: String?
}

/// One check of a plan.
public struct PlanCheck: Sendable {
  public let owner: String
  public let on: CalendarDate
  public let result: String
  /// Whether it moved: a step made smaller is movement too.
  public let isProgress: Bool
  public let author: String
  public let feeling: String?
  public let praise: String?

  init(row: Row) throws {
    owner = try row("owner")
    on = try row("checked_on")
    result = try row("result")
    isProgress = try row("progress")
    author = try row("author")
    feeling = try row("feeling")
    praise = try row("praise")
  }
}
