import ArgumentParser
import Edge
import Glibc

/// `ippo report …` hands over to the `ippo-report` beside it, as git does with its subcommands.
struct ReportCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: said("月次報告(ippo-report に引き継ぎます)", "Monthly reports (hands over to ippo-report)"))

  @Argument(parsing: .captureForPassthrough) var arguments: [String] = []

  func run(at desk: Desk) throws {
    let folder = desk.executable.lastIndex(of: "/").map { String(desk.executable[...$0]) } ?? ""
    let program = folder + "ippo-report"
    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) }
    words.append(nil)
    execv(program, words)
    throw Trouble(
      ja: "ippo-report を起動できません: \(program)", en: "Cannot run ippo-report: \(program)", status: .other)
  }
}
