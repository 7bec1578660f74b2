/// The SQL of this version of Ippo, as read from `sql/`.
public struct SchemaSource: Sendable {
  /// A migration: immutable once it has landed.
  public struct Migration: Sendable {
    public let version: Int
    public let name: String
    public let text: String
    public init(version: Int, name: String, text: String) {
      self.version = version
      self.name = name
      self.text = text
    }
  }

  /// A file that is installed anew at each migrate.
  public struct File: Sendable {
    /// The path below `sql/`.
    public let path: String
    public let text: String
    public init(path: String, text: String) {
      self.path = path
      self.text = text
    }
  }

  public let migrations: [Migration]
  /// The rows of the code lists, then functions, policies, views and triggers, each in the order of its path.
  public let codes: [File]
  public let code: [File]

  public init(migrations: [Migration], codes: [File], code: [File]) {
    self.migrations = migrations.sorted { $0.version < $1.version }
    self.codes = codes.sorted { $0.path < $1.path }
    self.code = code.sorted { $0.path < $1.path }
  }
}
