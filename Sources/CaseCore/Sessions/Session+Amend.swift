public import Postgres

/// What an amendment changes; nil stays as it was.
public struct SessionAmendment: Sendable {
  public var kind: String?
  public var method: String?
  public var minutes: Minutes?
  public var at: Instant?
  public var with: [String]?
  public var contact: String?
  public var accompanied: Bool?
  public var staff: [String]?
  public var note: Note?
  public var reason: String

  public init(reason: String) { self.reason = reason }
}

extension Session {
  /// Saves a new version with its reason. `base`: the version one has seen; another since then is a conflict.
  ///
  /// - Returns: the state (`saved`, `duplicate`) and the version that was made.
  public static func amend(
    _ session: RecordID, _ change: SessionAmendment, base: Int?, id: RecordID, in store: CaseStore
  ) throws -> (state: String, version: Int?) {
    try store.one(
      """
      select state, version from api.session_amend(
        \(id), \(session), \(base.map(Int32.init)), \(change.kind), \(change.method),
        \(change.minutes.map { Int32($0.count) }), \(change.at), \(change.with), \(change.contact), \(change.accompanied),
        \(change.staff), \(change.note?.text), \(change.reason))
      """
    ) { (try $0("state"), try $0("version")) }
  }

  /// Moves a session, with every version and note, to the client it belongs to; nothing readable stays behind.
  public static func move(
    _ session: RecordID, to reference: ClientReference, id: RecordID, in store: CaseStore
  ) throws -> Receipt {
    try store.one("select state, client_code, client_name from api.session_move(\(id), \(session), \(reference.text))")
    {
      Receipt(state: try $0("state"), clientCode: try $0("client_code"), clientName: try $0("client_name"), heldAt: nil)
    }
  }
}
