public import Postgres

/// What changes of a month's note: a part given new, or cleared by nil; what is not in it stays.
public struct MonthChanges: Sendable {
  public private(set) var members: [(key: String, json: String)] = []

  public init() {}

  public var isEmpty: Bool { members.isEmpty }

  public mutating func set(_ part: MonthNote.Part, to text: String?) {
    members.append((part.rawValue, JSONText.string(text)))
  }

  /// Sets on how many days the office was open; the database knows how many days the month has.
  public mutating func setOpenDays(to days: Int?) {
    members.append(("open_days", days.map { String($0) } ?? "null"))
  }
}

extension MonthNote {
  /// Saves a new version of a month's note. `base`: the version one has seen; another since then is a conflict.
  ///
  /// - Returns: the state (`saved`, `duplicate`), the office, and the version that was made.
  public static func write(
    _ changes: MonthChanges, of month: ReportMonth, office code: String?, base: Int?, id: RecordID,
    in store: CaseStore
  ) throws -> (state: String, office: String, version: Int?) {
    let json = JSONB(JSONText.object(changes.members))
    return try store.one(
      """
      select state, office, version from api.month_write(
        \(id), \(code), \(month.firstDay), \(base.map(Int32.init)), \(json))
      """
    ) { (try $0("state"), try $0("office"), try $0("version")) }
  }
}
