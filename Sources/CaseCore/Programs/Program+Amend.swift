public import Postgres

/// What changes of a program; nil stays as it is.
public struct ProgramChanges: Sendable {
  /// Texts by their key (`name name_en funder municipality`); nil clears one that may be empty.
  public var texts: [(key: String, value: String?)] = []
  public var from: CalendarDate?
  public var until: CalendarDate?
  public var presence: String?
  public var lineByDay: Bool?
  /// Offices that join; none leaves.
  public var offices: [String] = []
  public var year: FiscalYear?
  public var target = ProgramTarget()

  public init() {}

  public var isEmpty: Bool { members.isEmpty && offices.isEmpty && target.isEmpty }

  var members: [(key: String, json: String)] {
    var members = texts.map { (key: $0.key, json: JSONText.string($0.value)) }
    if let from { members.append(("from", JSONText.string(from.iso))) }
    if let until { members.append(("until", JSONText.string(until.iso))) }
    if let presence { members.append(("presence", JSONText.string(presence))) }
    if let lineByDay { members.append(("line_by_day", lineByDay ? "true" : "false")) }
    return members
  }
}

extension Program {
  /// Saves a new version, with its reason; what is not named stays.
  public static func amend(
    _ code: String, _ changes: ProgramChanges, reason: String, base: Int?, id: RecordID, in store: CaseStore
  ) throws -> ProgramAnswer {
    let json = JSONB(JSONText.object(changes.members))
    return try store.one(
      """
      select state, code, version from api.program_amend(
        \(id), \(code), \(json), \(changes.offices), \(changes.year.map { Int32($0.startYear) }),
        \(Int32(checking: changes.target.inquiries)), \(Int32(checking: changes.target.sessions)),
        \(Int32(checking: changes.target.people)), \(reason), \(base.map(Int32.init)))
      """, ProgramAnswer.init(row:))
  }
}
