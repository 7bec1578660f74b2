public import Postgres

/// A code that is handed over in person and comes back on LINE, so that it is known whose account that is.
public struct LineCode: Sendable {
  public let state: String
  public let clientCode: String?
  public let clientName: String?
  /// Told this once; nil at a retry.
  public let code: String?
  public let until: Instant?

  init(row: Row) throws {
    state = try row("state")
    clientCode = try row("client_code")
    clientName = try row("client_name")
    code = try row("code")
    until = try row("until")
  }

  /// Makes one for a client's own account, or for that of their mother, father …
  public static func make(
    for client: ClientReference, as relation: String, name: String?, id: RecordID, in store: CaseStore
  ) throws -> LineCode {
    try store.one(
      """
      select state, client_code, client_name, code, until
      from api.line_code_make(\(id), \(client.text), \(relation), \(name))
      """, LineCode.init(row:))
  }

  /// Undoes a wrong tie of the account that an inquiry came from.
  public static func untie(_ code: InquiryCode, reason: String, id: RecordID, in store: CaseStore) throws
    -> InquiryAnswer
  {
    try store.one(
      "select state, code from api.line_untie(\(id), \(code.canonical), \(reason))", InquiryAnswer.init(row:))
  }
}
