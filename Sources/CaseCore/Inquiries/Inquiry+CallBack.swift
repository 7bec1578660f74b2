public import Postgres

/// Somebody who is to be called back.
public struct CallBack: Sendable {
  public let code: String
  public let office: String
  /// When they called in vain, or when they were promised a call.
  public let dueAt: Instant
  /// `missed_call` or `promised`.
  public let why: String
  /// How often they called in vain.
  public let calls: Int
  public let callerName: String?
  public let callerPhone: String?
  /// What to mind when calling: what the caller asked for, and what is known of clients one may see with that number.
  public let cautions: String?
  /// Codes of those clients.
  public let clients: [String]
  public let attempts: Int
  public let lastResult: String?
  public let lastTriedAt: Instant?
  public let claimedBy: String?

  init(row: Row) throws {
    code = try row("code")
    office = try row("office")
    dueAt = try row("due_at")
    why = try row("why")
    calls = try row("calls")
    callerName = try row("caller_name")
    callerPhone = try row("caller_phone")
    cautions = try row("cautions")
    clients = try row("clients")
    attempts = try row("attempts")
    lastResult = try row("last_result")
    lastTriedAt = try row("last_tried_at")
    claimedBy = try row("claimed_by")
  }

  /// Everybody of one's offices who is to be called back, the earliest first.
  public static func list(in store: CaseStore) throws -> [CallBack] {
    try store.all(
      """
      select code, office, due_at, why, calls, caller_name, caller_phone, cautions, clients, attempts, last_result,
        last_tried_at, claimed_by
      from api.inquiry_callbacks()
      """, CallBack.init(row:))
  }

  /// What became of an attempt, or of a promise.
  public struct Answer: Sendable {
    public let state: String
    public let code: String?
    public let attempts: Int?
    /// Nil: nothing more is due.
    public let dueAt: Instant?

    init(row: Row) throws {
      state = try row("state")
      code = try row("code")
      attempts = try row("attempts")
      dueAt = try row("due_at")
    }
  }
}

extension Inquiry {
  /// Writes down an attempt to call back; `at` nil: now. `reached`, `not_wanted` and `wrong_number` settle what was due.
  public static func callBack(
    _ code: InquiryCode, result: String, at moment: Instant?, id: RecordID, in store: CaseStore
  ) throws -> CallBack.Answer {
    try store.one(
      """
      select state, code, attempts, due_at from api.inquiry_callback(\(id), \(code.canonical), \(result), \(moment))
      """, CallBack.Answer.init(row:))
  }

  /// Promises a call at that time; a former promise or missed call gives way to it.
  public static func promiseCall(
    _ code: InquiryCode, at moment: Instant, id: RecordID, in store: CaseStore
  ) throws -> CallBack.Answer {
    try store.one(
      "select state, code, attempts, due_at from api.inquiry_callback_due(\(id), \(code.canonical), \(moment))",
      CallBack.Answer.init(row:))
  }
}
