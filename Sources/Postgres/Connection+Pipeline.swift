import CPostgres

extension Connection {
  /// Sends all that the closure queues in one round trip, and answers the values of the handles it returns.
  ///
  ///     let (ticket, notes) = try connection.pipeline { p in
  ///       let ticket = p.one("select app.open_client(\(id))", as: UUID.self)
  ///       p.sync()  // committed before the next is run
  ///       return (ticket, p.all("select body from app.note where client_id = \(id)", Note.init(row:)))
  ///     }
  ///
  /// The first error in the order of the queue is thrown, whether or not its handle was returned. An error that only
  /// comes at the end of a group, as a deferred trigger's at its commit, is the error of that group. Groups
  /// before the failed one (`pipelineGroup`) are committed, and groups after it were run.
  @discardableResult
  public func pipeline<each Value>(
    _ queue: (Pipeline) throws -> (repeat Pending<each Value>)
  ) throws -> (repeat each Value) {
    let pending = try settledOrThrown(queue)
    return (repeat try (each pending).get())
  }

  /// The same for a closure that returns one handle.
  @discardableResult
  public func pipeline<Value>(_ queue: (Pipeline) throws -> Pending<Value>) throws -> Value {
    try settledOrThrown(queue).get()
  }

  /// The same for a closure that returns none.
  public func pipeline(_ queue: (Pipeline) throws -> Void) throws { try settledOrThrown(queue) }

  private func settledOrThrown<R>(_ queue: (Pipeline) throws -> R) throws -> R {
    let pipeline = Pipeline()
    let value = try queue(pipeline)
    if let error = try execute(pipeline) { throw error }
    return value
  }

  /// Like `pipeline`, for groups that stand or fall alone: errors stay in the handles, so that each can be asked.
  ///
  /// Throws only what prevented sending. If the connection is lost on the way, the handles of groups that were
  /// not confirmed say so, with `outcomeUnknown`.
  public func pipelineSettled<R>(_ queue: (Pipeline) throws -> R) throws -> R {
    let pipeline = Pipeline()
    let value = try queue(pipeline)
    _ = try execute(pipeline)
    return value
  }

  /// Runs what was queued, settles every handle and answers the first error.
  private func execute(_ pipeline: Pipeline) throws(PostgresError) -> (any Error)? {
    pipeline.isClosed = true
    let groups = pipeline.groups.filter { !$0.isEmpty }
    guard !groups.isEmpty else { return nil }
    var statements: [[Statement]] = []
    for group in groups {
      var prepared: [Statement] = []
      for step in group { prepared.append(try step.sql.prepared(limit: messageLimit)) }
      statements.append(prepared)
    }
    let outcomes = try exchange { handle throws(PostgresError) in
      try sendPipeline(statements, on: handle)
      return receivePipeline(statements, from: handle)
    }
    var first: (any Error)?
    for (group, outcome) in zip(groups, outcomes) {
      for (index, step) in group.enumerated() {
        let error = step.settle(outcome.map { $0[index] })
        first = first ?? error
      }
    }
    return first
  }

  private func sendPipeline(_ groups: [[Statement]], on handle: OpaquePointer) throws(PostgresError) {
    guard pq.pointee.PQenterPipelineMode(handle) == 1 else {
      throw PostgresError(.misuse, "the connection cannot enter pipeline mode now")
    }
    for group in groups {
      for statement in group { try send(statement, on: handle) }
      guard pq.pointee.PQpipelineSync(handle) == 1 else { throw sendingFailed(handle) }
    }
  }

  /// What became of each group: a result for each statement, or the error that ended it.
  private typealias GroupOutcome = Result<[ResultSet], PostgresError>

  /// Never throws: groups that were confirmed before the connection died keep their success.
  private func receivePipeline(_ groups: [[Statement]], from handle: OpaquePointer) -> [GroupOutcome] {
    var outcomes: [GroupOutcome] = []
    var lost: PostgresError?
    for (index, group) in groups.enumerated() {
      if var lost {
        lost.pipelineGroup = index
        outcomes.append(.failure(lost))
        continue
      }
      do throws(PostgresError) {
        outcomes.append(.success(try receiveGroup(group, from: handle)))
      } catch {
        var failure = error
        failure.pipelineGroup = index
        outcomes.append(.failure(failure))
        if !isOpen {
          // The groups behind were sent too, and nothing is known of them.
          lost = PostgresError(
            failure.kind == .timedOut ? .timedOut : .connectionLost, "the session ended before the answer was complete",
            sqlState: failure.kind == .server ? nil : failure.sqlState, outcomeUnknown: true)
        }
      }
    }
    if isOpen && pq.pointee.PQexitPipelineMode(handle) != 1 {
      // Every answer was read, so this is libpq losing count; a connection in that state must not be used again.
      close()
    }
    return outcomes
  }

  /// Reads the answers of a group up to its sync, which is where its commit succeeds or fails.
  private func receiveGroup(
    _ statements: [Statement], from handle: OpaquePointer
  ) throws(PostgresError) -> [ResultSet] {
    var results: [ResultSet] = []
    var failure: PostgresError?
    for statement in statements {
      while let pointer = try nextResult(handle) {
        if pq.pointee.PQresultStatus(pointer) == PGRES_PIPELINE_ABORTED {
          pq.pointee.PQclear(pointer)  // skipped, because of a failure that we have
          continue
        }
        switch try take(pointer, asksToCommit: statement.asksToCommit) {
        case .success(let result): results.append(result)
        case .failure(let error): failure = failure ?? error
        }
        if failure?.kind == .connectionLost { break }
      }
      try checkEnd(handle, &failure)
      if let failure, !isOpen { throw failure }
    }
    while true {
      guard let pointer = try nextResult(handle) else {
        // The end of an error's answer; the sync is still to come, unless the connection is gone.
        try checkEnd(handle, &failure)
        if let failure, !isOpen { throw failure }
        continue
      }
      if pq.pointee.PQresultStatus(pointer) == PGRES_PIPELINE_SYNC {
        pq.pointee.PQclear(pointer)
        break
      }
      if case .failure(let error) = try take(pointer, asksToCommit: false) { failure = failure ?? error }
    }
    if let failure { throw failure }
    guard results.count == statements.count else {
      throw PostgresError(.misuse, "a group of \(statements.count) statements had \(results.count) answers")
    }
    return results
  }
}
