import Postgres

/// One thing that waits for somebody today.
public struct TodayItem: Sendable {
  /// `inquiry_unclaimed`, `plan_check`, `silence`, …
  public let kind: String
  /// What to name it by: an inquiry's or a client's code, a login, a referral's id.
  public let reference: String
  public let clientCode: String?
  public let clientName: String?
  public let since: Instant?
  public let detail: String?

  init(row: Row) throws {
    kind = try row("kind")
    reference = try row("ref")
    clientCode = try row("client_code")
    clientName = try row("client_name")
    since = try row("since")
    detail = try row("detail")
  }

  /// What waits for the person asking, the most urgent first. Leaves no ticket.
  public static func list(in store: CaseStore) throws -> [TodayItem] {
    try store.all("select kind, ref, client_code, client_name, since, detail from api.today()", TodayItem.init(row:))
  }
}
