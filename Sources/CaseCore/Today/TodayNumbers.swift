/// The numbers beside the clients of the last `today`, kept on this machine for one login of one database: codes alone, for the
/// day on which they were shown.
public struct TodayNumbers: Sendable {
  private let folder: String
  private var file: String { folder + "/numbers" }

  /// - Parameter state: `$XDG_STATE_HOME/ippo`.
  public init(login: String, database: String, state: String) {
    folder = "\(state)/today/\(Outbox.folderName(login: login, database: database))"
  }

  /// Keeps the clients' codes in the order shown, nil for a line that is about no client; what was kept before is forgotten.
  public func keep(_ codes: [String?], on day: CalendarDate) throws(Outbox.Failure) {
    try Disk.makeFolder(folder)
    try Disk.remove(file, in: folder)
    let lines = [day.iso] + codes.map { $0 ?? "-" }
    _ = try Disk.create(file, holding: Array(lines.joined(separator: "\n").utf8), in: folder)
  }

  /// The code at a number, counted from 1; nil where the list has no client there or is not of this day.
  public func code(at number: Int, on day: CalendarDate) throws(Outbox.Failure) -> String? {
    guard let bytes = try Disk.readPrivate(file) else { return nil }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    guard lines.first == day.iso, number > 0, number < lines.count, lines[number] != "-" else { return nil }
    return lines[number]
  }
}
