/// A libpq connection keyword, for what a program must override.
///
/// Everything else comes from libpq's own environment variables, password file and service file.
public struct Setting: Sendable, Hashable, ExpressibleByStringLiteral {
  /// The keyword as libpq spells it.
  public let keyword: String

  public init(_ keyword: String) { self.keyword = keyword }
  public init(stringLiteral value: String) { keyword = value }

  public static let host: Setting = "host"
  public static let port: Setting = "port"
  public static let database: Setting = "dbname"
  public static let user: Setting = "user"
  public static let password: Setting = "password"
  public static let passwordFile: Setting = "passfile"
  public static let service: Setting = "service"
  public static let sslMode: Setting = "sslmode"
  public static let options: Setting = "options"
}
