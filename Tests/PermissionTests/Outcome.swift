import Postgres

/// What became of a statement, with everything the server said about it: rows, notices and every field of an error.
struct Outcome {
  var rows: [String] = []
  var notices: [String] = []
  var state = "00000"
  var message = ""
  var said: [String] = []

  /// All text that reached the client, for looking for what should not be in it.
  var everything: String { (rows + notices + said).joined(separator: "\n") }
  var isDenied: Bool { state == "42501" }
}

extension Connection {
  /// Runs a statement that answers one text column `line`, or none at all, and never throws but for a lost session.
  func attempt(_ sql: SQL) throws -> Outcome {
    var outcome = Outcome()
    var notices: [String] = []
    onNotice = { notices.append("\($0.severity) \($0.message) \($0.detail ?? "")") }
    defer { onNotice = nil }
    do {
      outcome.rows = try all(sql) { row in try row.decode("line", as: String?.self) ?? "" }
    } catch let error as PostgresError where error.kind == .server {
      outcome.note(error)
    }
    outcome.notices = notices
    return outcome
  }

  /// Runs statements that answer nothing to read, by the simple protocol.
  func attemptScript(_ text: String) throws -> Outcome {
    var outcome = Outcome()
    var notices: [String] = []
    onNotice = { notices.append("\($0.severity) \($0.message) \($0.detail ?? "")") }
    defer { onNotice = nil }
    do throws(PostgresError) {
      try script(text)
    } catch {
      guard error.kind == .server else { throw error }
      outcome.note(error)
    }
    outcome.notices = notices
    return outcome
  }

  /// Column `line` of every row.
  func lines(_ sql: SQL) throws -> [String] { try all(sql) { try $0.decode("line", as: String.self) } }

  /// Runs the body in a transaction that is rolled back in the end, whatever happened in it.
  func undone<R>(_ body: () throws -> R) throws -> R {
    try run("begin")
    let result = Result { try body() }
    try run("rollback")
    return try result.get()
  }
}

extension Outcome {
  fileprivate mutating func note(_ error: PostgresError) {
    state = error.sqlState?.code ?? "?????"
    message = error.serverMessage ?? ""
    said = [
      message, error.serverDetail ?? "", error.serverHint ?? "", error.schema ?? "", error.table ?? "",
      error.column ?? "", error.constraint ?? "",
    ]
  }
}

/// Text as a literal of SQL, for statements whose text is the point of a test.
func quoted(_ text: String) -> String {
  "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
}
