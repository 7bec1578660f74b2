import Postgres

extension Session {
  /// Sessions one may see, newest first; of one client, of one month, or all. Leaves no ticket, as notes are not in it.
  public static func list(
    of reference: ClientReference?, in month: ReportMonth?, from store: CaseStore
  ) throws -> [Session] {
    try store.all(
      """
      select \(columns) from api.session_list(
        \(reference?.text), \(month?.instants.lowerBound), \(month?.instants.upperBound))
      """, Session.init(row:))
  }
}
