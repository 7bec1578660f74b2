import Postgres

extension Inquiry {
  /// The inquiries of one's offices, of one month or all; `open`: neither linked to a client nor closed. Leaves no trace.
  public static func list(open: Bool, in month: ReportMonth?, from store: CaseStore) throws -> [Inquiry] {
    try store.all(
      """
      select \(columns) from api.inquiry_list(
        \(open), \(month?.instants.lowerBound), \(month?.instants.upperBound))
      """, Inquiry.init(row:))
  }

  /// One inquiry without its note.
  public static func named(_ code: InquiryCode, in store: CaseStore) throws -> Inquiry {
    try store.one("select \(columns) from api.inquiry_named(\(code.canonical))", Inquiry.init(row:))
  }

  /// Clients one may see whose telephone number or kana fits the inquiry: is it somebody we know?
  public static func matching(_ code: InquiryCode, in store: CaseStore) throws -> [Client] {
    try store.all("select \(Client.columns) from api.inquiry_matching(\(code.canonical))", Client.init(row:))
  }
}
