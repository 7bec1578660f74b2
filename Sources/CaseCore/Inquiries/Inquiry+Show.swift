import Postgres

extension Inquiry {
  /// Opens an inquiry with its note and what was advised; that it was opened is committed before anything is read.
  public static func show(
    _ code: InquiryCode, in store: CaseStore
  ) throws -> (inquiry: Inquiry, note: String?, advice: String?, matching: [Client]) {
    let (_, inquiry, words, matching) = try store.together { pipeline in
      let opening = pipeline.run("select api.inquiry_open(\(code.canonical))")
      pipeline.sync()
      return (
        opening,
        pipeline.one("select \(columns) from api.inquiry_show(\(code.canonical))", Inquiry.init(row:)),
        pipeline.first("select note, advice from api.inquiry_notes(\(code.canonical))") { row -> (String?, String?) in
          (try row("note"), try row("advice"))
        },
        pipeline.all("select \(Client.columns) from api.inquiry_matching(\(code.canonical))", Client.init(row:))
      )
    }
    return (inquiry, words?.0, words?.1, matching)
  }
}
