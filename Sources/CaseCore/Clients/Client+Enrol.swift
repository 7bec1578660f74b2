public import Postgres

/// The days on which a case was in a program.
public struct Enrolment: Sendable {
  public let id: RecordID
  /// The program's code.
  public let program: String
  public let programName: String
  public let from: CalendarDate
  /// The last day; nil while it lasts, the day before `from` where it was a mistake.
  public let until: CalendarDate?
  public let author: String

  init(row: Row) throws {
    id = try row("id")
    program = try row("program")
    programName = try row("program_name")
    from = try row("from_on")
    until = try row("left_on")
    author = try row("author")
  }
}

extension Client {
  /// Puts a case into a program from a day on (nil: today), until a day where that is known already.
  public static func enrol(
    _ reference: ClientReference, in program: String, from: CalendarDate?, until: CalendarDate?, id: RecordID,
    in store: CaseStore
  ) throws -> String {
    try store.one("select state from api.client_enrol(\(id), \(reference.text), \(program), \(from), \(until))") {
      try $0("state")
    }
  }

  /// Says which day is the last one in the program (nil: today); the day before the first takes a mistake back.
  public static func leave(
    _ reference: ClientReference, program: String, on day: CalendarDate?, id: RecordID, in store: CaseStore
  ) throws -> String {
    try store.one("select state from api.client_leave(\(id), \(reference.text), \(program), \(day))") {
      try $0("state")
    }
  }

  /// All the programs that a case has been in, the first one first.
  public static func enrolments(_ reference: ClientReference, in store: CaseStore) throws -> [Enrolment] {
    try store.all(
      "select id, program, program_name, from_on, left_on, author from api.client_enrolments(\(reference.text))",
      Enrolment.init(row:))
  }
}
