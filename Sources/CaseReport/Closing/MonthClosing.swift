public import CaseCore
public import Postgres

/// 月締め: an edition of a month's report that was kept.
public struct MonthClosing: Sendable {
  public let id: RecordID
  public let office: String
  public let month: ReportMonth
  public let edition: Int
  public let closedAt: Instant
  public let closedBy: String
  /// The last entry of the audit chain that touched the month then.
  public let auditHead: [UInt8]?
  /// What was kept, as `html.ja`.
  public let files: [String]
  /// The codes of the programs whose reports were kept with it.
  public let programs: [String]
  public let reopenedAt: Instant?
  public let reopenedBy: String?
  /// Why it was opened again.
  public let reason: String?

  /// Every edition of the offices whose figures one may see, newest month first.
  ///
  /// - Throws: `CaseError.notFound("office")`.
  public static func list(office code: String?, in store: CaseStore) throws -> [MonthClosing] {
    try store.all(
      """
      select id, office, month, edition, closed_at, closed_by, audit_head, files, programs, reopened_at, reopened_by, reason
      from api.month_closings(\(code))
      """
    ) { row in
      MonthClosing(
        id: try row.decode("id", as: RecordID.self), office: try row.decode("office", as: String.self),
        month: try ReportMonth(containing: row.decode("month", as: CalendarDate.self)),
        edition: try row.decode("edition", as: Int.self), closedAt: try row.decode("closed_at", as: Instant.self),
        closedBy: try row.decode("closed_by", as: String.self),
        auditHead: try row.decode("audit_head", as: [UInt8]?.self), files: try row.decode("files", as: [String].self),
        programs: try row.decode("programs", as: [String].self),
        reopenedAt: try row.decode("reopened_at", as: Instant?.self),
        reopenedBy: try row.decode("reopened_by", as: String?.self), reason: try row.decode("reason", as: String?.self))
    }
  }
}

/// A report as it is to go out, in a format and a language.
public struct ReportFile: Sendable {
  public let format: String
  public let lang: String
  public let bytes: [UInt8]

  public init(format: String, lang: String, bytes: [UInt8]) {
    self.format = format
    self.lang = lang
    self.bytes = bytes
  }
}

/// What became of closing or reopening a month; a `duplicate` of what one may no longer see names neither.
public struct MonthAnswer: Sendable {
  public let state: String
  public let office: String?
  public let edition: Int?
}
