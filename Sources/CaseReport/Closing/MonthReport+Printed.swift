public import CaseCore
import Postgres

extension MonthReport {
  /// What was kept when the month was closed is no longer what was written: somebody changed it behind the functions' back.
  public struct Tampered: Error {}

  /// The same as `read`, with the file that was kept in a format and language; nil where none was, or the month is open.
  ///
  /// - Parameter lang: nil is the office's language, as it was when the month was closed. JSON has no language.
  public static func read(
    _ month: ReportMonth, office code: String?, program: String? = nil, edition: Int?, format: String?, lang: String?,
    in store: CaseStore
  ) throws -> (report: MonthReport, file: [UInt8]?) {
    try store.read {
      try printed(month, office: code, program: program, edition: edition, format: format, lang: lang, in: $0)
    }
  }

  /// The same within a snapshot that is open already.
  static func printed(
    _ month: ReportMonth, office code: String?, program: String? = nil, edition: Int? = nil, format: String? = nil,
    lang: String? = nil, in store: CaseStore
  ) throws -> (report: MonthReport, file: [UInt8]?) {
    try store.connection.one(
      """
      select report::text as report, edition, bytes, intact
      from api.month_printed(\(code), \(month.firstDay), \(edition.map(Int32.init)), \(format), \(lang), \(program))
      """
    ) { row in
      guard try row.decode("intact", as: Bool.self) else { throw Tampered() }
      let edition = try row.decode("edition", as: Int?.self)
      return (
        try MonthReport(
          json: row.decode("report", as: String.self), standing: edition.map { .closed(edition: $0) } ?? .open),
        try row.decode("bytes", as: [UInt8]?.self)
      )
    }
  }
}
