import ArgumentParser
import Edge
import Paper

/// `ippo server …`: the office's own PostgreSQL, reachable through a Unix socket only.
struct Server: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "server",
      abstract: said("この事務所のデータベースサーバー", "The office's own database server"),
      subcommands: [ServerStart.self, ServerStop.self, ServerStatus.self])
  }
}

extension Trouble {
  /// What keeps the server from starting, stopping or telling how it is; exit status 1.
  static func server(_ ja: String, _ en: String) -> Trouble {
    Trouble(Words(ja: ja, en: en), status: .other)
  }
}
