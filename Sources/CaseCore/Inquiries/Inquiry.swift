public import Postgres

/// Somebody turned to the office: who called, whom it is about, and how far it has come.
public struct Inquiry: Sendable {
  public let id: RecordID
  /// What people say aloud: `Q-7K2M`.
  public let code: String
  public let office: String
  public let channel: String
  public let kind: String
  public let relation: String
  public let receivedAt: Instant
  public let minutes: Int?
  public let callerName: String?
  public let callerKana: String?
  public let callerPhone: String?
  public let aboutName: String?
  public let aboutKana: String?
  /// The age as it was told: 「30代後半くらい」.
  public let aboutAge: String?
  /// `open`, `linked` or `closed`.
  public let state: String
  public let author: String
  public let claimedBy: String?
  public let claimedAt: Instant?
  public let clientCode: String?
  public let clientName: String?
  public let closedAt: Instant?
  public let closeReason: String?
  /// The code of the program that was chosen for it; nil also where it goes with its client.
  public let program: String?
  /// 連絡上の注意 as the caller told them.
  public let cautions: String?
  /// When the office first did something about it; nil while nobody has.
  public let firstResponseAt: Instant?
  /// Since when, or when, somebody is to be called back; nil where nobody is.
  public let callbackDueAt: Instant?
  public let callbackAttempts: Int?
  /// 無料相談: when, with whom (a login) and where (a code of `session_method`).
  public let bookedFor: Instant?
  public let bookedWith: String?
  public let bookedPlace: String?

  init(row: Row) throws {
    id = try row("id")
    code = try row("code")
    office = try row("office")
    channel = try row("channel")
    kind = try row("kind")
    relation = try row("relation")
    receivedAt = try row("received_at")
    minutes = try row("minutes")
    callerName = try row("caller_name")
    callerKana = try row("caller_kana")
    callerPhone = try row("caller_phone")
    aboutName = try row("about_name")
    aboutKana = try row("about_kana")
    aboutAge = try row("about_age")
    state = try row("state")
    author = try row("author")
    claimedBy = try row("claimed_by")
    claimedAt = try row("claimed_at")
    clientCode = try row("client_code")
    clientName = try row("client_name")
    closedAt = try row("closed_at")
    closeReason = try row("close_reason")
    program = try row("program")
    cautions = try row("cautions")
    firstResponseAt = try row("first_response_at")
    callbackDueAt = try row("callback_due_at")
    callbackAttempts = try row("callback_attempts")
    bookedFor = try row("booked_for")
    bookedWith = try row("booked_with")
    bookedPlace = try row("booked_place")
  }

  static let columns: SQL = """
    id, code, office, channel, kind, relation, received_at, minutes, caller_name, caller_kana, caller_phone, about_name, \
    about_kana, about_age, state, author, claimed_by, claimed_at, client_code, client_name, closed_at, close_reason, program, \
    cautions, first_response_at, callback_due_at, callback_attempts, booked_for, booked_with, booked_place
    """
}

/// What a write to an inquiry answers.
public struct InquiryAnswer: Sendable {
  public let state: String
  public let code: String?

  init(row: Row) throws {
    state = try row("state")
    code = try row("code")
  }
}
