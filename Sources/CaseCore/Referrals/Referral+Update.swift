public import Postgres

extension Referral {
  /// What the office answers to an update; all but the state is nil for a duplicate.
  public struct Update: Sendable {
    /// `saved` or `duplicate`.
    public let state: String
    public let id: RecordID?
    public let clientCode: String?
    public let clientName: String?
    public let providerName: String?
    /// The status that now stands, which an older day's update does not change.
    public let status: String?
    public let version: Int?
  }

  /// Says where a referral stands from a day on (nil: today). Any order is allowed, because it happens: a first visit missed
  /// is booked again.
  public static func update(
    _ reference: ReferralReference, status: String, on day: CalendarDate?, consentOn: CalendarDate?, reason: Note?,
    id: RecordID, in store: CaseStore
  ) throws -> Update {
    try store.one(
      """
      select state, id, client_code, client_name, provider_name, status, version from api.referral_update(
        \(id), \(reference.text), \(status), \(day), \(consentOn), \(reason?.text))
      """
    ) { row in
      Update(
        state: try row("state"), id: try row("id"), clientCode: try row("client_code"),
        clientName: try row("client_name"), providerName: try row("provider_name"), status: try row("status"),
        version: try row("version"))
    }
  }
}
