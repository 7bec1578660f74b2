/// Something the server says beside its answers: a warning, a notice of a function.
///
/// A commit that did not reach a replica comes back as success with a WARNING, so somebody should read these.
public struct Notice: Sendable, CustomStringConvertible, CustomReflectable {
  /// DEBUG, LOG, INFO, NOTICE or WARNING, and FATAL when the server ends an idle connection; never translated.
  public let severity: String
  public let sqlState: SQLState?
  /// May quote personal data, if a function wrote it.
  public let message: String
  /// May quote personal data, if a function wrote it.
  public let detail: String?

  /// Severity and SQLSTATE, never the message.
  public var description: String { "\(severity) \(sqlState?.code ?? "without SQLSTATE")" }
  public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
