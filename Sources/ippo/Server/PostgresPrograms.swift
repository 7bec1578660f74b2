import Edge

/// PostgreSQL's own programs. Debian keeps those of a server out of PATH, one folder a version.
struct PostgresPrograms {
  let folder: String
  /// `15.18`
  let version: String
  /// `15`, as in the data folder's PG_VERSION.
  var major: String { String(version.prefix { $0.isNumber }) }

  /// `$IPPO_PG_BIN`, else where Debian's postgresql-15 puts them.
  static func find(at desk: Desk) throws -> PostgresPrograms {
    let given = desk.environment["IPPO_PG_BIN"].flatMap { $0.isEmpty ? nil : $0 }
    let folder = given ?? "/usr/lib/postgresql/15/bin"
    for name in ["initdb", "pg_ctl", "postgres", "psql"] where !File.exists(folder + "/" + name) {
      throw Trouble.server(
        "PostgreSQL 15 が見つかりません（\(folder)/\(name)）。Debian では: apt-get install postgresql-15",
        "PostgreSQL 15 was not found (\(folder)/\(name)). On Debian: apt-get install postgresql-15")
    }
    let answer = try Subprocess.run(
      folder + "/postgres", ["--version"],
      environment: Subprocess.plainEnvironment(of: try SystemUser.current()))
    let words = answer.output.split(whereSeparator: \.isWhitespace)
    guard answer.status == 0, words.count >= 3, words[2].first?.isNumber == true else {
      throw Trouble.server(
        "\(folder)/postgres の版がわかりません。", "\(folder)/postgres does not tell its version.")
    }
    return PostgresPrograms(folder: folder, version: String(words[2]))
  }

  func callAsFunction(_ name: String) -> String { folder + "/" + name }
}
