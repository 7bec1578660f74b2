import Postgres

extension Client {
  /// Everyone one may see, by kana: one's caseload; the office's clients for a supervisor and at intake. Leaves no ticket.
  public static func list(in store: CaseStore) throws -> [Client] {
    try store.all("select \(columns) from api.client_list()", Client.init(row:))
  }

  /// Those whose name, kana, telephone number or code fits a piece of text. Leaves no ticket.
  public static func find(_ text: String, in store: CaseStore) throws -> [Client] {
    // a code in any spelling, else what was typed in the usual width; kana and variants are folded by the database
    let given = (try? ClientCode(parsing: text))?.canonical ?? InputText.folded(text)
    let found = try store.all("select \(columns) from api.client_find(\(given))", Client.init(row:))
    // a name in Latin letters can look like a code
    return found.isEmpty && given != text
      ? try store.all("select \(columns) from api.client_find(\(text))", Client.init(row:)) : found
  }

  /// The one client that a code names, or a name or kana that fits exactly one; for showing who it is before a save.
  ///
  /// - Throws: `CaseError.notFound` for nobody and for somebody else's alike, `.refused("client.ambiguous")` for several.
  public static func named(_ reference: ClientReference, in store: CaseStore) throws -> Client {
    try store.one("select \(columns) from api.client_named(\(reference.text))", Client.init(row:))
  }

  /// All whom a code, name or kana fits exactly, among those whom one may see: whom to choose from where `named` refuses.
  public static func fitting(_ reference: ClientReference, in store: CaseStore) throws -> [Client] {
    try store.all("select \(columns) from api.client_fitting(\(reference.text))", Client.init(row:))
  }
}

/// How a client is named by whoever types: a code, or a name or kana.
public struct ClientReference: Sendable, Hashable {
  /// A code in its canonical form, or the text as it was given.
  public let text: String
  /// Whether it is a code, which names one client at most.
  public let isCode: Bool

  /// Recognises a code in any width and case; everything else is taken for a name.
  public init(_ typed: String) {
    let code = (try? ClientCode(parsing: typed))?.canonical
    text = code ?? InputText.trimmed(typed)
    isCode = code != nil
  }
}
