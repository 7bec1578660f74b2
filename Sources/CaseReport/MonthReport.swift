public import CaseCore
import FoundationEssentials
import Postgres

/// What a monthly report is made of.
public struct MonthReport: Sendable {
  /// An office whose figures one may see.
  public struct Office: Sendable, Decodable {
    public let code: String
    public let name: String
    public let nameEnglish: String?
    /// The language of its reports.
    public let language: String

    private enum CodingKeys: String, CodingKey {
      case code, name, language
      case nameEnglish = "name_en"
    }
  }

  /// A month in the charts.
  public struct Point: Sendable {
    public let month: ReportMonth
    public let inquiries: Int
    public let sessions: Int
    public let people: Int
  }

  /// Nil: all offices one may see, people counted once over them.
  public let office: Office?
  public let figures: MonthFigures
  /// Twelve months, the report's own last.
  public let series: [Point]
  /// What the office wrote about the month; nil for several offices, or where nobody wrote.
  public let narrative: Narrative?
  /// For a supervisor of the one office only.
  public let lists: Lists?
  public let transcription: Transcription?

  /// Reads everything in one READ ONLY snapshot. `code` nil: the one office whose figures one may see, or all of them.
  ///
  /// - Throws: `CaseError.notFound("office")` for an office that is not there or not one's own.
  public static func read(_ month: ReportMonth, office code: String?, in store: CaseStore) throws -> MonthReport {
    try store.read { store in
      try MonthReport(
        json: store.connection.one("select api.month_report(\(code), \(month.firstDay))::text", as: String.self))
    }
  }

  /// The report as the server tells it, now or when its month was closed: the same text, the same report.
  ///
  /// - Throws: `CaseError.schema` where the text is not such a report.
  init(json: String) throws {
    let told: Told
    do { told = try JSONDecoder().decode(Told.self, from: Data(json.utf8)) } catch is DecodingError {
      throw CaseError.schema(newer: true)
    }
    office = told.office
    figures = try MonthFigures(month: ReportMonth(parsing: told.month), told.figures)
    (narrative, lists, transcription) = (told.narrative, told.lists, told.transcription)
    series = try told.series.map { point in
      Point(
        month: try ReportMonth(parsing: point.month), inquiries: point.inquiries, sessions: point.sessions,
        people: point.people)
    }
  }

  private struct Told: Decodable {
    struct Point: Decodable {
      let month: String
      let inquiries: Int
      let sessions: Int
      let people: Int
    }

    let office: Office?
    let month: String
    let figures: MonthFigures.Node
    let series: [Point]
    let narrative: Narrative?
    let lists: Lists?
    let transcription: Transcription?
  }
}
