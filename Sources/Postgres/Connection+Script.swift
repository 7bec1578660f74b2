import CPostgres

extension Connection {
  /// Runs the text of many statements by the simple protocol, without parameters: for migrations, never for anything
  /// that holds what people wrote.
  ///
  /// Statements without a `begin` among them are one transaction; the first error ends the script.
  public func script(_ text: String) throws(PostgresError) {
    try Statement.check(text: text, limit: messageLimit)
    _ = try exchange { handle throws(PostgresError) in
      guard pq.pointee.PQsendQuery(handle, text) == 1 else { throw sendingFailed(handle) }
      return try collect(handle, commits: Statement.asksToCommit(text))
    }
  }
}
