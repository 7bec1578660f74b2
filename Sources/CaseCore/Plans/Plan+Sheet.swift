import Postgres

extension Plan {
  /// What a plan's own sheet may say: the words and days of one owner's one plan, and nothing else of the case.
  public struct Sheet: Sendable {
    /// `in_force`, `paused` or `coming`.
    public let state: String
    public let from: CalendarDate
    public let until: CalendarDate?
    /// 達成度確認: `daily`, `weekly`, `none` or `unknown`.
    public let check: String
    public let goal: String
    public let action: String
    public let reward: String?
    public let consult: String?

    init(row: Row) throws {
      state = try row("state")
      from = try row("from_on")
      until = try row("until_on")
      check = try row("check_every")
      goal = try row("goal")
      action = try row("action")
      reward = try row("reward")
      consult = try row("consult")
    }
  }

  /// Opens an owner's plan (nil: the person's) as it holds on a day (nil: today), else the next one agreed; leaves a ticket.
  ///
  /// - Returns: the sheet's content, and apart from it whose case it is, which stands on no such sheet.
  /// - Throws: `CaseError.refused("plan.none_of_owner")` where that owner has no plan.
  public static func sheet(
    of client: ClientReference, owner: String?, on day: CalendarDate?, in store: CaseStore
  ) throws -> (client: Client, sheet: Sheet) {
    let (_, client, sheet) = try store.together { pipeline in
      let ticket = pipeline.run("select api.client_open(\(client.text))")
      pipeline.sync()
      return (
        ticket,
        pipeline.one("select \(Client.columns) from api.client_show(\(client.text))", Client.init(row:)),
        pipeline.one(
          """
          select state, from_on, until_on, check_every, goal, action, reward, consult
          from api.plan_sheet(\(client.text), \(owner), \(day))
          """, Sheet.init(row:))
      )
    }
    return (client, sheet)
  }
}
