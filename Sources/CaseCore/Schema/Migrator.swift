public import Postgres

/// Brings a database to the schema of this program.
///
/// Under an advisory lock, so that two at once wait for each other. Each migration is a transaction of its own and is
/// recorded with its checksum; an applied file that has changed since is refused. Code tables, functions, policies and
/// triggers are installed anew in one transaction when anything changed.
public struct Migrator {
  /// What a step did, or with a dry run would do.
  public enum Step: Sendable, Hashable {
    case migration(version: Int, name: String)
    case code(files: Int)
    case nothing
  }

  public enum Refusal: Error, Sendable, Hashable {
    /// A migration that was applied differs from the file here.
    case changed(version: Int, name: String)
    /// The database has a migration that this program does not know.
    case newer(version: Int)
  }

  /// The oldest program that this schema still serves, as the schema version that it was written for.
  public static let oldestProgram = 10

  private static let lock: Int = 0x6970_706F  // "ippo"

  private let source: SchemaSource
  private let connection: Connection

  /// - Parameter connection: of a member of `ippo_owner`, usually the login `ippo_migrate`.
  public init(_ source: SchemaSource, connection: Connection) {
    self.source = source
    self.connection = connection
  }

  /// Applies what is missing and tells each step. With `dryRun` everything is tried in one transaction and rolled back.
  public func migrate(dryRun: Bool = false, report: (Step) -> Void) throws {
    try connection.script("set lock_timeout = 0; set client_min_messages = warning; set check_function_bodies = off")
    try connection.run("select pg_advisory_lock(\(Migrator.lock))")
    // a failed unlock means a lost session, which holds no lock either
    defer { _ = try? connection.run("select pg_advisory_unlock(\(Migrator.lock))") }
    if dryRun {
      do {
        try connection.transaction { connection in
          try apply(each: { try $0() }, report: report)
          throw DryRunEnd()
        }
      } catch is DryRunEnd {}
    } else {
      try apply(each: { step in try connection.transaction { _ in try step() } }, report: report)
    }
  }

  private struct DryRunEnd: Error {}

  private func apply(each inTransaction: (() throws -> Void) throws -> Void, report: (Step) -> Void) throws {
    var applied: [Int: [UInt8]] = [:]
    var installed: [UInt8]?
    try inTransaction {
      (applied, installed) = try state()
    }
    if let unknown = applied.keys.max(), unknown > (source.migrations.last?.version ?? 0) {
      throw Refusal.newer(version: unknown)
    }
    var changed = false
    for migration in source.migrations {
      let checksum: [UInt8] = try connection.one("select sha256(convert_to(\(migration.text), 'UTF8'))")
      if let known = applied[migration.version] {
        guard known == checksum else { throw Refusal.changed(version: migration.version, name: migration.name) }
        continue
      }
      try inTransaction {
        try connection.script("set local role ippo_owner")
        try connection.script(migration.text)
        try connection.run(
          """
          insert into ops.migration (version, name, checksum)
          values (\(Int32(migration.version)), \(migration.name), \(checksum))
          """)
      }
      changed = true
      report(.migration(version: migration.version, name: migration.name))
    }
    let text = (source.codes + source.code).map { $0.path + "\n" + $0.text }.joined(separator: "\n")
    let checksum: [UInt8] = try connection.one("select sha256(convert_to(\(text), 'UTF8'))")
    if changed || installed != checksum {
      try inTransaction { try install(checksum: checksum) }
      report(.code(files: source.codes.count + source.code.count))
    } else if !changed {
      report(.nothing)
    }
  }

  private func state() throws -> (applied: [Int: [UInt8]], installed: [UInt8]?) {
    try connection.script("set local role ippo_owner")
    let exists: Bool = try connection.one(
      "select exists (select from pg_catalog.pg_namespace where nspname = 'ops')")
    guard exists else { return ([:], nil) }
    let rows = try connection.all("select version, checksum from ops.migration") { row in
      (try row.decode("version", as: Int.self), try row.decode("checksum", as: [UInt8].self))
    }
    let installed = try connection.first("select code_checksum from ops.installed") { row in
      try row.decode("code_checksum", as: [UInt8].self)
    }
    return (Dictionary(rows) { first, _ in first }, installed)
  }

  private func install(checksum: [UInt8]) throws {
    for file in source.codes + source.code {
      // each file starts as the owner and says itself whose its functions are
      try connection.script("set local role ippo_owner")
      try connection.script(file.text)
    }
    try connection.script("set local role ippo_owner")
    try connection.run(
      """
      insert into ops.installed (schema_version, oldest_program, code_checksum, installed_at)
      values (
        \(Int32(source.migrations.last?.version ?? 0)), \(Int32(Migrator.oldestProgram)), \(checksum), clock_timestamp())
      on conflict (one) do update
      set schema_version = excluded.schema_version, oldest_program = excluded.oldest_program,
        code_checksum = excluded.code_checksum, installed_at = excluded.installed_at
      """)
  }
}
