import CPostgres

/// What the server says with an error or a notice, field by field.
struct ErrorFields {
  let severity: String?
  let sqlState: SQLState?
  let message: String?
  let detail: String?
  let hint: String?
  let schema: String?
  let table: String?
  let column: String?
  let constraint: String?

  init(_ result: OpaquePointer, pq: UnsafePointer<CPGFunctions>) {
    func field(_ code: Int32) -> String? { pq.pointee.PQresultErrorField(result, code).map { String(cString: $0) } }
    severity = field(CPGFieldSeverity)
    sqlState = field(CPGFieldSQLState).flatMap { SQLState($0) }
    message = field(CPGFieldMessage) ?? pq.pointee.PQresultErrorMessage(result).map { String(cString: $0) }
    detail = field(CPGFieldDetail)
    hint = field(CPGFieldHint)
    schema = field(CPGFieldSchema)
    table = field(CPGFieldTable)
    column = field(CPGFieldColumn)
    constraint = field(CPGFieldConstraint)
  }

  /// Whether the server answered the statement with a failure and the session goes on. Only then is it certain that
  /// nothing was committed: FATAL ends a session even after the commit is written (while a replica is waited for),
  /// and an error that libpq made itself has no SQLSTATE.
  var isOrdinary: Bool { sqlState != nil && severity == "ERROR" }

  /// The error to throw for a statement that had been sent.
  var error: PostgresError {
    var error =
      isOrdinary
      ? PostgresError(.server)
      : PostgresError(.connectionLost, "the session ended before the answer was complete", outcomeUnknown: true)
    error.sqlState = sqlState
    error.constraint = constraint
    error.schema = schema
    error.table = table
    error.column = column
    error.serverMessage = message
    error.serverDetail = detail
    error.serverHint = hint
    return error
  }
}
