public import Postgres

/// A session as it stands, in its latest version, without its note.
public struct Session: Sendable {
  public let id: RecordID
  public let clientID: RecordID
  public let clientCode: String
  public let clientName: String?
  public let kind: String
  public let method: String
  public let heldAt: Instant
  public let minutes: Int?
  /// Who it was with, as codes.
  public let with: [String]
  /// The contact with the person themselves; nil when the person was not sought.
  public let contact: String?
  public let accompanied: Bool
  /// The logins of those who took part.
  public let staff: [String]
  public let version: Int
  public let savedAt: Instant
  /// The supervisor who has read this version (確認); nil until somebody has, and again after an amendment.
  public let reviewedBy: String?
  public let reviewedAt: Instant?

  init(row: Row) throws {
    id = try row("id")
    clientID = try row("client_id")
    clientCode = try row("client_code")
    clientName = try row("client_name")
    kind = try row("kind")
    method = try row("method")
    heldAt = try row("held_at")
    minutes = try row("minutes")
    with = try row("with_who")
    contact = try row("contact")
    accompanied = try row("accompanied")
    staff = try row("staff")
    version = try row("version")
    savedAt = try row("saved_at")
    reviewedBy = try row("reviewed_by")
    reviewedAt = try row("reviewed_at")
  }

  static let columns: SQL = """
    id, client_id, client_code, client_name, kind, method, held_at, minutes, with_who, contact, accompanied, staff, \
    version, saved_at, reviewed_by, reviewed_at
    """
}

/// One version's note of a session.
public struct SessionNote: Sendable {
  public let version: Int
  public let savedAt: Instant
  public let author: String
  /// Why it was amended; nil for the first.
  public let reason: String?
  /// Whose side of the information wall it is on; nil like the body.
  public let toldBy: String?
  /// Nil where the version has no note of its own: the one before stands.
  public let body: String?

  init(row: Row) throws {
    version = try row("version")
    savedAt = try row("saved_at")
    author = try row("author")
    reason = try row("reason")
    toldBy = try row("told_by")
    body = try row("body")
  }
}
