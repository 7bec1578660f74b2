extension Cluster {
  /// The logins of programs, whose passwords this makes and keeps in the password file.
  static let services = ["ippo_migrate", "reporter", "line_intake", "line_sender", "backup"]

  /// Makes sure that roles, database, its settings and the services' passwords are there. Changes nothing when they are.
  func prepare(from sql: SQLFolder, passwords: PassFile) throws {
    try ask(sql.text("roles.sql"), of: "postgres", about: "roles.sql")
    try ask(
      """
      select 'create database \(Self.database) template template0 encoding ''UTF8'' locale ''C.UTF-8'''
      where not exists (select from pg_database where datname = '\(Self.database)') \\gexec
      """, of: "postgres", about: "create database", inOneTransaction: false)
    try ask(sql.text("database.sql"), of: Self.database, about: "database.sql")
    // Statistics there are the whole cluster's, and no login but the superuser has business there.
    try ask(
      "revoke connect, temporary on database postgres, template1 from public;", of: "postgres", about: "connect")
    try setPasswords(passwords)
  }

  /// Gives a password to each service that has none. The file comes first: if this is interrupted, the next start gives the
  /// password that is in the file.
  private func setPasswords(_ file: PassFile) throws {
    let list = Self.services.map { "'\($0)'" }.joined(separator: ", ")
    var known = try file.passwords()
    if !Self.services.contains(where: { known[$0] != nil }) {
      // The file was lost, or never was: whatever is set, nobody knows it.
      let statements = Self.services.map { "alter role \($0) password null;" }
      try ask(statements.joined(separator: "\n"), of: "postgres", about: "passwords")
    }
    let without = try ask(
      "select rolname from pg_authid where rolpassword is null and rolname in (\(list));",
      of: "postgres", about: "passwords")
    let logins = without.split(separator: "\n").map(String.init)
    if logins.isEmpty { return }
    for login in logins where known[login] == nil { known[login] = try PassFile.randomPassword() }
    let chosen = known.filter { logins.contains($0.key) }
    try file.set(chosen)
    // On standard input, not in the arguments; the server's log keeps no statements.
    let statements = chosen.map { login, password in
      let quoted = password.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
      return "alter role \(login) password '\(quoted)';"
    }
    try ask(statements.joined(separator: "\n"), of: "postgres", about: "passwords", isSecret: true)
  }

  /// Runs SQL as the superuser and returns its rows. What psql says about a secret statement is not passed on: it quotes.
  @discardableResult
  private func ask(
    _ sql: String, of database: String, about what: String, inOneTransaction: Bool = true, isSecret: Bool = false
  ) throws -> String {
    var arguments = ["-X", "-q", "-A", "-t", "-w", "-v", "ON_ERROR_STOP=1", "-f", "-"]
    arguments += ["-h", run, "-p", Self.port, "-U", "postgres", "-d", database]
    if inOneTransaction { arguments.append("-1") }
    let result = try Subprocess.run(
      programs("psql"), arguments, input: "set client_min_messages = warning;\n" + sql, as: owner)
    guard result.status == 0 else {
      throw Cluster.trouble(
        ja: "データベースの設定に失敗しました（\(what)）。", en: "The database could not be set up (\(what)).",
        saying: isSecret ? "" : result.errors)
    }
    return result.output
  }
}
