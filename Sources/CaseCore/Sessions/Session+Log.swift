public import Postgres

/// What a counselor writes down of a session.
public struct SessionEntry: Sendable, Hashable {
  public var kind = "consultation"
  public var method: String
  public var minutes: Minutes?
  /// When it was held, if that was said.
  public var at: Instant?
  /// When it was written down: what holds where nothing else was said. No part of what a retry is compared by.
  public let writtenAt: Instant
  public var with: [String] = []
  public var contact: String?
  public var accompanied = false
  /// Logins of colleagues who took part.
  public var staff: [String] = []
  public var note: Note?

  public init(method: String, writtenAt: Instant) {
    self.method = method
    self.writtenAt = writtenAt
  }
}

extension Session {
  /// What the office answers to a logged session.
  public struct Receipt: Sendable {
    /// `saved`, `duplicate`, or `queued` on this machine.
    public let state: String
    public let clientCode: String?
    public let clientName: String?
    public let heldAt: Instant?

    public init(state: String, clientCode: String?, clientName: String?, heldAt: Instant?) {
      self.state = state
      self.clientCode = clientCode
      self.clientName = clientName
      self.heldAt = heldAt
    }
  }

  /// Logs a session, once: the same id with the same content is answered `duplicate`, with other content it is a conflict.
  ///
  /// One call in one transaction: the receipt, then the rules, then the policies decide.
  public static func log(
    _ entry: SessionEntry, of reference: ClientReference, id: RecordID, in store: CaseStore
  ) throws -> Receipt {
    try store.one(logging(entry, of: reference, id: id)) { row in
      Receipt(
        state: try row("state"), clientCode: try row("client_code"), clientName: try row("client_name"),
        heldAt: try row("held_at"))
    }
  }

  /// The call itself, as it is sent now or later from the outbox.
  static func logging(_ entry: SessionEntry, of reference: ClientReference, id: RecordID) -> SQL {
    """
    select state, client_code, client_name, held_at from api.session_log(
      \(id), \(reference.text), \(entry.kind), \(entry.method), \(entry.minutes.map { Int32($0.count) }), \(entry.at),
      \(entry.with), \(entry.contact), \(entry.accompanied), \(entry.staff), \(entry.note?.text), \(entry.writtenAt))
    """
  }
}
