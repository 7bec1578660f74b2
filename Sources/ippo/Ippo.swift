import ArgumentParser
import Edge
import Glibc
import Paper
import Terminal

/// The command table: what the office can be told, noun by noun.
@main
struct Ippo: Verb {
  static let configuration = CommandConfiguration(
    commandName: "ippo",
    abstract: said("一歩 — ひきこもり支援の記録", "Ippo, the case manager of a support office"),
    discussion: said(
      "はじめに: ippo client list で担当の方の一覧、ippo session log で面談の記録。説明は docs/tour.md にあります。",
      "Start with `ippo client list` and `ippo session log`; docs/tour.md walks through a day."),
    version: "0.1",
    subcommands: [
      TodayCommand.self, TelCommand.self, InquiryCommand.self, ClientCommand.self, SessionCommand.self,
      AssessCommand.self,
      PlanCommand.self, ReferralCommand.self, ProviderCommand.self, StaffCommand.self, OfficeCommand.self,
      MonthCommand.self, ProgramCommand.self, LineCommand.self, CrisisCommand.self, WatchCommand.self,
      OutboxCommand.self, ReportCommand.self, AuditCommand.self, DatabaseCommand.self, Server.self,
    ])

  /// Without a verb: what waits today, then a menu; for people at a terminal only.
  func run(at desk: Desk) throws {
    guard desk.isAttended, desk.console.isTerminal(.output) else { throw CleanExit.helpRequest(self) }
    try Menu(desk: desk).run()
  }

  static func main() {
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try parseAsRoot(Array(CommandLine.arguments.dropFirst()))
      try command.run()
    } catch {
      Glibc.exit(Desk.standard.end(with: error, of: Ippo.self))
    }
  }
}
