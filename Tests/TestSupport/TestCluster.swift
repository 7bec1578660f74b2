import Glibc
public import Postgres

/// The throw-away cluster that `deploy/test` starts, told by its environment.
public enum TestCluster {
  public struct Missing: Error, CustomStringConvertible {
    public var description: String { "no test server: run deploy/test" }
  }

  public static func variable(_ name: String) throws -> String {
    guard let value = getenv(name) else { throw Missing() }
    return String(cString: value)
  }

  /// A connection of the throw-away superuser.
  public static func superuser(database: String = "postgres") throws -> Connection {
    try Connection.open([
      .host: variable("IPPO_TEST_HOST"), .port: "5432", .user: "ippo_test", .password: variable("IPPO_TEST_PASSWORD"),
      .database: database,
    ])
  }

  /// A connection as a login of the cluster.
  public static func connect(_ login: String, password: String, database: String) throws -> Connection {
    try Connection.open([
      .host: variable("IPPO_TEST_HOST"), .port: "5432", .user: login, .password: password,
      .database: database,
    ])
  }
}
