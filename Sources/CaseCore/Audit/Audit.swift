import Postgres

/// An entry of the audit chain: who changed which row when; the content only as a digest.
public struct AuditEntry: Sendable {
  public let sequence: Int
  public let at: Instant
  public let login: String
  public let relation: String
  public let action: String
  public let rowKey: String
  public let rowHash: [UInt8]
  public let hash: [UInt8]

  init(row: Row) throws {
    sequence = try row("seq")
    at = try row("at")
    login = try row("login")
    relation = try row("relation")
    action = try row("action")
    rowKey = try row("row_key")
    rowHash = try row("row_hash")
    hash = try row("hash")
  }

  /// The newest entries first.
  public static func log(limit: Int, in store: CaseStore) throws -> [AuditEntry] {
    try store.all(
      """
      select seq, at, login, relation, action, row_key, row_hash, hash from api.audit_log(\(Int32(clamping: limit)))
      """, AuditEntry.init(row:))
  }
}

/// What recomputing the whole chain found.
public struct AuditVerdict: Sendable {
  public let entries: Int
  /// The hash of the last entry, which a witness may have written down.
  public let head: [UInt8]
  /// The first entry that is missing or does not fit what was before it; nil: the chain holds.
  public let firstBad: Int?

  /// Recomputes the chain on the server.
  public static func verify(in store: CaseStore) throws -> AuditVerdict {
    try store.one("select entries, head, first_bad from api.audit_verify()") { row in
      AuditVerdict(entries: try row("entries"), head: try row("head"), firstBad: try row("first_bad"))
    }
  }
}
