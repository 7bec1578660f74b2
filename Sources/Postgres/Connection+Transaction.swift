extension Connection {
  /// How much of other transactions a transaction sees.
  public enum Isolation: String, Sendable {
    case readCommitted = "read committed"
    case repeatableRead = "repeatable read"
    case serializable = "serializable"
  }

  /// Runs `body` between BEGIN and COMMIT, and rolls back if it throws; transactions do not nest.
  ///
  /// A `PostgresError` says by `transactionStep` which part failed; other errors of the body come through as they
  /// are. If the connection dies while COMMIT is under way the kind is `.commitUnknown`; if it dies in the body,
  /// nothing was committed and `outcomeUnknown` is false. A rollback that fails is a `RollbackFailure`. Nothing is
  /// retried: see `isRetryable`. The mode is always stated, since a login can change its own defaults.
  public func transaction<R>(
    isolation: Isolation = .readCommitted, readOnly: Bool = false, _ body: (Connection) throws -> R
  ) throws -> R {
    try begin(isolation, readOnly: readOnly)
    let value: R
    do {
      value = try body(self)
    } catch {
      throw try rolledBack(after: error)
    }
    try commit()
    return value
  }

  private func begin(_ isolation: Isolation, readOnly: Bool) throws(PostgresError) {
    do throws(PostgresError) {
      if transactionStatus == .inTransaction || transactionStatus == .inFailedTransaction {
        throw PostgresError(.misuse, "a transaction is under way already")
      }
      try run("begin isolation level \(raw: isolation.rawValue), \(raw: readOnly ? "read only" : "read write")")
    } catch {
      // A BEGIN whose answer is lost has changed nothing.
      throw error.at(.begin, outcomeUnknown: false)
    }
  }

  private func commit() throws(PostgresError) {
    do throws(PostgresError) {
      if transactionStatus == .idle { throw PostgresError(.misuse, "the body ended the transaction by itself") }
      try run("commit")
    } catch {
      var failure = error.at(.commit, outcomeUnknown: error.outcomeUnknown)
      if error.outcomeUnknown { failure.kind = .commitUnknown }
      throw failure
    }
  }

  /// Rolls back, and answers the body's error as it is to be thrown.
  private func rolledBack(after error: any Error) throws -> any Error {
    var failure = error
    if let error = error as? PostgresError {
      // COMMIT was not sent, so a lost session is a transaction that the server rolls back.
      failure = error.at(.body, outcomeUnknown: false)
    }
    if !isOpen { return failure }
    do throws(PostgresError) {
      if transactionStatus != .idle { try run("rollback") }
    } catch {
      close()
      throw RollbackFailure(body: failure, rollback: error.at(.rollback, outcomeUnknown: false))
    }
    return failure
  }
}

extension PostgresError {
  fileprivate func at(_ step: TransactionStep, outcomeUnknown: Bool) -> PostgresError {
    var error = self
    error.transactionStep = step
    error.outcomeUnknown = outcomeUnknown
    return error
  }
}
