import ArgumentParser
import Edge
import Glibc

/// The batch report generator: figures of a month in every format.
@main
struct Report: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ippo-report",
    abstract: said("月次報告とシートを作る", "The office's monthly reports and sheets"),
    version: "0.1",
    subcommands: [
      Monthly.self, Batch.self, Close.self, Reopen.self, Closings.self, Rows.self, PlanSheetVerb.self,
      WeekSheetVerb.self,
      RecordSheetVerb.self, IntakeSheetVerb.self,
    ])

  static func main() {
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try parseAsRoot(Array(CommandLine.arguments.dropFirst()))
      try command.run()
    } catch {
      Glibc.exit(Desk.standard.end(with: error, of: Report.self))
    }
  }
}
