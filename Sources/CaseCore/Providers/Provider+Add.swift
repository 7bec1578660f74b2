public import Postgres

extension Provider {
  /// Adds a provider of our own under an id made here, so that a retry is recognised. `verifiedOn`: on that day somebody
  /// asked and the facts were right.
  ///
  /// - Returns: the state (`saved`, `duplicate`) and the code.
  public static func add(
    _ facts: ProviderFacts, verifiedOn: CalendarDate?, id: RecordID, in store: CaseStore
  ) throws -> (state: String, code: String?) {
    try store.one(
      """
      select state, code from api.provider_add(
        \(id), \(facts.name), \(facts.kana), \(facts.kinds), \(facts.phone?.raw), \(facts.phone?.e164),
        \(facts.phone?.display), \(facts.postal), \(facts.address), \(facts.url), \(facts.hours), \(facts.notes),
        \(verifiedOn))
      """
    ) { (try $0("state"), try $0("code")) }
  }
}
