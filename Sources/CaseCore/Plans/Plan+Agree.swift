public import Postgres

/// What was agreed with the person.
public struct NewPlan: Sendable {
  public var owner: String?
  public var check: String?
  public var from: CalendarDate?
  public var until: CalendarDate?
  public var agreedOn: CalendarDate?
  public var goal: Note
  public var action: Note
  public var reward: Note?
  public var consult: Note?

  public init(goal: Note, action: Note) {
    self.goal = goal
    self.action = action
  }
}

extension Plan {
  /// Agrees a plan; it supersedes the owner's former one from its first day on.
  public static func agree(
    _ new: NewPlan, for client: ClientReference, id: RecordID, in store: CaseStore
  ) throws -> (answer: ClientAnswer, version: Int?) {
    try store.one(
      """
      select state, client_code, client_name, version from api.plan_agree(
        \(id), \(client.text), \(new.owner), \(new.check), \(new.from), \(new.until), \(new.agreedOn),
        \(new.goal.text), \(new.action.text), \(new.reward?.text), \(new.consult?.text))
      """
    ) { (try ClientAnswer(row: $0), try $0("version")) }
  }
}
