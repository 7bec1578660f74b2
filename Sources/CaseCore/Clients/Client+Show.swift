import Postgres

extension Client {
  /// Opens the record: leaves a ticket, committed before anything is read, and answers what is known.
  public static func show(_ reference: ClientReference, in store: CaseStore) throws -> Client {
    let (_, client) = try store.together { pipeline in
      let ticket = pipeline.run("select api.client_open(\(reference.text))")
      pipeline.sync()
      return (
        ticket, pipeline.one("select \(columns) from api.client_show(\(reference.text))", Client.init(row:))
      )
    }
    return client
  }

  /// Opens a record outside one's caseload, in one's own office, for a coded reason and in words; on record.
  ///
  /// - Returns: until when it stays open.
  public static func breakGlass(
    code: ClientCode, reasonCode: String, reason: String, in store: CaseStore
  ) throws -> Instant {
    try store.one("select until from api.client_break_glass(\(code.canonical), \(reasonCode), \(reason))") {
      try $0("until")
    }
  }
}
