public import Postgres

extension Client {
  /// Closes a case on a day (nil: today) for a coded reason.
  public static func close(
    _ reference: ClientReference, reason: String, on day: CalendarDate?, id: RecordID, in store: CaseStore
  ) throws -> String {
    try store.one("select state from api.client_close(\(id), \(reference.text), \(reason), \(day))") { try $0("state") }
  }

  /// Reopens a closed case on a day (nil: today).
  public static func reopen(
    _ reference: ClientReference, on day: CalendarDate?, id: RecordID, in store: CaseStore
  ) throws -> String {
    try store.one("select state from api.client_reopen(\(id), \(reference.text), \(day))") { try $0("state") }
  }
}
