import ArgumentParser
import Edge
import Paper

/// Makes the cluster if there is none, starts it if it is stopped, and makes sure that roles, database, passwords and `env` are
/// there; starting a running server is no error.
struct ServerStart: Verb {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "start",
      abstract: said("サーバーを始める（初めてなら用意もする）", "Start the server; the first time, make it"))
  }

  mutating func run(at desk: Desk) throws {
    let home = try OfficeHome.find(at: desk)
    let sql = try SQLFolder.find(at: desk)
    let programs = try PostgresPrograms.find(at: desk)
    try home.make()
    let lock = try HomeLock(home, whenWaiting: { desk.say($0) })
    defer { lock.release() }

    let cluster = try Cluster.place(in: home, programs: programs, say: { desk.say($0) })
    let started: Bool
    switch try cluster.state() {
    case .running:
      started = false
    case .stopped:
      try cluster.launch()
      started = true
    case .absent:
      desk.say(Words(ja: "データベースを用意しています…", en: "Making the database cluster…"))
      try cluster.make()
      try cluster.launch()
      started = true
    }
    let passwords = PassFile(home)
    try cluster.prepare(from: sql, passwords: passwords)
    try home.writeEnvironment(socketFolder: cluster.run, passwords: passwords, executable: desk.executable)

    let words =
      started
      ? Words(ja: "サーバーを始めました。", en: "The server is running.")
      : Words(ja: "サーバーはすでに動いています。", en: "The server was running already.")
    desk.say(
      Words(
        ja: words.ja + "データ: \(cluster.data)",
        en: words.en + " Its data: \(cluster.data)"))
    desk.say(
      Words(
        ja: "シェルで使うには: . \(ShellWord.quoted(home.environmentFile))",
        en: "To use it in a shell: . \(ShellWord.quoted(home.environmentFile))"))
  }
}
