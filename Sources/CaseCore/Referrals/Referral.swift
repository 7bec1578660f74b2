public import Postgres

/// A referral of a client to a provider, as it stands.
public struct Referral: Sendable {
  public let id: RecordID
  public let clientID: RecordID
  public let clientCode: String
  public let clientName: String?
  public let providerCode: String
  public let providerName: String
  public let providerKinds: [String]
  public let madeOn: CalendarDate
  /// Whether somebody goes along (同行).
  public let accompanied: Bool
  /// When the person consented to the provider's hearing of them; nil where they have not.
  public let consentOn: CalendarDate?
  public let status: String
  public let statusOn: CalendarDate
  /// Whether anything is still expected of it.
  public let isOpen: Bool
  public let version: Int

  init(row: Row) throws {
    id = try row("id")
    clientID = try row("client_id")
    clientCode = try row("client_code")
    clientName = try row("client_name")
    providerCode = try row("provider_code")
    providerName = try row("provider_name")
    providerKinds = try row("provider_kinds")
    madeOn = try row("made_on")
    accompanied = try row("accompanied")
    consentOn = try row("consent_on")
    status = try row("status")
    statusOn = try row("status_on")
    isOpen = try row("open")
    version = try row("version")
  }

  static let columns: SQL = """
    id, client_id, client_code, client_name, provider_code, provider_name, provider_kinds, made_on, accompanied, \
    consent_on, status, status_on, open, version
    """
}

/// How a referral is named by whoever types: its id, or a client who has exactly one open referral.
public struct ReferralReference: Sendable, Hashable {
  /// The id in its canonical form, or how the client is named.
  public let text: String
  /// The id, where that is how it was named.
  public let id: RecordID?

  public init(_ typed: String) {
    id = RecordID(InputText.trimmed(InputText.folded(typed)))
    text = id?.description ?? ClientReference(typed).text
  }

  public init(_ id: RecordID) {
    self.id = id
    text = id.description
  }
}
