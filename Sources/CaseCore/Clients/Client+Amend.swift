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
    var members = changes.map { "\(quoted($0.key)): \($0.value.map(quoted) ?? "null")" }
    if let phones { members.append("\"phones\": [\(phones.map { quoted($0.raw) }.joined(separator: ", "))]") }
    let json = JSONB("{\(members.joined(separator: ", "))}")
    return try store.one(
      """
      select version from api.client_amend(
        \(id), \(reference.text), \(json), \((phones ?? []).map(\.e164)), \((phones ?? []).map(\.display)), \(reason),
        \(base.map(Int32.init)))
      """
    ) { try $0("version") }
  }

  /// A JSON string; the only JSON that this side writes, so that it needs no encoder.
  private static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\u{0}"..."\u{1F}":
        let digits = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}
