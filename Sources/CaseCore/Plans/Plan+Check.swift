public import Postgres

extension Plan {
  /// Records how far a plan was kept on a day (nil: today), with the person's feeling and the praise.
  public static func check(
    _ client: ClientReference, owner: String?, result: String, on day: CalendarDate?, feeling: Note?, praise: Note?,
    id: RecordID, in store: CaseStore
  ) throws -> (answer: ClientAnswer, on: CalendarDate?, isProgress: Bool?) {
    try store.one(
      """
      select state, client_code, client_name, checked_on, progress from api.plan_check(
        \(id), \(client.text), \(owner), \(result), \(day), \(feeling?.text), \(praise?.text))
      """
    ) { (try ClientAnswer(row: $0), try $0("checked_on"), try $0("progress")) }
  }

  /// Lets a plan rest from a day on (nil: today): nothing is due while it does.
  public static func pause(
    _ client: ClientReference, owner: String?, on day: CalendarDate?, id: RecordID, in store: CaseStore
  ) throws -> ClientAnswer {
    try store.one(
      "select state, client_code, client_name from api.plan_pause(\(id), \(client.text), \(owner), \(day))",
      ClientAnswer.init(row:))
  }

  /// Takes a resting plan up again.
  public static func resume(
    _ client: ClientReference, owner: String?, on day: CalendarDate?, id: RecordID, in store: CaseStore
  ) throws -> ClientAnswer {
    try store.one(
      "select state, client_code, client_name from api.plan_resume(\(id), \(client.text), \(owner), \(day))",
      ClientAnswer.init(row:))
  }
}
