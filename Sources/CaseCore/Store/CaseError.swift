public import Postgres

/// What can come back from a verb of the office. Words and exit statuses are made of it in one place, at the edge.
public enum CaseError: Error, Sendable {
  /// Not there, or not yours: one answer. `what` says which kind of thing was looked for.
  case notFound(what: String)
  /// A rule of the office says no; the rule's name is that of `sql/code`.
  case refused(rule: String)
  /// The same id with other content, or somebody was quicker.
  case conflict(what: String)
  /// The login or its password is refused.
  case login
  /// The database is newer than this program, or older.
  case schema(newer: Bool)
  /// No answer within the deadline, or none at all. `outcomeUnknown`: it was sent, and may have been carried out.
  case unreachable(outcomeUnknown: Bool)
  /// Anything else that PostgreSQL says; it describes itself without quoting anybody.
  case broken(PostgresError)

  /// Reads the domain's meaning out of a wrapper's error.
  public init(_ error: PostgresError) {
    switch error.kind {
    case .timedOut, .connectionLost, .commitUnknown:
      self = .unreachable(outcomeUnknown: error.outcomeUnknown)
    case .cannotConnect:
      switch error.sqlState {
      case .some(.invalidPassword), .some(.invalidAuthorization): self = .login
      case .some(let state) where state == .noSuchDatabase || state == .insufficientPrivilege: self = .broken(error)
      default: self = .unreachable(outcomeUnknown: false)
      }
    default:
      self = CaseError.meaning(of: error)
    }
  }

  private static func meaning(of error: PostgresError) -> CaseError {
    guard let state = error.sqlState else { return .broken(error) }
    // the messages of our own states are the names of rules, never data
    let name = error.serverMessage ?? ""
    switch state.code {
    case "IP003": return .notFound(what: name)
    case "IP004": return .refused(rule: name)
    case "IP005": return .conflict(what: name)
    case "IP006": return .schema(newer: name == "schema.newer")
    case "42501": return .refused(rule: "not_permitted")
    // the schema `api` or a function of it is missing: not migrated yet, or older than this program
    case "3F000", "42883", "42P01": return .schema(newer: false)
    case "57P01", "57P02", "57P03": return .unreachable(outcomeUnknown: error.outcomeUnknown)
    default: return .broken(error)
    }
  }
}
