import Postgres

extension Provider {
  /// The whole directory by kana, closed providers too; of one kind, or all.
  public static func list(kind: String?, in store: CaseStore) throws -> [Provider] {
    try store.all("select \(columns) from api.provider_list(\(kind))", Provider.init(row:))
  }

  /// Those whose name, kana, address, telephone number or code fits a piece of text and that are not closed. Without text:
  /// all of the kind.
  ///
  /// A code is known in any width and case; a name that could be one (Peace is P-EACE) is looked for as a name then.
  public static func find(_ text: String, kind: String?, in store: CaseStore) throws -> [Provider] {
    func found(_ text: String) throws -> [Provider] {
      try store.all("select \(columns) from api.provider_find(\(text), \(kind))", Provider.init(row:))
    }
    let code = ProviderReference(text).text
    let coded = code == text ? [] : try found(code)
    return coded.isEmpty ? try found(text) : coded
  }

  /// The provider of a code as it stands, closed or not.
  public static func known(code: String, in store: CaseStore) throws -> Provider? {
    if let found = try find(code, kind: nil, in: store).first(where: { $0.code == code }) { return found }
    return try list(kind: nil, in: store).first { $0.code == code }
  }
}
