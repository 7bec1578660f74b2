import CPostgres

extension Connection {
  /// Hands over every row as it arrives, with one row in memory at a time.
  ///
  /// Rows are seen before the statement has succeeded: do nothing with them that cannot be undone until this
  /// returns. If `body` throws, the rest is read and dropped, and the connection stays usable.
  public func each(_ sql: SQL, _ body: (Row) throws -> Void) throws {
    try eachWhile(sql) { row in
      try body(row)
      return true
    }
  }

  /// Like `each`, until `body` answers false; then the rest is read and dropped, so put a limit into the statement
  /// where much is left.
  public func eachWhile(_ sql: SQL, _ body: (Row) throws -> Bool) throws {
    let statement = try sql.prepared(limit: messageLimit)
    var reading = true
    var thrown: (any Error)?
    var columns: Columns?
    do {
      _ = try exchange { handle throws(PostgresError) in
        try send(statement, on: handle)
        guard pq.pointee.PQsetSingleRowMode(handle) == 1 else { throw sendingFailed(handle) }
        return try collect(handle, commits: statement.asksToCommit) { pointer in
          let result = ResultSet(pointer, pq: self.pq, columns: columns)
          columns = result.columns
          guard reading else { return }
          do {
            reading = try body(result.row(0))
          } catch {
            thrown = error
            reading = false
          }
        }
      }
    } catch {
      // What the body threw came first; whatever the rest of the answer held, the statement counts as failed.
      throw thrown ?? error
    }
    if let thrown { throw thrown }
  }
}
