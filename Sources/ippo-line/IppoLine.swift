import ArgumentParser
import Edge
import Glibc

/// The receiver of what people write to the office's LINE account.
@main
struct IppoLine: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ippo-line",
    abstract: said("LINE からの相談を受け取る", "Receives what people write to the office on LINE"),
    version: "0.1",
    subcommands: [Serve.self])

  static func main() async {
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try parseAsRoot(Array(CommandLine.arguments.dropFirst()))
      if var waiting = command as? any AsyncParsableCommand {
        try await waiting.run()
      } else {
        try command.run()
      }
    } catch {
      Glibc.exit(Desk.standard.end(with: error, of: IppoLine.self))
    }
  }
}
