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
    /// Each of them nil where it is hidden from the reader.
    public let inquiries: Int?
    public let sessions: Int?
    public let people: Int?
  }

  /// Whether the month is closed, and what it then is.
  public enum Standing: Sendable, Equatable {
    case open
    /// 1, or the number of the edition that corrects the ones before it.
    case closed(edition: Int)
  }

  public let standing: Standing
  public internal(set) var audience = Audience.internal
  /// Nil: all offices one may see, people counted once over them.
  public let office: Office?
  /// Nil: everything the office did, whoever paid for it.
  public let program: Program?
  public internal(set) var figures: MonthFigures
  /// Twelve months, the report's own last.
  public internal(set) var series: [Point]
  /// What the office wrote about the month; nil for several offices, or where nobody wrote.
  public internal(set) var narrative: Narrative?
  /// For a supervisor of the one office only.
  public internal(set) var lists: Lists?
  public internal(set) var transcription: Transcription?
  /// What was recorded of months that were closed earlier in the fiscal year, after they were closed.
  public internal(set) var adjustments: [Adjustment]
  /// The edition that this report corrects, if the month was reopened.
  public internal(set) var correction: Correction?

  /// Reads the month as it is to be printed, in one READ ONLY snapshot: a closed one as it was kept, an open one as it stands
  /// now. `code` nil: the one office whose figures one may see, or all of them, which are never closed together.
  ///
  /// - Parameter program: the code of a program; its month, over those of its offices that one may see.
  /// - Throws: `CaseError.notFound("office")` for an office that is not there or not one's own, `notFound("program")`
  ///   likewise, `notFound("edition")`; `Tampered` where what was kept is not what was written.
  public static func read(
    _ month: ReportMonth, office code: String?, program: String? = nil, edition: Int? = nil, in store: CaseStore
  ) throws -> MonthReport {
    try read(month, office: code, program: program, edition: edition, format: nil, lang: nil, in: store).report
  }

  /// The report as the server tells it, now or when its month was closed: the same text, the same report.
  ///
  /// - Throws: `CaseError.schema` where the text is not such a report.
  init(json: String, standing: Standing) throws {
    let told: Told
    do { told = try JSONDecoder().decode(Told.self, from: Data(json.utf8)) } catch is DecodingError {
      throw CaseError.schema(newer: true)
    }
    try self.init(told, standing: standing)
  }

  /// Reports of several programs, told as one object under their codes; by code.
  static func byProgram(json: String, standing: Standing) throws -> [(program: String, report: MonthReport)] {
    let told: [String: Told]
    do { told = try JSONDecoder().decode([String: Told].self, from: Data(json.utf8)) } catch is DecodingError {
      throw CaseError.schema(newer: true)
    }
    return try told.keys.sorted().compactMap { code in
      try told[code].map { (code, try MonthReport($0, standing: standing)) }
    }
  }

  private init(_ told: Told, standing: Standing) throws {
    self.standing = standing
    office = told.office
    program = told.program
    figures = try MonthFigures(month: ReportMonth(parsing: told.month), told.figures)
    (narrative, lists, transcription) = (told.narrative, told.lists, told.transcription)
    series = try told.series.map { point in
      Point(
        month: try ReportMonth(parsing: point.month), inquiries: point.inquiries, sessions: point.sessions,
        people: point.people)
    }
    adjustments = try (told.adjustments ?? []).map { one in
      Adjustment(month: try ReportMonth(parsing: one.month), figure: one.figure, change: one.change)
    }
    correction = told.corrects
  }

  private struct Told: Decodable {
    struct Point: Decodable {
      let month: String
      let inquiries: Int
      let sessions: Int
      let people: Int
    }

    let office: Office?
    let program: Program?
    let month: String
    let figures: MonthFigures.Node
    let series: [Point]
    let narrative: Narrative?
    let lists: Lists?
    let transcription: Transcription?
    // what a report kept before these were there does not have
    let adjustments: [Change]?
    let corrects: Correction?

    struct Change: Decodable {
      let month: String
      let figure: String
      let change: Int
    }
  }
}
