import Postgres

extension Referral {
  /// Referrals one may see, newest first; of one client, or all; leaves no ticket, as purposes are not in it.
  public static func list(
    of reference: ClientReference?, onlyOpen: Bool, in store: CaseStore
  ) throws -> [Referral] {
    try store.all(
      "select \(columns) from api.referral_list(\(reference?.text), \(onlyOpen))", Referral.init(row:))
  }

  /// The one referral that an id names, or a client with exactly one open referral.
  public static func named(_ reference: ReferralReference, in store: CaseStore) throws -> Referral {
    try store.one("select \(columns) from api.referral_named(\(reference.text))", Referral.init(row:))
  }
}
