public import Postgres

/// What became of one session in a review.
public struct SessionReview: Sendable {
  public let session: RecordID
  public let clientCode: String
  /// The version that was reviewed; an amendment after it is unreviewed again.
  public let version: Int
  /// `saved`, or `duplicate` where somebody had reviewed that version before.
  public let state: String
  public let reviewedBy: String
  public let reviewedAt: Instant

  init(row: Row) throws {
    session = try row("session_id")
    clientCode = try row("client_code")
    version = try row("version")
    state = try row("state")
    reviewedBy = try row("reviewed_by")
    reviewedAt = try row("reviewed_at")
  }
}

extension Session {
  /// Puts on record that a supervisor has read the latest version of each: all of them, or none. `base`: the version one
  /// has seen; another since then is a conflict.
  ///
  /// - Throws: `CaseError.refused("review.own")` where one wrote a version oneself or took part.
  public static func review(_ sessions: [RecordID], base: Int?, id: RecordID, in store: CaseStore) throws
    -> [SessionReview]
  {
    try store.all(
      """
      select session_id, client_code, version, state, reviewed_by, reviewed_at
      from api.session_review(\(id), \(sessions), \(base.map(Int32.init)))
      """, SessionReview.init(row:))
  }
}
