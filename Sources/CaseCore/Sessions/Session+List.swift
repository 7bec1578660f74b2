public import Postgres

extension Session {
  /// Sessions one may see, newest first; of one client, of one month, or all; only those that wait for a supervisor's
  /// review, if one likes. Leaves no ticket, as notes are not in it.
  public static func list(
    of reference: ClientReference?, in month: ReportMonth?, unreviewed: Bool = false, from store: CaseStore
  ) throws -> [Session] {
    try store.all(
      """
      select \(columns) from api.session_list(
        \(reference?.text), \(month?.instants.lowerBound), \(month?.instants.upperBound), \(unreviewed))
      """, Session.init(row:))
  }

  /// The session that an id names, for showing whose it is before it changes. Leaves no ticket, as its note is not in it.
  ///
  /// - Throws: `CaseError.notFound` for none and for one that is not one's own alike.
  public static func named(_ id: RecordID, in store: CaseStore) throws -> Session {
    guard let session = try store.all("select \(columns) from api.session_named(\(id))", Session.init(row:)).first
    else { throw CaseError.notFound(what: "session") }
    return session
  }
}
