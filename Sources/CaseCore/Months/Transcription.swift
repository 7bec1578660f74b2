public import Postgres

/// 転記表: the figures that an office copies into its city's own form, in that form's order and under its labels.
public struct Transcription: Sendable {
  public let office: String
  /// 0: nobody has set it.
  public let version: Int
  /// The dotted path of each line's figure; empty for a line without one.
  public let paths: [String]
  public let labels: [String]
  public let author: String?
  public let savedAt: Instant?

  init(row: Row) throws {
    office = try row("office")
    version = try row("version")
    paths = try row("paths")
    labels = try row("labels")
    author = try row("author")
    savedAt = try row("saved_at")
  }

  /// As it stands. `code` nil: one's only office.
  public static func show(office code: String?, in store: CaseStore) throws -> Transcription {
    try store.one(
      "select office, version, paths, labels, author, saved_at from api.transcription_show(\(code))",
      Transcription.init(row:))
  }

  /// Every path that the figures of an office can have; the one list of them is the database's.
  public static func knownPaths(office code: String?, in store: CaseStore) throws -> [String] {
    try store.all("select path from api.figure_paths(\(code)) path") { try $0("path") }
  }

  /// Sets the lines anew; the former order stays as a version. `base`: the version one has seen.
  ///
  /// - Returns: the state (`saved`, `duplicate`), the office, and the version that was made.
  public static func set(
    paths: [String], labels: [String], office code: String?, base: Int?, id: RecordID, in store: CaseStore
  ) throws -> (state: String, office: String, version: Int?) {
    try store.one(
      """
      select state, office, version from api.transcription_set(
        \(id), \(code), \(base.map(Int32.init)), \(paths), \(labels))
      """
    ) { (try $0("state"), try $0("office"), try $0("version")) }
  }
}
