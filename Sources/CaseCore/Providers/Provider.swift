public import Postgres

/// A provider of the organisation's directory as it stands: whom people can be referred to.
public struct Provider: Sendable {
  public let id: RecordID
  /// What people say aloud: `P-7K2M`.
  public let code: String
  public let name: String
  public let kana: String?
  public let kinds: [String]
  /// The telephone number as it is shown.
  public let phone: String?
  public let postal: String?
  public let address: String?
  public let url: String?
  public let hours: String?
  public let notes: String?
  /// `own`, or the kind of directory it was imported from.
  public let source: String
  /// What that directory calls it; nil for our own.
  public let sourceKey: String?
  /// The last day on which somebody asked and the facts were right; nil where nobody has.
  public let verifiedOn: CalendarDate?
  public let closedOn: CalendarDate?
  public let version: Int
  public let savedAt: Instant

  init(row: Row) throws {
    id = try row("id")
    code = try row("code")
    name = try row("name")
    kana = try row("kana")
    kinds = try row("kinds")
    phone = try row("phone")
    postal = try row("postal")
    address = try row("address")
    url = try row("url")
    hours = try row("hours")
    notes = try row("notes")
    source = try row("source")
    sourceKey = try row("source_key")
    verifiedOn = try row("verified_on")
    closedOn = try row("closed_on")
    version = try row("version")
    savedAt = try row("saved_at")
  }

  /// Whether the facts should be asked for again: nobody has verified them, or not within a year.
  public func isStale(on day: CalendarDate) -> Bool { verifiedOn.map { $0.adding(days: 365) < day } ?? true }

  static let columns: SQL = """
    id, code, name, kana, kinds, phone, postal, address, url, hours, notes, source, source_key, verified_on, closed_on, \
    version, saved_at
    """
}

/// How a provider is named by whoever types: a code, or a name or kana.
public struct ProviderReference: Sendable, Hashable {
  /// A code in its canonical form, or the text as it was given.
  public let text: String

  /// Recognises a code in any width and case; everything else is taken for a name.
  public init(_ typed: String) {
    text = (try? ProviderCode(parsing: typed))?.canonical ?? InputText.trimmed(typed)
  }
}
