import Postgres

extension Program {
  /// The organisation's programs, by code.
  public static func list(in store: CaseStore) throws -> [Program] {
    try store.all("select \(columns) from api.program_list(null)", Program.init(row:))
  }

  /// One program with what its contract wants of each fiscal year.
  ///
  /// - Throws: `CaseError.notFound("program")`.
  public static func show(_ code: String, in store: CaseStore) throws
    -> (program: Program, targets: [(year: Int, target: ProgramTarget)])
  {
    try store.together { pipeline in
      (
        pipeline.one("select \(columns) from api.program_list(\(code))", Program.init(row:)),
        pipeline.all("select fiscal_year, inquiries, sessions, people from api.program_targets(\(code))") { row in
          (
            year: try row.decode("fiscal_year", as: Int.self),
            target: ProgramTarget(
              inquiries: try row("inquiries"), sessions: try row("sessions"), people: try row("people"))
          )
        }
      )
    }
  }
}
