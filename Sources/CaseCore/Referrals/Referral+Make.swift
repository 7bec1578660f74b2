public import Postgres

/// What is written down when somebody is referred.
public struct ReferralEntry: Sendable {
  public var provider: ProviderReference
  /// Nil: what follows from a consent or its absence (`agreed`, `offered`).
  public var status: String?
  /// Nil: today.
  public var on: CalendarDate?
  public var consentOn: CalendarDate?
  public var accompanied = false
  public var purpose: Note?

  public init(to provider: ProviderReference) { self.provider = provider }
}

extension Referral {
  /// What the office answers to a referral; nil is what one may not see (any more).
  public struct Receipt: Sendable {
    /// `saved` or `duplicate`.
    public let state: String
    public let clientCode: String?
    public let clientName: String?
    public let providerCode: String?
    public let providerName: String?
    public let status: String?
    public let madeOn: CalendarDate?
  }

  /// Refers a client to a provider, once: the same id with the same content is answered `duplicate`.
  ///
  /// From asking the provider on, the person's consent is needed, dated no later than the asking.
  public static func make(
    _ entry: ReferralEntry, of reference: ClientReference, id: RecordID, in store: CaseStore
  ) throws -> Receipt {
    try store.one(
      """
      select state, client_code, client_name, provider_code, provider_name, status, made_on from api.referral_make(
        \(id), \(reference.text), \(entry.provider.text), \(entry.status), \(entry.on), \(entry.consentOn),
        \(entry.accompanied), \(entry.purpose?.text))
      """
    ) { row in
      Receipt(
        state: try row("state"), clientCode: try row("client_code"), clientName: try row("client_name"),
        providerCode: try row("provider_code"), providerName: try row("provider_name"), status: try row("status"),
        madeOn: try row("made_on"))
    }
  }
}
