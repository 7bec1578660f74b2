public import Postgres

/// A change to one thing that is known of a client: a new value, or cleared.
public struct ClientChange: Sendable {
  /// The record's own key: `name`, `birth`, …
  public let key: String
  public let value: String?
  public init(key: String, value: String?) {
    self.key = key
    self.value = value
  }
}

extension Client {
  /// Saves a new version of what is known, with its reason; what is not named stays.
  ///
  /// - Returns: the version that it made; nil if the same amendment was saved before.
  public static func amend(
    _ reference: ClientReference, changes: [ClientChange], phones: [PhoneNumber]?, reason: String, base: Int?,
    id: RecordID, in store: CaseStore
  ) throws -> Int? {
    var members = changes.map { (key: $0.key, json: JSONText.string($0.value)) }
    if let phones { members.append(("phones", JSONText.strings(phones.map(\.raw)))) }
    let json = JSONB(JSONText.object(members))
    return try store.one(
      """
      select version from api.client_amend(
        \(id), \(reference.text), \(json), \((phones ?? []).map(\.e164)), \((phones ?? []).map(\.display)), \(reason),
        \(base.map(Int32.init)))
      """
    ) { try $0("version") }
  }
}
