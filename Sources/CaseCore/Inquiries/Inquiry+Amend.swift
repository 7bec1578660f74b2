public import Postgres

/// What is completed, or corrected, of an inquiry; nil leaves what stands.
public struct InquiryCompletion: Sendable {
  public var kind: String?
  public var relation: String?
  public var minutes: Minutes?
  /// Who called and whom it is about, what was said and what to mind: only blanks are filled. Its facts are not used.
  public var told = NewInquiry(channel: "unknown", kind: "unknown", relation: "unknown")
  /// Why what somebody said before is changed.
  public var reason: Note?

  public init() {}

  /// Whether nothing is given.
  public var isEmpty: Bool {
    kind == nil && relation == nil && minutes == nil && told.callerName == nil && told.callerKana == nil
      && told.callerPhone == nil && told.aboutName == nil && told.aboutKana == nil && told.aboutAge == nil
      && told.note == nil && told.advice == nil && told.cautions == nil
  }
}

/// What stood of an inquiry before somebody amended it.
public struct InquiryAmendment: Sendable {
  public let amendedAt: Instant
  public let author: String
  public let kind: String
  public let relation: String
  public let minutes: Int?
  /// The keys whose blanks were filled.
  public let filled: [String]
  public let reason: String?

  init(row: Row) throws {
    amendedAt = try row("amended_at")
    author = try row("author")
    kind = try row("kind")
    relation = try row("relation")
    minutes = try row("minutes")
    filled = try row("filled")
    reason = try row("reason")
  }
}

extension Inquiry {
  /// Completes an inquiry that came in by itself, or corrects its kind, relation or minutes for a reason.
  public static func amend(
    _ code: InquiryCode, with new: InquiryCompletion, id: RecordID, in store: CaseStore
  ) throws -> InquiryAnswer {
    let told = new.told
    return try store.one(
      """
      select state, code from api.inquiry_amend(
        \(id), \(code.canonical), \(new.kind), \(new.relation), \(new.minutes.map { Int32($0.count) }), \(told.callerName),
        \(told.callerKana), \(told.callerPhone?.raw), \(told.callerPhone?.e164), \(told.callerPhone?.display),
        \(told.aboutName), \(told.aboutKana), \(told.aboutAge), \(told.note?.text), \(told.advice?.text),
        \(told.cautions?.text), \(new.reason?.text))
      """, InquiryAnswer.init(row:))
  }

  /// What stood before, oldest first; empty without an opening.
  public static func amendments(of code: InquiryCode, in store: CaseStore) throws -> [InquiryAmendment] {
    try store.all(
      """
      select amended_at, author, kind, relation, minutes, filled, reason from api.inquiry_amendments(\(code.canonical))
      """, InquiryAmendment.init(row:))
  }
}
