public import Postgres

/// A change to one fact of a provider: a new value, or cleared.
public enum ProviderChange: Sendable {
  /// `name`, `kana`, `postal`, `address`, `url`, `hours` or `notes`.
  case text(key: String, value: String?)
  case kinds([String])
  case phone(ProviderPhone?)

  var members: [(key: String, json: String)] {
    switch self {
    case .text(let key, let value): [(key, JSONText.string(value))]
    case .kinds(let kinds): [("kinds", JSONText.strings(kinds))]
    case .phone(let phone):
      [
        ("phone", JSONText.string(phone?.raw)), ("phone_number", JSONText.string(phone?.e164)),
        ("phone_display", JSONText.string(phone?.display)),
      ]
    }
  }
}

extension Provider {
  /// Saves a new version of a provider of our own; what is not named stays. Imported ones are corrected at their source.
  ///
  /// - Returns: the state (`saved`, `duplicate`) and, where it was saved now, the code and version.
  public static func amend(
    _ reference: ProviderReference, changes: [ProviderChange], id: RecordID, in store: CaseStore
  ) throws -> (state: String, code: String?, version: Int?) {
    let json = JSONB(JSONText.object(changes.flatMap(\.members)))
    return try store.one(
      "select state, code, version from api.provider_amend(\(id), \(reference.text), \(json))"
    ) { (try $0("state"), try $0("code"), try $0("version")) }
  }
}
