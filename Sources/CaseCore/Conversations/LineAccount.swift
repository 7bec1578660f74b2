public import Postgres

/// An office's account at LINE: whose messages a bot's user id brings in.
public struct LineAccount: Sendable {
  /// The user id of the bot, which each delivery names as its `destination`.
  public let destination: String
  public let office: String
  /// Whether what is for an unknown destination comes here too.
  public let takesUnknown: Bool
  public let author: String
  public let addedAt: Instant

  init(row: Row) throws {
    destination = try row("destination")
    office = try row("office")
    takesUnknown = try row("takes_unknown")
    author = try row("author")
    addedAt = try row("added_at")
  }

  /// Those that stand, of one's offices.
  public static func list(in store: CaseStore) throws -> [LineAccount] {
    try store.all(
      "select destination, office, takes_unknown, author, added_at from api.line_account_list()", LineAccount.init(row:)
    )
  }

  /// What binding or unbinding gave.
  public struct Answer: Sendable {
    public let state: String
    public let destination: String
    public let office: String?

    init(row: Row) throws {
      state = try row("state")
      destination = try row("destination")
      office = try row("office")
    }
  }

  public static func bind(
    _ destination: String, to office: String?, takesUnknown: Bool, id: RecordID, in store: CaseStore
  ) throws -> Answer {
    try store.one(
      "select state, destination, office from api.line_account_bind(\(id), \(destination), \(office), \(takesUnknown))",
      Answer.init(row:))
  }

  /// What arrives from then on is an unknown destination's; what came in before stays with the office.
  public static func unbind(_ destination: String, id: RecordID, in store: CaseStore) throws -> Answer {
    try store.one(
      "select state, destination, office from api.line_account_unbind(\(id), \(destination))", Answer.init(row:))
  }
}
