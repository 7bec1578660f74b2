public import Postgres

extension Provider {
  /// Puts on record that a provider is no more from a day on (nil: today); it is found no longer, and what was referred to
  /// it stays.
  public static func close(
    _ reference: ProviderReference, on day: CalendarDate?, id: RecordID, in store: CaseStore
  ) throws -> (state: String, code: String?, closedOn: CalendarDate?) {
    try store.one(
      "select state, code, closed_on from api.provider_close(\(id), \(reference.text), \(day))"
    ) { (try $0("state"), try $0("code"), try $0("closed_on")) }
  }
}
