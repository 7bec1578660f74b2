public import Postgres

/// What is written down when somebody turns to the office.
public struct NewInquiry: Sendable {
  public var office: String?
  public var channel: String
  public var kind: String
  public var relation: String
  /// Nil: now, as the server reads its clock.
  public var receivedAt: Instant?
  public var minutes: Minutes?
  public var callerName: String?
  public var callerKana: String?
  public var callerPhone: PhoneNumber?
  public var aboutName: String?
  public var aboutKana: String?
  public var aboutAge: String?
  public var note: Note?
  /// What was advised.
  public var advice: Note?
  /// The program that it belongs to.
  public var program: String?
  /// 連絡上の注意: may we call, when, voicemail or not, how we introduce ourselves.
  public var cautions: Note?

  public init(channel: String, kind: String, relation: String) {
    self.channel = channel
    self.kind = kind
    self.relation = relation
  }
}

extension Inquiry {
  /// Writes an inquiry down, once.
  public static func add(_ new: NewInquiry, id: RecordID, in store: CaseStore) throws -> InquiryAnswer {
    try store.one(
      """
      select state, code from api.inquiry_add(
        \(id), \(new.office), \(new.channel), \(new.kind), \(new.relation), \(new.receivedAt),
        \(new.minutes.map { Int32($0.count) }), \(new.callerName), \(new.callerKana), \(new.callerPhone?.raw),
        \(new.callerPhone?.e164), \(new.callerPhone?.display), \(new.aboutName), \(new.aboutKana), \(new.aboutAge),
        \(new.note?.text), \(new.advice?.text), \(new.program), \(new.cautions?.text))
      """, InquiryAnswer.init(row:))
  }
}
