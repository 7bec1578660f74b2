import Postgres

extension Inquiry {
  /// What waits for an answer, in the order in which to take it up: flagged, unclaimed, oldest. `all`: also sales, silent and
  /// wrong calls, and recruitment.
  public static func triage(all: Bool, from store: CaseStore) throws -> [Inquiry] {
    try store.all("select \(columns) from api.inquiry_triage(\(all))", Inquiry.init(row:))
  }
}

/// How soon an office answers those who turn to it.
public struct Responses: Sendable {
  public let office: String
  /// Those that wanted an answer.
  public let inquiries: Int
  /// Answered within five minutes; a call that was answered is one of these.
  public let atOnce: Int
  public let later: Int
  public let waiting: Int
  /// Of those that were answered, until the first response; nil where none was.
  public let medianMinutes: Int?
  public let longestMinutes: Int?

  init(row: Row) throws {
    office = try row("office")
    inquiries = try row("inquiries")
    atOnce = try row("at_once")
    later = try row("later")
    waiting = try row("waiting")
    medianMinutes = try row("median_minutes")
    longestMinutes = try row("longest_minutes")
  }

  /// Of the inquiries of one month, or of all, one row an office.
  public static func list(in month: ReportMonth?, from store: CaseStore) throws -> [Responses] {
    try store.all(
      """
      select office, inquiries, at_once, later, waiting, median_minutes, longest_minutes
      from api.inquiry_responses(\(month?.instants.lowerBound), \(month?.instants.upperBound))
      """, Responses.init(row:))
  }
}
