public import Postgres

/// What is told of a new program.
public struct NewProgram: Sendable {
  public var code: String
  public var offices: [String]
  public var name: String
  public var nameEnglish: String?
  public var funder: String?
  public var municipality: String?
  public var from: CalendarDate
  public var until: CalendarDate?
  public var presence = "case"
  public var lineByDay = true
  /// The fiscal year that `target` is of.
  public var year: FiscalYear?
  public var target = ProgramTarget()

  public init(code: String, offices: [String], name: String, from: CalendarDate) {
    self.code = code
    self.offices = offices
    self.name = name
    self.from = from
  }
}

extension Program {
  /// Adds a program that the offices named work for; by an office_admin of each of them.
  public static func add(_ new: NewProgram, id: RecordID, in store: CaseStore) throws -> ProgramAnswer {
    try store.one(
      """
      select state, code, version from api.program_add(
        \(id), \(new.code), \(new.offices), \(new.name), \(new.nameEnglish), \(new.funder), \(new.municipality), \(new.from),
        \(new.until), \(new.presence), \(new.lineByDay), \(new.year.map { Int32($0.startYear) }),
        \(Int32(checking: new.target.inquiries)), \(Int32(checking: new.target.sessions)),
        \(Int32(checking: new.target.people)))
      """, ProgramAnswer.init(row:))
  }
}

extension Int32 {
  /// A number of whatever size as one that the server refuses by its own rule.
  init?(checking number: Int?) {
    guard let number else { return nil }
    self = Int32(clamping: number)
  }
}
