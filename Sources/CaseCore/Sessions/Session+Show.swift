public import Postgres

extension Session {
  /// Opens a session with the notes of all its versions, oldest first. It leaves a ticket, committed before anything is
  /// read, in the same round trip.
  public static func show(_ id: RecordID, in store: CaseStore) throws -> (session: Session, notes: [SessionNote]) {
    let (_, session, notes) = try store.together { pipeline in
      let ticket = pipeline.run("select api.session_open(\(id))")
      pipeline.sync()
      return (
        ticket,
        pipeline.one("select \(columns) from api.session_show(\(id))", Session.init(row:)),
        pipeline.all(
          "select version, saved_at, author, reason, told_by, body from api.session_notes(\(id))",
          SessionNote.init(row:))
      )
    }
    return (session, notes)
  }
}
