import Glibc

/// The server's first process, as its pid file tells.
struct Postmaster {
  let pid: Int32
  /// Seconds since 1970.
  let since: Int
  let socketFolder: String

  /// Nil when there is no pid file or it is being written.
  init?(inFolder data: String) throws {
    guard let text = try File.text(data + "/postmaster.pid") else { return nil }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count >= 5, let pid = Int32(lines[0]), pid > 0, let since = Int(lines[2]) else { return nil }
    self.pid = pid
    self.since = since
    socketFolder = String(lines[4])
  }

  /// Whether the process is there and is the server of this folder: after a crash or a restart of the machine the number in
  /// the file may belong to some other program.
  func isAlive(in cluster: Cluster) throws -> Bool { try Self.serves(pid, cluster) }

  /// The processes that work in the cluster's data folder.
  static func processes(of cluster: Cluster) throws -> [Int32] {
    try File.names(in: "/proc").compactMap { Int32($0) }.filter { try serves($0, cluster) }
  }

  /// Whether a process is PostgreSQL, the cluster's owner's, and works in its data folder. A process that has ended and is
  /// not yet collected works nowhere.
  private static func serves(_ pid: Int32, _ cluster: Cluster) throws -> Bool {
    let process = "/proc/\(pid)"
    guard try File.facts(process)?.owner == cluster.owner.uid, try name(of: pid) == "postgres" else { return false }
    if let folder = File.link(process + "/cwd") { return folder == cluster.data }
    // Root may not look at other users' processes in some containers; their owner may.
    let answer = try Subprocess.run("/bin/readlink", [process + "/cwd"], as: cluster.owner)
    return answer.output == cluster.data + "\n"
  }

  /// Nil when the process has ended in the meantime.
  private static func name(of pid: Int32) throws -> Substring? {
    try File.text("/proc/\(pid)/comm")?.split(separator: "\n").first
  }
}
