import Postgres

/// One version of what an office wrote about a month beside its figures. It is about the month and about nobody in it.
public struct MonthNote: Sendable {
  /// What is written, in the order in which it stands in the report; `open_days` is a number beside these.
  public enum Part: String, Sendable, CaseIterable {
    case highlights, issues
    case nextMonth = "next_month"
    case incidents, training
  }

  public let office: String
  /// 0: nobody has written anything.
  public let version: Int
  public let texts: [Part: String]
  /// On how many days the office was open.
  public let openDays: Int?
  public let author: String?
  public let savedAt: Instant?

  init(row: Row) throws {
    office = try row("office")
    version = try row("version")
    var texts: [Part: String] = [:]
    for part in Part.allCases { texts[part] = try row.decode(part.rawValue, as: String?.self) }
    self.texts = texts
    openDays = try row("open_days")
    author = try row("author")
    savedAt = try row("saved_at")
  }

  /// Every version of a month, oldest first; one of version 0 while nobody has written. `code` nil: one's only office.
  public static func versions(of month: ReportMonth, office code: String?, in store: CaseStore) throws -> [MonthNote] {
    try store.all(
      """
      select office, version, highlights, issues, next_month, incidents, training, open_days, author, saved_at
      from api.month_show(\(code), \(month.firstDay))
      """, MonthNote.init(row:))
  }
}
