public import Postgres

/// One message of a conversation on LINE, theirs or ours.
public struct ThreadEntry: Sendable {
  public let at: Instant
  public let isOurs: Bool
  /// Theirs: `text`, `image` …; ours: `answer`, or what the office said by itself: `greeting`, `acknowledgement`, `hotline`, `linked`.
  public let kind: String
  /// Who of the staff wrote it; nil for theirs and for what the office said by itself.
  public let who: String?
  /// Nil where it was withdrawn, or is no text.
  public let body: String?
  /// Theirs: `received`, `edited` or `withdrawn`. Ours: `queued sending waiting sent refused lapsed unsure recalled`, and where
  /// somebody looked `arrived` or `missing`.
  public let state: String
  /// Ours: what `recall` names.
  public let id: RecordID?
  /// Of a picture, video, audio or file what `media` names, whether it is here (`waiting received gone too_large failed elsewhere
  /// withdrawn`), its bytes and what it is.
  public let mediaNumber: Int?
  public let mediaState: String?
  public let mediaSize: Int?
  public let mediaType: String?

  init(row: Row) throws {
    at = try row("at")
    isOurs = try row("direction") as String == "out"
    kind = try row("kind")
    who = try row("who")
    body = try row("body")
    state = try row("state")
    id = try row("send_id")
    mediaNumber = (try row("media_number") as Int32?).map { Int($0) }
    mediaState = try row("media_state")
    mediaSize = (try row("media_size") as Int32?).map { Int($0) }
    mediaType = try row("media_type")
  }
}

/// To whom an answer goes.
public struct Addressee: Sendable {
  public let inquiry: String
  public let relation: String
  public let callerName: String?
  /// Who it is, as was seen in person (a code of the list `relation`); nil where nobody has.
  public let tiedAs: String?
  public let tiedName: String?
  public let clientCode: String?
  public let clientName: String?
  public let isFlagged: Bool
  /// For how many seconds an answer can be taken back.
  public let recallSeconds: Int
  /// How many pushed messages are left of the month; nil where no limit is known.
  public let left: Int?
  public let reserve: Int

  init(row: Row) throws {
    inquiry = try row("code")
    relation = try row("relation")
    callerName = try row("caller_name")
    tiedAs = try row("tied_as")
    tiedName = try row("tied_name")
    clientCode = try row("client_code")
    clientName = try row("client_name")
    isFlagged = try row("flagged")
    recallSeconds = Int(try row("recall_seconds") as Int32)
    left = (try row("left_over") as Int32?).map { Int($0) }
    reserve = Int(try row("reserve") as Int32)
  }
}

/// What queueing an answer gives.
public struct ReplyReceipt: Sendable {
  public let state: String
  /// Until then it can be taken back.
  public let notBefore: Instant?

  init(row: Row) throws {
    state = try row("state")
    notBefore = try row("not_before")
  }
}

extension Inquiry {
  /// The conversation of an inquiry that was opened, oldest first; the newest message is marked as read at LINE.
  public static func thread(_ code: InquiryCode, in store: CaseStore) throws -> [ThreadEntry] {
    let (thread, _) = try store.together { pipeline in
      (
        pipeline.all(
          """
          select at, direction, kind, who, body, state, send_id, media_number, media_state, media_size, media_type
          from api.inquiry_thread(\(code.canonical))
          """, ThreadEntry.init(row:)),
        pipeline.run("select api.inquiry_read(\(code.canonical))")
      )
    }
    return thread
  }

  /// To whom an answer would go.
  public static func addressee(_ code: InquiryCode, in store: CaseStore) throws -> Addressee {
    try store.one(
      """
      select code, relation, caller_name, tied_as, tied_name, client_code, client_name, flagged, recall_seconds, left_over,
        reserve
      from api.inquiry_addressee(\(code.canonical))
      """, Addressee.init(row:))
  }

  /// Queues an answer; the sender takes it when it can be taken back no more.
  /// - Parameter crisis: may use the messages that are kept for emergencies.
  public static func reply(
    _ note: Note, to code: InquiryCode, crisis: Bool, id: RecordID, in store: CaseStore
  ) throws -> ReplyReceipt {
    try store.one(
      "select state, not_before from api.inquiry_reply(\(id), \(code.canonical), \(note.text), \(crisis))",
      ReplyReceipt.init(row:))
  }

  /// Takes an answer back that is not on its way yet: the one named, or one's own newest.
  public static func recall(
    _ code: InquiryCode, message: RecordID?, id: RecordID, in store: CaseStore
  ) throws -> InquiryAnswer {
    try store.one(
      "select state, code from api.inquiry_recall(\(id), \(code.canonical), \(message))", InquiryAnswer.init(row:))
  }
}
