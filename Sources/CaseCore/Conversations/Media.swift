public import Postgres

/// A picture, video, audio or file that somebody sent on LINE, taken out of the database on record.
public struct ThreadMedia: Sendable {
  public let state: String
  public let number: Int
  /// `image`, `video`, `audio` or `file`.
  public let kind: String
  public let size: Int
  /// What LINE said it is; nil where it said nothing.
  public let declaredType: String?
  /// What its first bytes say; nil where they say nothing. The two may differ: then neither is to be trusted.
  public let sniffedType: String?
  /// What whoever sent it called it; only files have one.
  public let fileName: String?
  /// Empty where it was withdrawn at this moment.
  public internal(set) var content: [UInt8] = []

  init(row: Row) throws {
    state = try row("state")
    number = Int(try row("number") as Int32)
    kind = try row("kind")
    size = Int(try row("size") as Int32)
    declaredType = try row("declared_type")
    sniffedType = try row("sniffed_type")
    fileName = try row("file_name")
  }
}

/// What somebody found out about a message of which nobody knew whether it arrived.
public struct Settlement: Sendable {
  public let state: String
  /// The same words, sent anew; nil where they were not.
  public let again: RecordID?
  public let notBefore: Instant?

  init(row: Row) throws {
    state = try row("state")
    again = try row("again")
    notBefore = try row("not_before")
  }
}

extension Inquiry {
  /// Takes a content out: the inquiry is opened, the taking is committed, and only then is it read.
  ///
  /// - Parameter number: as the conversation numbers its media.
  public static func takeMedia(_ number: Int, of code: InquiryCode, id: RecordID, in store: CaseStore) throws
    -> ThreadMedia
  {
    let (_, taken, parts) = try store.together { pipeline in
      let opening = pipeline.run("select api.inquiry_open(\(code.canonical))")
      pipeline.sync()
      let taken = pipeline.one(
        """
        select state, number, kind, size, declared_type, sniffed_type, file_name
        from api.inquiry_media_open(\(id), \(code.canonical), \(Int32(clamping: number)))
        """, ThreadMedia.init(row:))
      pipeline.sync()
      return (
        opening, taken,
        pipeline.all("select content from api.inquiry_media_content(\(id)) order by part") {
          try $0.decode("content", as: [UInt8].self)
        }
      )
    }
    var media = taken
    media.content = Array(parts.joined())
    return media
  }

  /// Says of a message whether it arrived; of one that did not, `again` queues the same words anew.
  ///
  /// - Parameter message: nil for one's own newest of which nobody knows.
  public static func settle(
    _ code: InquiryCode, message: RecordID?, arrived: Bool, again: Bool, id: RecordID, in store: CaseStore
  ) throws -> Settlement {
    let (_, settled) = try store.together { pipeline in
      let opening = pipeline.run("select api.inquiry_open(\(code.canonical))")
      pipeline.sync()
      return (
        opening,
        pipeline.one(
          """
          select state, again, not_before
          from api.inquiry_settle(\(id), \(code.canonical), \(message), \(arrived), \(again))
          """, Settlement.init(row:))
      )
    }
    return settled
  }
}
