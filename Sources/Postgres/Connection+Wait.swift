import CPostgres
import Glibc

// Between a statement and its answer: the only places that wait, and the only ones that find the connection dead.
extension Connection {
  /// Runs one exchange with the server, after making sure that it can begin. Nothing has been sent if this throws
  /// before `body` is called.
  func exchange<R>(_ body: (OpaquePointer) throws(PostgresError) -> R) throws(PostgresError) -> R {
    guard let handle else { throw Self.closed }
    guard !isBusy else {
      throw PostgresError(.misuse, "the connection is still reading an earlier answer")
    }
    if deadline.hasPassed() {
      close()
      throw PostgresError(.timedOut, "the deadline passed before the statement was sent")
    }
    try checkAlive(handle)
    isBusy = true
    defer { isBusy = false }
    return try body(handle)
  }

  /// Notices that the server ended an idle session, while it can still be said that nothing was sent.
  private func checkAlive(_ handle: OpaquePointer) throws(PostgresError) {
    let soon = Deadline.at(.now)
    // A few rounds: what the server said before it hung up is read first, its end after.
    for _ in 0..<4 where Self.readiness(of: pq.pointee.PQsocket(handle), events: POLLIN, until: soon) != 0 {
      if pq.pointee.PQconsumeInput(handle) == 0 {
        let message = Self.message(of: handle, pq: pq)
        close()
        throw PostgresError(
          .connectionLost, "the session had ended before the statement was sent", serverMessage: message)
      }
      // Reads what came while idle: notices, changed settings.
      _ = pq.pointee.PQisBusy(handle)
    }
  }

  /// The next of libpq's results, or nil at the end of a statement's answer; the caller clears it.
  func nextResult(_ handle: OpaquePointer) throws(PostgresError) -> OpaquePointer? {
    while !socketEnded && pq.pointee.PQisBusy(handle) == 1 { try wait(handle) }
    // Does not block: libpq has an answer, or knows that there will be none.
    return pq.pointee.PQgetResult(handle)
  }

  /// Sends what is unsent and waits for something to read, until the deadline.
  private func wait(_ handle: OpaquePointer) throws(PostgresError) {
    let unsent = pq.pointee.PQflush(handle)
    let socket = pq.pointee.PQsocket(handle)
    guard unsent >= 0, socket >= 0 else {
      socketEnded = true
      return
    }
    // Decrypted bytes may wait inside the TLS library where poll(2) does not see them: look there now and then.
    let slice: Int32 = pq.pointee.PQsslInUse(handle) == 1 ? 50 : .max
    let events = unsent == 1 ? POLLIN | POLLOUT : POLLIN
    let ready = Self.readiness(of: socket, events: events, until: deadline, atMost: slice)
    if ready & ~POLLOUT != 0 || slice != .max, pq.pointee.PQconsumeInput(handle) == 0 { socketEnded = true }
    if deadline.hasPassed() && pq.pointee.PQisBusy(handle) == 1 && !socketEnded {
      close()
      throw PostgresError(.timedOut, "the answer did not come before the deadline", outcomeUnknown: true)
    }
  }

  /// Closes the connection after libpq could not send; what it had sent already cannot be told.
  func sendingFailed(_ handle: OpaquePointer) -> PostgresError {
    let message = Self.message(of: handle, pq: pq)
    close()
    return PostgresError(
      .connectionLost, "the statement could not be sent", outcomeUnknown: true, serverMessage: message)
  }

  func send(_ statement: Statement, on handle: OpaquePointer) throws(PostgresError) {
    let sent = statement.withArrays { count, types, values, lengths, formats in
      pq.pointee.PQsendQueryParams(handle, statement.text, count, types, values, lengths, formats, 1)
    }
    guard sent == 1 else { throw sendingFailed(handle) }
  }

  /// Reads a statement's answer to its very end. An error that comes after the rows, as that of a deferred
  /// trigger at the implicit commit does, is an error of the statement.
  ///
  /// Single rows are handed over as they come; if that throws, the rest is read and dropped.
  func collect(
    _ handle: OpaquePointer, commits: Bool, row: (OpaquePointer) -> Void = { _ in }
  ) throws(PostgresError) -> [ResultSet] {
    var results: [ResultSet] = []
    var failure: PostgresError?
    while let pointer = try nextResult(handle) {
      if pq.pointee.PQresultStatus(pointer) == PGRES_SINGLE_TUPLE {
        row(pointer)
        continue
      }
      switch try take(pointer, asksToCommit: commits && results.isEmpty) {
      case .success(let result): results.append(result)
      case .failure(let error): failure = failure ?? error
      }
    }
    try checkEnd(handle, &failure)
    if let failure { throw failure }
    return results
  }

  /// Takes one result over, and tells success from failure.
  func take(
    _ pointer: OpaquePointer, asksToCommit: Bool
  ) throws(PostgresError) -> Result<ResultSet, PostgresError> {
    let result = ResultSet(pointer, pq: pq)
    switch pq.pointee.PQresultStatus(pointer) {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK:
      if asksToCommit && result.tag == "ROLLBACK" {
        return .failure(PostgresError(.rolledBack, "the transaction had failed, so its commit rolled it back"))
      }
      return .success(result)
    case PGRES_EMPTY_QUERY:
      return .failure(PostgresError(.misuse, "the statement is empty"))
    case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
      close()
      throw PostgresError(.misuse, "copy is not spoken here; the connection is closed")
    default:
      return .failure(ErrorFields(pointer, pq: pq).error)
    }
  }

  /// After the last result: closes a connection that died, and makes sure that this is no success.
  func checkEnd(_ handle: OpaquePointer, _ failure: inout PostgresError?) throws(PostgresError) {
    if pq.pointee.PQstatus(handle) == CONNECTION_OK && !socketEnded && failure?.kind != .connectionLost { return }
    let message = Self.message(of: handle, pq: pq)
    close()
    failure =
      failure
      ?? PostgresError(
        .connectionLost, "the session ended before the answer was complete", outcomeUnknown: true,
        serverMessage: message)
  }
}
