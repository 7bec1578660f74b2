import Edge
import Glibc

extension Cluster {
  func state() throws -> State {
    guard let facts = try File.facts(data) else { return .absent }
    guard facts.isFolder, facts.owner == owner.uid else {
      throw Trouble.server(
        "\(data) は \(owner.name) さんのフォルダーではありません。", "\(data) is not a folder of \(owner.name)'s.")
    }
    guard let major = try File.text(data + "/PG_VERSION")?.split(separator: "\n").first else {
      throw Trouble.server(
        "\(data) は PostgreSQL のデータではありません。別のフォルダーに移してから、もう一度実行してください。",
        "\(data) is not a data folder of PostgreSQL. Move it away and try again.")
    }
    guard major == programs.major else {
      throw Trouble.server(
        "\(data) は PostgreSQL \(major) のデータですが、ここにあるのは \(programs.major) です。"
          + "pg_upgrade で移すか、IPPO_PG_BIN で \(major) を指定してください。",
        "\(data) was made by PostgreSQL \(major), and this is \(programs.major). "
          + "Use pg_upgrade, or name version \(major) with IPPO_PG_BIN.")
    }
    guard let postmaster = try Postmaster(inFolder: data), try postmaster.isAlive(in: self) else { return .stopped }
    return .running(postmaster)
  }

  /// Starts the server and waits until it takes connections. It goes on when this program and its terminal end.
  func launch() throws {
    try File.makeFolder(run, mode: 0o755, owner: owner)
    try writeSettings()
    try dropStalePidFiles()
    let log = data + "/startup.log"
    unlink(log)
    let result = try Subprocess.run(
      programs("pg_ctl"), ["start", "-s", "-w", "-t", "300", "-D", data, "-l", log], as: owner)
    guard result.status == 0 else {
      let said = [try File.text(log) ?? "", try collectedLog(), result.errors].joined(separator: "\n")
      throw Cluster.trouble(ja: "サーバーを始められませんでした。", en: "The server could not be started.", saying: said)
    }
  }

  /// Stops the server and waits until it has: transactions under way are rolled back.
  func halt() throws {
    let result = try Subprocess.run(
      programs("pg_ctl"), ["stop", "-s", "-m", "fast", "-w", "-t", "300", "-D", data], as: owner)
    guard result.status == 0 else {
      throw Cluster.trouble(ja: "サーバーを止められませんでした。", en: "The server could not be stopped.", saying: result.errors)
    }
  }

  func sizeBytes() throws -> Int? {
    let result = try Subprocess.run("/usr/bin/du", ["-sk", "--", data], as: try SystemUser.current())
    // A running server deletes files while du looks: its status says so, its sum is good all the same.
    return Int(result.output.prefix { $0.isNumber }).map { $0 * 1024 }
  }

  /// PostgreSQL drops its pid files when their process is gone, but refuses to start when the number belongs to any other
  /// process of the same user, or to one that has ended and that nobody collects. The files are what keeps two servers
  /// apart, so they go only when no process works in the data folder.
  private func dropStalePidFiles() throws {
    let socket = run + "/.s.PGSQL.\(Self.port)"
    let files = [data + "/postmaster.pid", socket + ".lock"]
    let stale = try files.filter { path in
      guard let text = try File.text(path), let pid = Int32(text.prefix { $0.isNumber }) else { return false }
      return kill(pid, 0) == 0
    }
    if stale.isEmpty { return }
    // The rest of a server whose first process was killed ends by itself within moments.
    var working = try Postmaster.processes(of: self)
    for _ in 0..<100 where !working.isEmpty {
      usleep(100_000)
      working = try Postmaster.processes(of: self)
    }
    guard working.isEmpty else {
      let list = working.map { "\($0)" }.joined(separator: ", ")
      throw Trouble.server(
        "前のサーバーのプロセスがまだ残っています（\(list)）。終わるのを待ってから、もう一度実行してください。",
        "Processes of the server's last run are still there (\(list)). Wait until they end and try again.")
    }
    for path in stale + [socket] where unlink(path) != 0 && errno != ENOENT { throw File.trouble(path, errno) }
  }

  /// The newest lines that went to the log after the server had begun to keep it.
  private func collectedLog() throws -> String {
    guard let current = try File.text(data + "/current_logfiles"),
      let name = current.split(separator: "\n").first?.split(separator: " ").last
    else { return "" }
    return try File.text(data + "/" + name)?.split(separator: "\n").suffix(6).joined(separator: "\n") ?? ""
  }
}
