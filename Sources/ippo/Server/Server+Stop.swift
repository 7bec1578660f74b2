import ArgumentParser
import Edge
import Paper

/// Stops the server and waits until it has; open connections end, committed work stays. A stopped server is no error.
struct ServerStop: Verb {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "stop",
      abstract: said("サーバーを止める", "Stop the server"))
  }

  mutating func run(at desk: Desk) throws {
    let home = try OfficeHome.find(at: desk)
    let stopped = Words(ja: "サーバーは止まっています。", en: "The server is not running.")
    guard try home.exists() else {
      desk.say(stopped)
      return
    }
    let programs = try PostgresPrograms.find(at: desk)
    let lock = try HomeLock(home, whenWaiting: { desk.say($0) })
    defer { lock.release() }
    guard let cluster = try Cluster.existing(in: home, programs: programs), case .running = try cluster.state() else {
      desk.say(stopped)
      return
    }
    try cluster.halt()
    desk.say(Words(ja: "サーバーを止めました。", en: "The server has stopped."))
  }
}
