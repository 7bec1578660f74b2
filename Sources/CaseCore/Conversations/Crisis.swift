public import Postgres

/// A cry for help that nobody has taken yet. It holds no word of it.
///
/// A word of the office's list raised it, or somebody who read or heard it (`raisedBy`).
public struct CrisisFlag: Sendable {
  public let id: RecordID
  public let inquiry: String
  public let office: String
  public let raisedAt: Instant
  /// Who is on call, and who is called after so many minutes; nil where the office has said nothing.
  public let first: String?
  public let second: String?
  public let minutes: Int?
  /// When the second person was called.
  public let escalatedAt: Instant?
  /// Whether it is this login that is called now; everybody where nobody is on call.
  public let callsMe: Bool
  /// Who raised it by hand; nil where a word of a message did.
  public let raisedBy: String?

  init(row: Row) throws {
    id = try row("flag_id")
    inquiry = try row("code")
    office = try row("office")
    raisedAt = try row("raised_at")
    first = try row("first")
    second = try row("second")
    minutes = (try row("minutes") as Int32?).map { Int($0) }
    escalatedAt = try row("escalated_at")
    callsMe = try row("calls_me")
    raisedBy = try row("raised_by")
  }

  /// The open flags of one's offices, oldest first; calls second persons whose time has come.
  public static func board(in store: CaseStore) throws -> [CrisisFlag] {
    try store.all(
      """
      select flag_id, code, office, raised_at, first, second, minutes, escalated_at, calls_me, raised_by
      from api.crisis_board()
      """, CrisisFlag.init(row:))
  }

  /// Raises a flag by hand, for an inquiry by any way: it calls as one that a word raised.
  public static func raise(_ code: InquiryCode, id: RecordID, in store: CaseStore) throws -> InquiryAnswer {
    try store.one("select state, code from api.crisis_raise(\(id), \(code.canonical))", InquiryAnswer.init(row:))
  }

  /// "I have it."
  public static func take(_ code: InquiryCode, id: RecordID, in store: CaseStore) throws -> InquiryAnswer {
    try store.one("select state, code from api.crisis_ack(\(id), \(code.canonical))", InquiryAnswer.init(row:))
  }

  /// From here on the connection is woken whenever a flag is raised or taken, or a message could not be sent.
  public static func listen(in store: CaseStore) throws {
    do {
      try store.connection.run("listen ippo_watch")
    } catch {
      throw CaseError(error)
    }
  }
}

/// The words that raise a flag, as an office keeps them.
public struct CrisisWords: Sendable {
  public let office: String
  /// 0: the office has set none, and these are the ones it starts from.
  public let version: Int
  public let words: [String]
  public let author: String?
  public let savedAt: Instant?

  init(row: Row) throws {
    office = try row("office")
    version = Int(try row("version") as Int32)
    words = try row("words")
    author = try row("author")
    savedAt = try row("saved_at")
  }

  public static func show(office: String?, in store: CaseStore) throws -> CrisisWords {
    try store.one(
      "select office, version, words, author, saved_at from api.crisis_words(\(office))", CrisisWords.init(row:))
  }

  /// A new version, whole.
  public static func set(_ words: [String], office: String?, id: RecordID, in store: CaseStore) throws -> String {
    try store.one("select state from api.crisis_words_set(\(id), \(office), \(words))") { try $0("state") }
  }
}

/// Whom a flag calls.
public struct OnCall: Sendable {
  public let office: String
  public let first: String?
  public let second: String?
  public let minutes: Int?
  public let author: String?
  public let savedAt: Instant?

  init(row: Row) throws {
    office = try row("office")
    first = try row("first")
    second = try row("second")
    minutes = (try row("minutes") as Int32?).map { Int($0) }
    author = try row("author")
    savedAt = try row("saved_at")
  }

  public static func show(office: String?, in store: CaseStore) throws -> OnCall {
    try store.one(
      "select office, first, second, minutes, author, saved_at from api.crisis_oncall_show(\(office))",
      OnCall.init(row:))
  }

  public static func set(
    first: String, second: String, minutes: Int, office: String?, id: RecordID, in store: CaseStore
  ) throws -> String {
    try store.one("select state from api.crisis_oncall_set(\(id), \(office), \(first), \(second), \(Int32(minutes)))") {
      try $0("state")
    }
  }
}
