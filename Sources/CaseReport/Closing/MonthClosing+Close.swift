public import CaseCore
public import Postgres

extension MonthClosing {
  /// Closes a month: reads the report, has its files made from it, and sends them. The server counts once more and keeps its own
  /// figures and the rows behind them, so nothing is kept where somebody wrote in between. With it go the reports of the programs
  /// that the month belongs to, each within the office.
  ///
  /// - Parameter render: makes the files of a report; asked only where the month is open.
  /// - Throws: `CaseError.refused("month.not_over")`, `refused("month.closed")`, `conflict("month.changed")`.
  public static func close(
    _ month: ReportMonth, office code: String?, id: RecordID, in store: CaseStore,
    render: (MonthReport) throws -> [ReportFile]
  ) throws -> MonthAnswer {
    let (office, text, programs, edition, isClosed) = try store.one(
      """
      select office, report::text as report, programs::text as programs, edition, closed
      from api.month_to_close(\(code), \(month.firstDay))
      """
    ) { row in
      (
        try row.decode("office", as: String.self), try row.decode("report", as: String?.self),
        try row.decode("programs", as: String?.self), try row.decode("edition", as: Int.self),
        try row.decode("closed", as: Bool.self)
      )
    }
    var files: [(program: String, file: ReportFile)] = []
    if let text, !isClosed {
      let standing = MonthReport.Standing.closed(edition: edition)
      files = try render(MonthReport(json: text, standing: standing)).map { ("", $0) }
      for (program, report) in try MonthReport.byProgram(json: programs ?? "{}", standing: standing) {
        files += try render(report).map { (program, $0) }
      }
    }
    let parts = (files.map(\.file.format), files.map(\.file.lang), files.map(\.file.bytes), files.map(\.program))
    return try store.one(
      """
      select state, office, edition from api.month_close(
        \(id), \(office), \(month.firstDay), \(text)::jsonb, \(parts.0), \(parts.1), \(parts.2), \(programs)::jsonb,
        \(parts.3))
      """, MonthAnswer.init(row:))
  }

  /// Opens a closed month again, to be corrected; what was kept stays. Whoever may see the figures reads the reason.
  ///
  /// - Throws: `CaseError.refused("month.not_closed")`, `refused("month.reason_missing")`.
  public static func reopen(
    _ month: ReportMonth, office code: String?, reason: String, id: RecordID, in store: CaseStore
  ) throws -> MonthAnswer {
    try store.one(
      "select state, office, edition from api.month_reopen(\(id), \(code), \(month.firstDay), \(reason))",
      MonthAnswer.init(row:))
  }
}

extension MonthAnswer {
  fileprivate init(row: Row) throws {
    state = try row.decode("state", as: String.self)
    office = try row.decode("office", as: String?.self)
    edition = try row.decode("edition", as: Int?.self)
  }
}
