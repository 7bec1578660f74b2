import Edge
import Glibc

extension Cluster {
  /// Makes the data folder, complete or not at all: an interrupted making is cleared away by the next.
  func make() throws {
    let parent = File.folder(of: data)
    if owner != (try SystemUser.current()) {
      let root = try SystemUser.current()
      try File.makeFolder(File.folder(of: parent), mode: 0o755, owner: root)
      try File.makeFolder(parent, mode: 0o755, owner: root)
    }
    let fresh = data + ".new"
    try clear(fresh)
    try File.makeFolder(fresh, mode: 0o700, owner: owner)
    let result = try Subprocess.run(
      programs("initdb"),
      [
        "-D", fresh, "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "--data-checksums", "--auth-local=peer",
        "--auth-host=scram-sha-256", "--no-instructions",
      ], as: owner)
    guard result.status == 0 else {
      try clear(fresh)
      throw Cluster.trouble(
        ja: "データベースを用意できませんでした。", en: "The database cluster could not be made.", saying: result.errors)
    }
    do {
      try File.replace(fresh + "/pg_hba.conf", with: Self.hostRules, mode: 0o600, owner: owner)
      try File.replace(
        fresh + "/pg_ident.conf",
        with: "# The user of the operating system that this cluster runs as is its superuser.\n"
          + "cluster \"\(owner.name)\" postgres\n",
        mode: 0o600, owner: owner)
      let settings = try File.text(fresh + "/postgresql.conf") ?? ""
      try File.replace(
        fresh + "/postgresql.conf",
        with: "# Ippo's own settings, written again at each start; a line below it or ALTER SYSTEM wins.\n"
          + "include_if_exists = 'ippo.conf'\n\n" + Self.withoutDefaults(settings),
        mode: 0o600, owner: owner)
    } catch {
      try clear(fresh)
      throw error
    }
    guard rename(fresh, data) == 0 else { throw File.trouble(data, errno) }
    try File.settle(parent)
  }

  /// Settings that hold at every start. What is durable stays durable: fsync is on and nothing loosens it.
  func writeSettings() throws {
    let socketFolder = run.map { $0 == "\"" ? "\"\"" : $0 == "'" ? "''" : String($0) }.joined()
    try File.replace(
      data + "/ippo.conf",
      with: """
        # Written by `ippo server start`. To change a setting, put it in postgresql.conf or use ALTER SYSTEM.
        listen_addresses = ''
        port = \(Self.port)
        unix_socket_directories = '"\(socketFolder)"'
        unix_socket_permissions = 0777
        password_encryption = 'scram-sha-256'
        fsync = on
        timezone = 'Asia/Tokyo'

        # No name, note or parameter reaches the log: DETAIL quotes rows, hence terse.
        log_statement = 'none'
        log_parameter_max_length = 0
        log_parameter_max_length_on_error = 0
        log_min_error_statement = 'panic'
        log_error_verbosity = 'terse'

        logging_collector = on
        log_directory = 'log'
        log_filename = 'postgresql-%a.log'
        log_file_mode = 0600
        log_rotation_age = '1d'
        log_rotation_size = 0
        log_truncate_on_rotation = on
        log_timezone = 'Asia/Tokyo'

        """, mode: 0o600, owner: owner)
  }

  private static let hostRules = """
    # The cluster's own user is the superuser; everybody else, from anywhere, has a password. Never `trust`.
    local all postgres peer map=cluster
    local all all scram-sha-256

    """

  /// initdb writes some defaults out; those that ippo.conf sets would win over it from further down.
  private static func withoutDefaults(_ settings: String) -> String {
    let ours = ["timezone", "log_timezone"]
    return settings.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      ours.contains { line.hasPrefix("\($0) =") } ? "#\(line)" : String(line)
    }.joined(separator: "\n")
  }

  /// Deletes a half-made data folder.
  private func clear(_ folder: String) throws {
    guard try File.facts(folder) != nil else { return }
    let me = try SystemUser.current()
    let result = try Subprocess.run("/bin/rm", ["-rf", "--", folder], as: me)
    guard result.status == 0 else {
      throw Cluster.trouble(ja: "\(folder) を消せません。", en: "\(folder) cannot be deleted.", saying: result.errors)
    }
  }

  /// A failure of one of PostgreSQL's programs: the cause in words where it is a known one, else its own last lines.
  static func trouble(ja: String, en: String, saying output: String) -> Trouble {
    let full = ["No space left on device", "Disk quota exceeded", "Check free disk space"]
    if full.contains(where: output.contains) {
      return .server(
        ja + "ディスクがいっぱいです。空きを作ってから、もう一度実行してください。",
        en + " The disk is full: make room and try again.")
    }
    if output.contains("Permission denied") {
      return .server(
        ja + "フォルダーの権限を確かめてください。\n" + tail(output), en + " Check the folder's permissions.\n" + tail(output))
    }
    return .server(ja + "\n" + tail(output), en + "\n" + tail(output))
  }

  private static func tail(_ output: String) -> String {
    output.split(separator: "\n").suffix(6).joined(separator: "\n")
  }
}
