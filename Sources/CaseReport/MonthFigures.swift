public import CaseCore
import FoundationEssentials
import Postgres

/// The figures of an office's month (docs/contract.md, "The monthly report as JSON"), as the database counted them in one
/// snapshot: numbers under dotted paths such as `sessions.by_method.phone.people`.
public struct MonthFigures: Sendable {
  public let month: ReportMonth
  /// The hash of the last audit entry that touches the month; nil where nothing does.
  public let auditHead: String?
  private let numbers: [String: Int]

  /// The number at a path; 0 where there is none, as codes without cases are left out.
  public subscript(path: String) -> Int { numbers[path] ?? 0 }

  /// The codes under a path, in their list's order; what the list does not know comes last.
  public func codes(under path: String, in order: [String]) -> [String] {
    let prefix = path + "."
    var found: Set<String> = []
    for key in numbers.keys where key.hasPrefix(prefix) {
      found.insert(String(key.dropFirst(prefix.count).prefix { $0 != "." }))
    }
    return order.filter { found.contains($0) } + found.subtracting(order).sorted()
  }

  init(month: ReportMonth, json: String) throws {
    self.month = month
    guard case .object(let members) = try JSONDecoder().decode(Node.self, from: Data(json.utf8)) else {
      throw CaseError.schema(newer: true)
    }
    var numbers: [String: Int] = [:]
    for (key, node) in members { node.collect(into: &numbers, at: key) }
    self.numbers = numbers
    if case .text(let head) = members["audit_head"] { auditHead = head } else { auditHead = nil }
  }

  private enum Node: Decodable {
    case number(Int), text(String), null
    case object([String: Node])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if container.decodeNil() {
        self = .null
      } else if let number = try? container.decode(Int.self) {
        self = .number(number)
      } else if let text = try? container.decode(String.self) {
        self = .text(text)
      } else {
        self = .object(try container.decode([String: Node].self))
      }
    }

    func collect(into numbers: inout [String: Int], at path: String) {
      switch self {
      case .number(let number): numbers[path] = number
      case .object(let members): for (key, node) in members { node.collect(into: &numbers, at: path + "." + key) }
      case .text, .null: break
      }
    }
  }
}

/// What a monthly report is made of.
public struct MonthReport: Sendable {
  /// An office whose figures one may see.
  public struct Office: Sendable {
    public let code: String
    public let name: String
    public let nameEnglish: String?
    /// The language of its reports.
    public let language: String
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

  /// Reads everything in one READ ONLY snapshot. `code` nil: the one office whose figures one may see, or all of them.
  ///
  /// - Throws: `CaseError.notFound("office")` for an office that is not there or not one's own.
  public static func read(_ month: ReportMonth, office code: String?, in store: CaseStore) throws -> MonthReport {
    let offices = try store.read { store in
      try store.connection.all("select code, name, name_en, language from api.figure_offices()") { row in
        Office(
          code: try row.decode("code"), name: try row.decode("name"), nameEnglish: try row.decode("name_en"),
          language: try row.decode("language"))
      }
    }
    let office: Office?
    if let code {
      guard let found = offices.first(where: { $0.code == code }) else { throw CaseError.notFound(what: "office") }
      office = found
    } else {
      office = offices.count == 1 ? offices[0] : nil
    }
    return try store.read { store in
      let (json, series) = try store.connection.pipeline { pipeline in
        (
          pipeline.one("select api.month_figures(\(office?.code), \(month.firstDay))::text", as: String.self),
          pipeline.all(
            "select month, inquiries, sessions, people from api.month_series(\(office?.code), \(month.firstDay), 12)"
          ) { row in
            Point(
              month: try ReportMonth(containing: try row.decode("month", as: CalendarDate.self)),
              inquiries: try row.decode("inquiries"), sessions: try row.decode("sessions"),
              people: try row.decode("people"))
          }
        )
      }
      return MonthReport(office: office, figures: try MonthFigures(month: month, json: json), series: series)
    }
  }
}
