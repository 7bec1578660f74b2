import Postgres

extension Plan {
  /// The plans one may see, without their words; of one client, or those where a check or a review is due.
  public static func list(of client: ClientReference?, due: Bool, in store: CaseStore) throws -> [Plan] {
    try store.all("select \(columns) from api.plan_list(\(client?.text), \(due))", Plan.init(row:))
  }

  /// Opens a client's plans with their words and checks; leaves a ticket.
  public static func show(
    of client: ClientReference, in store: CaseStore
  ) throws -> (plans: [(plan: Plan, words: PlanWords)], checks: [PlanCheck]) {
    let (_, plans, checks) = try store.together { pipeline in
      let ticket = pipeline.run("select api.client_open(\(client.text))")
      pipeline.sync()
      return (
        ticket,
        pipeline.all("select \(columns), goal, action, reward, consult from api.plan_show(\(client.text))") { row in
          (
            plan: try Plan(row: row),
            words: PlanWords(
              goal: try row("goal"), action: try row("action"), reward: try row("reward"), consult: try row("consult"))
          )
        },
        pipeline.all(
          "select owner, checked_on, result, progress, author, feeling, praise from api.plan_checks(\(client.text))",
          PlanCheck.init(row:))
      )
    }
    return (plans, checks)
  }
}
