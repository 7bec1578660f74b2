public import Postgres

extension Inquiry {
  /// Takes an inquiry on. Between two people exactly one succeeds; the other is told who was first by a conflict.
  public static func claim(_ code: InquiryCode, id: RecordID, in store: CaseStore) throws -> InquiryAnswer {
    try store.one("select state, code from api.inquiry_claim(\(id), \(code.canonical))", InquiryAnswer.init(row:))
  }

  /// Gives a claimed inquiry back to the office.
  public static func release(_ code: InquiryCode, id: RecordID, in store: CaseStore) throws -> InquiryAnswer {
    try store.one("select state, code from api.inquiry_release(\(id), \(code.canonical))", InquiryAnswer.init(row:))
  }

  /// Says which client an inquiry belongs to.
  public static func link(
    _ code: InquiryCode, to client: ClientReference, id: RecordID, in store: CaseStore
  ) throws -> InquiryAnswer {
    try store.one(
      "select state, code from api.inquiry_link(\(id), \(code.canonical), \(client.text))", InquiryAnswer.init(row:))
  }

  /// Undoes a wrong link, for a reason.
  public static func unlink(
    _ code: InquiryCode, reason: String, id: RecordID, in store: CaseStore
  ) throws -> InquiryAnswer {
    try store.one(
      "select state, code from api.inquiry_unlink(\(id), \(code.canonical), \(reason))", InquiryAnswer.init(row:))
  }

  /// Chooses the program that an inquiry belongs to; nil: none, whatever its client's is.
  public static func choose(
    _ program: String?, for code: InquiryCode, id: RecordID, in store: CaseStore
  ) throws -> InquiryAnswer {
    try store.one(
      "select state, code from api.inquiry_program(\(id), \(code.canonical), \(program))", InquiryAnswer.init(row:))
  }

  /// Closes an inquiry that became no client, for a coded reason.
  public static func close(
    _ code: InquiryCode, reason: String, id: RecordID, in store: CaseStore
  ) throws -> InquiryAnswer {
    try store.one(
      "select state, code from api.inquiry_close(\(id), \(code.canonical), \(reason))", InquiryAnswer.init(row:))
  }
}
