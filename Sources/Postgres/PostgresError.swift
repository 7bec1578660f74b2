/// What went wrong between this program and PostgreSQL.
///
/// `description` shows the kind, the SQLSTATE and the constraint. It never shows the server's message, its
/// detail, parameters or rows: they can quote what people wrote and who they are.
public struct PostgresError: Error, Sendable {
  /// What to do about it differs by kind.
  public enum Kind: String, Sendable {
    /// libpq could not be loaded on this machine.
    case libraryMissing = "libpq is missing"
    /// No connection was made; `sqlState` is set if a server answered and refused, and nil if none answered.
    case cannotConnect = "cannot connect"
    /// The deadline passed; the connection is closed.
    case timedOut = "timed out"
    /// The connection was closed or died; `outcomeUnknown` says whether a statement was under way.
    case connectionLost = "connection lost"
    /// The connection died, or the deadline passed, after COMMIT was sent and before it was answered.
    case commitUnknown = "commit unknown"
    /// A commit was asked for and the server rolled back, because the transaction had failed before.
    case rolledBack = "rolled back"
    /// The server refused a statement; see `sqlState`.
    case server = "server error"
    /// A value cannot be sent: a NUL byte in text, too large, out of range. Nothing was sent.
    case invalidValue = "invalid value"
    /// A column is missing, NULL, of another type or not a value of the Swift type.
    case decoding = "decoding"
    /// Exactly one row was demanded and none came.
    case noRow = "no row"
    /// One row was demanded and more came.
    case manyRows = "many rows"
    /// The connection was used in a way it does not allow; a mistake in the program.
    case misuse = "misuse"
  }

  /// The part of a transaction that failed.
  public enum TransactionStep: String, Sendable {
    case begin, body, commit, rollback
  }

  public var kind: Kind
  /// What happened in words that hold no data.
  public var summary: String
  public var sqlState: SQLState?
  /// Whether the server may have carried out, and committed, what was sent.
  public var outcomeUnknown: Bool
  /// The part of a transaction in which it happened, if it was thrown by `transaction`.
  public var transactionStep: TransactionStep?
  /// The sync group of a pipeline that failed, counted from 0: the groups before it are committed.
  public var pipelineGroup: Int?

  public var constraint: String?
  public var schema: String?
  public var table: String?
  public var column: String?

  /// The server's own message, which may quote personal data: never for a log or a screen as it is.
  public var serverMessage: String?
  /// The server's DETAIL, which may quote a whole row: never for a log or a screen as it is.
  public var serverDetail: String?
  /// The server's HINT, which may quote personal data if a function wrote it.
  public var serverHint: String?

  public init(
    _ kind: Kind, _ summary: String = "", sqlState: SQLState? = nil, outcomeUnknown: Bool = false,
    constraint: String? = nil, serverMessage: String? = nil
  ) {
    self.kind = kind
    self.summary = summary
    self.sqlState = sqlState
    self.outcomeUnknown = outcomeUnknown
    self.constraint = constraint
    self.serverMessage = serverMessage
  }

  /// Whether the same transaction, run again from its start, may succeed: 40001 and 40P01.
  public var isRetryable: Bool { sqlState == .serializationFailure || sqlState == .deadlockDetected }
}

extension PostgresError: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  public var description: String {
    var text = kind.rawValue
    if let sqlState { text += " \(sqlState)" }
    if let constraint { text += " (constraint \(constraint))" }
    if !summary.isEmpty { text += ": \(summary)" }
    if let transactionStep { text += ", at \(transactionStep.rawValue)" }
    if let pipelineGroup { text += ", in pipeline group \(pipelineGroup)" }
    if outcomeUnknown { text += ", outcome unknown" }
    return text
  }

  public var debugDescription: String { description }

  /// Dumping an error shows its description and none of its fields.
  public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}

/// The body of a transaction failed, and so did the rollback after it.
///
/// The connection is closed, so the server rolls the transaction back by itself.
public struct RollbackFailure: Error, CustomStringConvertible, CustomReflectable {
  /// What the body threw.
  public let body: any Error
  /// Why ROLLBACK was not answered.
  public let rollback: PostgresError

  public var description: String { "the transaction's body failed (\(type(of: body))), and then: \(rollback)" }
  public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
