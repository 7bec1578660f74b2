public import Postgres

/// A member of staff, as colleagues see them.
public struct Staff: Sendable {
  public let id: RecordID
  public let login: String
  public let name: String
  public let kana: String?
  public let roles: [String]
  public let offices: [String]
  /// `active` or `disabled`.
  public let state: String
  public let createdAt: Instant

  init(row: Row) throws {
    id = try row("id")
    login = try row("login")
    name = try row("name")
    kana = try row("kana")
    roles = try row("roles")
    offices = try row("offices")
    state = try row("state")
    createdAt = try row("created_at")
  }

  /// The colleagues of one's offices.
  public static func list(in store: CaseStore) throws -> [Staff] {
    try store.all(
      "select id, login, name, kana, roles, offices, state, created_at from api.staff_list()", Staff.init(row:))
  }
}

/// A login or a reset that waits for a second person.
public struct GateRequest: Sendable {
  public let id: RecordID
  /// `add` or `password`.
  public let action: String
  public let login: String
  public let name: String?
  public let roles: [String]
  public let office: String
  public let requestedBy: String
  public let requestedAt: Instant

  init(row: Row) throws {
    id = try row("id")
    action = try row("action")
    login = try row("login")
    name = try row("name")
    roles = try row("roles")
    office = try row("office")
    requestedBy = try row("requested_by")
    requestedAt = try row("requested_at")
  }

  /// What waits in one's offices, oldest first.
  public static func list(in store: CaseStore) throws -> [GateRequest] {
    try store.all(
      "select id, action, login, name, roles, office, requested_by, requested_at from api.staff_requests()",
      GateRequest.init(row:))
  }
}
