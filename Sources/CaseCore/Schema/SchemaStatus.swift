import Postgres

/// What schema a database has.
public struct SchemaStatus: Sendable {
  public let version: Int
  public let oldestProgram: Int
  public let installedAt: Instant
  public let postgres: String

  /// Asked without the version check, as it is for finding out what does not fit.
  public static func read(in store: CaseStore) throws -> SchemaStatus {
    do {
      return try store.connection.one(
        "select schema_version, oldest_program, installed_at, postgres from api.schema_status()"
      ) { row in
        SchemaStatus(
          version: try row("schema_version"), oldestProgram: try row("oldest_program"),
          installedAt: try row("installed_at"), postgres: try row("postgres"))
      }
    } catch let error as PostgresError {
      throw CaseError(error)
    }
  }
}

/// One thing that must hold of a database, and what does not hold it.
public struct SchemaFinding: Sendable {
  public let check: String
  /// The objects that break it; empty when it holds.
  public let offenders: [String]

  /// Looks at the catalogue: row-level security, owners, search paths, PUBLIC's rights, roles and server settings.
  public static func examine(in store: CaseStore) throws -> [SchemaFinding] {
    try store.all("select finding, offenders from api.doctor()") { row in
      SchemaFinding(check: try row("finding"), offenders: try row("offenders"))
    }
  }
}
