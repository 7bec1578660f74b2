import ArgumentParser
import Edge

/// Tells whether the server runs, since when, where its data and socket are, and how big it is; exit status 0 when it
/// runs, 1 when it does not.
struct ServerStatus: Verb {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "status",
      abstract: said("サーバーのようす（動いていれば終了コード 0、いなければ 1）", "How the server is (exit status 0 running, 1 not)"))
  }

  @OptionGroup var output: Output

  mutating func run(at desk: Desk) throws {
    let home = try OfficeHome.find(at: desk)
    let programs = try PostgresPrograms.find(at: desk)
    let report = try ServerReport(home, programs: programs)
    try desk.show(report.record(in: desk.lang), as: output.format)
    if report.state != .running { throw ExitCode(1) }
  }
}
