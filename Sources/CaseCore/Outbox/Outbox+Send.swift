public import Postgres

extension Outbox {
  /// What became of the notes that waited.
  public struct Delivery: Sendable {
    public internal(set) var sent: [RecordID] = []
    /// Refused for good, with the rule; set aside.
    public internal(set) var refused: [(id: RecordID, rule: String)] = []
    /// Nobody could be reached any more; they wait on.
    public internal(set) var left = 0
    /// They cannot be opened, and hold up nothing; a person looks after them.
    public internal(set) var broken = 0
  }

  /// How many notes travel together; each is a transaction of its own, so that one that is refused takes no neighbour.
  private static let batch = 50

  /// Sends what waits, each note once: what the office has already is answered `duplicate` by its receipt.
  ///
  /// A note is forgotten here only after the office has confirmed it. Nil: another process is sending. What the machine
  /// cannot forget or set aside is thrown at the end, after the others were sent.
  public func send(to store: CaseStore) throws -> Delivery? {
    try alone {
      var delivery = Delivery()
      try sweep()
      let kept = try self.waiting()
      var waiting = kept.compactMap(\.note)[...]
      delivery.broken = kept.count - waiting.count
      var isOver = false
      var failure: Failure?
      while !waiting.isEmpty, !isOver {
        let batch = waiting.prefix(Outbox.batch)
        waiting = waiting.dropFirst(Outbox.batch)
        let answers = try store.settle(batch.map { Session.logging($0.entry, of: $0.reference, id: $0.id) })
        for (note, answer) in zip(batch, answers) {
          do throws(Failure) {
            switch answer {
            case nil:
              try remove(note.id)
              delivery.sent.append(note.id)
            case .refused(let rule)?: try setAside(note.id, because: rule, in: &delivery)
            case .notFound(let what)?: try setAside(note.id, because: "not_found.\(what)", in: &delivery)
            case .conflict(let what)?: try setAside(note.id, because: what, in: &delivery)
            // the server is in trouble with this one; those behind may fare better
            case .broken?: delivery.left += 1
            // a wrong password, another schema, nobody there: nothing is said about the note itself, nor about any other
            case .login?, .schema?, .unreachable?:
              delivery.left += 1
              isOver = true
            }
          } catch {
            // a full disk keeps this one here; the office knows it, or refuses it again
            failure = failure ?? error
            delivery.left += 1
          }
        }
      }
      delivery.left += waiting.count
      if let failure { throw failure }
      return delivery
    }
  }

  private func setAside(_ id: RecordID, because rule: String, in delivery: inout Delivery) throws(Failure) {
    try setAside(id, because: rule)
    delivery.refused.append((id, rule))
  }
}

extension CaseStore {
  /// Runs calls one transaction each, in one round trip; what went wrong with each, nil where it was done.
  func settle(_ calls: [SQL]) throws -> [CaseError?] {
    let handles = try connection.pipelineSettled { pipeline in
      calls.map { call in
        // a group each: the version check and the call stand or fall together
        pipeline.run("select api.hello(\(CaseStore.schemaVersion))")
        let handle = pipeline.run(call)
        pipeline.sync()
        return handle
      }
    }
    return handles.map { handle in
      do {
        _ = try handle.get()
        return nil
      } catch let error as PostgresError {
        return CaseError(error)
      } catch {
        return .unreachable(outcomeUnknown: true)
      }
    }
  }
}
