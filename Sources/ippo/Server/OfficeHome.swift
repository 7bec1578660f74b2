import Edge
import Glibc

/// `IPPO_HOME`: the folder with the office's server, its passwords and its reports.
struct OfficeHome {
  let path: String

  /// `$IPPO_HOME`, else `.ippo` at the root of the source the program was built in, else `~/.ippo`. Does not make it.
  static func find(at desk: Desk) throws -> OfficeHome {
    let wanted: String
    if let given = desk.environment["IPPO_HOME"], !given.isEmpty {
      wanted = given
    } else if let root = SQLFolder.sourceRoot(above: desk.executable) {
      wanted = root + "/.ippo"
    } else if let home = desk.environment["HOME"], !home.isEmpty {
      wanted = home + "/.ippo"
    } else {
      wanted = try SystemUser.current().home + "/.ippo"
    }
    // pg_ctl passes the path through a shell, and our own files hold a path a line.
    let refused = Set("\"$`\\\u{7f}".unicodeScalars)
    guard !wanted.unicodeScalars.contains(where: { $0.value < 0x20 || refused.contains($0) }) else {
      throw Trouble.server(
        "IPPO_HOME のフォルダー名に \" $ ` \\ や制御文字は使えません。",
        "IPPO_HOME: a folder's name must not contain \" $ ` \\ or control characters.")
    }
    return OfficeHome(path: File.resolved(wanted) ?? absolute(wanted))
  }

  var environmentFile: String { path + "/env" }

  /// Whether it is there; an error when that may not be known.
  func exists() throws -> Bool { try File.facts(path) != nil }

  /// Makes the folder, for its owner alone, if it is not there.
  func make() throws {
    try File.makeFolders(File.folder(of: path), mode: 0o755)
    if mkdir(path, 0o700) != 0 && errno != EEXIST { throw File.trouble(path, errno) }
  }

  /// `env`, to be sourced by sh: where the server is and whose login to use. Sourcing it twice changes nothing.
  func writeEnvironment(socketFolder: String, passwords: PassFile, executable: String) throws {
    let programs = ShellWord.quoted(File.folder(of: executable))
    try File.replace(
      environmentFile,
      with: """
        # Made by `ippo server start`, again at each start.
        PATH=${PATH:-/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin}
        case $PATH in
        \(programs) | \(programs):*) ;;
        *) PATH=\(programs):$PATH ;;
        esac
        IPPO_HOME=\(ShellWord.quoted(path))
        PGHOST=\(ShellWord.quoted(socketFolder))
        PGPORT=\(Cluster.port)
        PGDATABASE=\(Cluster.database)
        PGUSER=admin
        PGPASSFILE=\(ShellWord.quoted(passwords.path))
        export PATH IPPO_HOME PGHOST PGPORT PGDATABASE PGUSER PGPASSFILE

        """, mode: 0o644)
  }

  private static func absolute(_ path: String) -> String {
    var parts: [Substring] = []
    var whole = path
    if !path.hasPrefix("/"), let here = File.resolved(".") { whole = here + "/" + path }
    for part in whole.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    let plain = "/" + parts.joined(separator: "/")
    // What exists of it may be reached through a symbolic link: the path must be the same before and after making it.
    let above = File.folder(of: plain)
    guard let real = File.resolved(above), above != "/" else { return plain }
    return real + plain.dropFirst(above.count)
  }
}

/// A text as one word of sh.
enum ShellWord {
  static func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}
