import Postgres

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
}
