public import CaseCore
import Postgres

/// An office's month as a batch prints it.
public struct Printing: Sendable {
  /// Nil: all offices together.
  public let office: String?
  /// Nil where what was kept when the month was closed has been changed since: that is not printed.
  public let report: MonthReport?
  /// What a closed month kept, by format.
  public let files: [String: [UInt8]]
}

extension MonthReport {
  /// The month's reports of every office one may see, by code, and last that of all of them together where there are
  /// several: all in one READ ONLY snapshot, so that they agree with each other. Of a closed month also the files that were kept
  /// in these formats and this language (nil: the office's).
  ///
  /// Each report has a minute to be answered, however long the whole takes.
  public static func readAll(
    _ month: ReportMonth, formats: [String], lang: String?, in store: CaseStore
  ) throws -> [Printing] {
    try store.read { store in
      let offices = try store.connection.all("select code from api.figure_offices() order by code collate \"C\"") {
        row in
        try row.decode("code", as: String.self)
      }
      let wanted: [String?] = offices.count > 1 ? offices + [nil] : offices
      return try wanted.map { code in
        do {
          store.connection.deadline = .after(.seconds(60))
          let report = try printed(month, office: code, in: store).report
          var files: [String: [UInt8]] = [:]
          if report.edition != nil {
            for format in formats {
              files[format] = try printed(month, office: code, format: format, lang: lang, in: store).file
            }
          }
          return Printing(office: code, report: report, files: files)
        } catch is Tampered {
          return Printing(office: code, report: nil, files: [:])
        }
      }
    }
  }
}
