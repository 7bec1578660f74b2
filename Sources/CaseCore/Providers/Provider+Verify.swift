public import Postgres

extension Provider {
  /// Puts on record that somebody asked on a day (nil: today) and the facts were right. Facts go stale, so each asking
  /// is kept.
  public static func verify(
    _ reference: ProviderReference, on day: CalendarDate?, id: RecordID, in store: CaseStore
  ) throws -> (state: String, code: String?, verifiedOn: CalendarDate?) {
    try store.one(
      "select state, code, verified_on from api.provider_verify(\(id), \(reference.text), \(day))"
    ) { (try $0("state"), try $0("code"), try $0("verified_on")) }
  }
}
