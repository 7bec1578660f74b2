public import CaseCore
import Postgres

/// An office's month, or that of a program within an office, as a batch prints it.
public struct Printing: Sendable {
  /// Nil: all offices together.
  public let office: String?
  /// The program's code; nil: everything the office did.
  public let program: String?
  /// Nil where what was kept when the month was closed has been changed since: that is not printed.
  public let report: MonthReport?
  /// What a closed month kept, by format.
  public let files: [String: [UInt8]]
}

extension MonthReport {
  /// The month's reports of every office one may see, by code, each followed by those of the programs that its month belongs
  /// to; then of every program that several of these offices work for, over them; and last that of all offices together where
  /// there are several: all in one READ ONLY snapshot, so that they agree with each other. Of a closed month also the files that were kept
  /// in these formats and this language (nil: the office's).
  ///
  /// Each report has a minute to be answered, however long the whole takes.
  public static func readAll(
    _ month: ReportMonth, formats: [String], lang: String?, in store: CaseStore
  ) throws -> [Printing] {
    try store.read { store in
      let offices = try store.connection.all("select code from api.figure_offices() order by code collate \"C\"") {
        row in
        try row.decode("code", as: String.self)
      }
      let programs = try store.connection.all(
        "select office, program from api.figure_programs(\(month.firstDay))"
      ) { row in
        (office: try row.decode("office", as: String.self), program: try row.decode("program", as: String.self))
      }
      var wanted: [(office: String?, program: String?)] = []
      for office in offices {
        wanted.append((office, nil))
        wanted += programs.filter { $0.office == office }.map { ($0.office, $0.program) }
      }
      let shared = Dictionary(grouping: programs, by: \.program).filter { $0.value.count > 1 }.keys.sorted()
      wanted += shared.map { (nil, $0) }
      if offices.count > 1 { wanted.append((nil, nil)) }
      return try wanted.map { code, program in
        do {
          store.connection.deadline = .after(.seconds(60))
          let report = try printed(month, office: code, program: program, in: store).report
          var files: [String: [UInt8]] = [:]
          if report.edition != nil {
            for format in formats {
              files[format] =
                try printed(month, office: code, program: program, format: format, lang: lang, in: store).file
            }
          }
          return Printing(office: code, program: program, report: report, files: files)
        } catch is Tampered {
          return Printing(office: code, program: program, report: nil, files: [:])
        }
      }
    }
  }
}
