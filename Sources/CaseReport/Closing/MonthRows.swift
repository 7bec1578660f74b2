public import CaseCore
import FoundationEssentials
import Postgres

/// The rows behind a figure: of an open month as they are now, of a closed one as they were kept.
public struct MonthRows: Sendable {
  /// One of them. What its base set does not have is nil; so is the code of a client whom one may not see any more.
  public struct Fact: Sendable, Decodable {
    public let client, inquiry, provider: String?
    public let session, referral, plan, unit: String?
    public let on, until, at: String?
    public let channel, kind, relation, method, contact, sex, status, result, owner: String?
    public let minutes, age, version, heads: Int?
    public let staff, with, factors, kinds: [String]?
    public let ageBand, withdrawalBand: String?

    private enum CodingKeys: String, CodingKey {
      case client, inquiry, provider, session, referral, plan, unit, on, until, at, channel, kind, relation, method
      case contact, sex, status, result, owner, minutes, age, version, heads, staff, with, factors, kinds
      case ageBand = "age_band"
      case withdrawalBand = "withdrawal_band"
    }
  }

  /// The set the rows are of: `inquiries`, `clients`, `clients_new`, `clients_closed`, `clients_reopened`, `sessions`,
  /// `referrals`, `plans_agreed`, `plan_checks` or `plans_overdue`; of a program also `enrolment_entered` and `enrolment_left`.
  public let base: String
  /// The figure, counted from the rows.
  public let value: Int
  /// Nil while the month is open.
  public let edition: Int?
  public let facts: [Fact]

  /// - Parameter figure: a path that `FigureName` knows.
  /// - Throws: `CaseError.refused("office.not_yours")` for who does not supervise the office; `notFound("program")` for one
  ///   that the office does not work for; `MonthReport.Tampered`.
  public static func read(
    _ figure: String, of month: ReportMonth, office code: String?, program: String? = nil, in store: CaseStore
  ) throws -> MonthRows {
    try store.read { store in
      try store.connection.one(
        """
        select base, value, edition, intact, rows::text as rows
        from api.month_rows(\(code), \(month.firstDay), \(figure), \(program))
        """
      ) { row in
        guard try row.decode("intact", as: Bool.self) else { throw MonthReport.Tampered() }
        let text = try row.decode("rows", as: String.self)
        do {
          return MonthRows(
            base: try row.decode("base", as: String.self), value: try row.decode("value", as: Int.self),
            edition: try row.decode("edition", as: Int?.self),
            facts: try JSONDecoder().decode([Fact].self, from: Data(text.utf8)))
        } catch is DecodingError {
          throw CaseError.schema(newer: true)
        }
      }
    }
  }
}
