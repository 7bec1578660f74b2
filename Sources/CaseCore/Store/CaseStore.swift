public import Postgres

/// The office's database, opened as one member of staff.
///
/// Each verb of the domain is one round trip: the check that schema and program fit travels in front of the work. Not
/// Sendable, as its connection is not.
public final class CaseStore {
  /// The newest migration that this program was written for.
  public static let schemaVersion: Int32 = 19

  public let connection: Connection

  public init(_ connection: Connection) { self.connection = connection }

  /// Connects by libpq's own variables and service files; `login` wins over PGUSER.
  ///
  /// - Parameter deadline: holds for connecting and for every answer.
  /// - Throws: `CaseError`.
  public static func open(login: String? = nil, deadline: Deadline = .none) throws -> CaseStore {
    do {
      return CaseStore(try Connection.open(login.map { [.user: $0] } ?? [:], deadline: deadline))
    } catch {
      throw CaseError(error)
    }
  }

  /// Runs one call whose answer is a single row.
  package func one<T>(_ sql: SQL, _ read: @escaping (Row) throws -> T) throws -> T {
    try together { $0.one(sql, read) }
  }

  /// Runs one call whose answer is any number of rows.
  package func all<T>(_ sql: SQL, _ read: @escaping (Row) throws -> T) throws -> [T] {
    try together { $0.all(sql, read) }
  }

  /// Sends what is queued in one round trip behind the version check, and repeats it where the server asks for that:
  /// somebody may have set their login to a stricter isolation.
  func together<each Value>(
    _ queue: (Pipeline) throws -> (repeat Pending<each Value>)
  ) throws -> (repeat each Value) {
    var attempt = 1
    while true {
      do {
        return try connection.pipeline { pipeline in
          pipeline.run("select api.hello(\(CaseStore.schemaVersion))")
          return try queue(pipeline)
        }
      } catch let error as PostgresError {
        guard error.isRetryable, attempt < 5 else { throw CaseError(error) }
        attempt += 1
      }
    }
  }
}

extension CaseStore {
  /// The login that the server knows this connection by.
  public var login: String { connection.parameterStatus("session_authorization") ?? "" }
}

extension CaseStore {
  /// Reads in one REPEATABLE READ, READ ONLY snapshot, after the version check; errors come with their meaning.
  package func read<R>(_ body: (CaseStore) throws -> R) throws -> R {
    do {
      return try connection.transaction(isolation: .repeatableRead, readOnly: true) { _ in
        try connection.run("select api.hello(\(CaseStore.schemaVersion))")
        return try body(self)
      }
    } catch let error as PostgresError {
      throw CaseError(error)
    }
  }
}
