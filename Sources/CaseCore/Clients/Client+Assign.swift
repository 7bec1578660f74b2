public import Postgres

extension Client {
  /// Hands a client to a counselor of the office. `sub`: beside the main counselor instead of in their place.
  public static func assign(
    _ reference: ClientReference, to login: String, sub: Bool, id: RecordID, in store: CaseStore
  ) throws -> String {
    try store.one(
      "select state from api.client_assign(\(id), \(reference.text), \(login), \(sub ? "sub" : "main"))"
    ) { try $0("state") }
  }
}
