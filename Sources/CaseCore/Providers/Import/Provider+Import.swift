import Postgres

/// What became of one row of a directory.
public struct ImportedRow: Sendable {
  public enum State: String, Sendable, CaseIterable {
    case inserted, updated, unchanged, skipped
  }

  public let place: SourcePlace
  public let key: String?
  public let name: String?
  public let state: State
  /// Nil where the row was left out, and for a new provider of a dry run.
  public let code: String?
  public let version: Int?
}

extension Provider {
  /// Rows that are sent in one transaction. Each change adds an entry to the audit chain at the commit, and every entry
  /// updates the one row of the chain's head: within a transaction its dead versions pile up and are all walked through
  /// again by the next, so the time grows with the square of the rows.
  static let importBatch = 500

  /// Imports a directory, so that importing the same file again changes nothing; a dry run answers the same and writes
  /// nothing.
  ///
  /// Not one transaction: what fails on the way has saved the rows before it, and is simply run again. `saved` hears how many
  /// rows have been dealt with after each part. `patience` holds for the answer to one part.
  public static func importAll(
    _ reading: DirectoryReading, dryRun: Bool, patience: Duration = .seconds(120), in store: CaseStore,
    saved: (Int) -> Void = { _ in }
  ) throws -> [ImportedRow] {
    var results: [ImportedRow?] = Array(repeating: nil, count: reading.rows.count)
    let kept = reading.rows.indices.filter { !reading.rows[$0].isSkipped }
    for index in reading.rows.indices where reading.rows[index].isSkipped {
      let row = reading.rows[index]
      results[index] = ImportedRow(
        place: row.place, key: row.key, name: row.facts.name, state: .skipped, code: nil, version: nil)
    }
    var start = 0
    while start < kept.count {
      let part = kept[start..<min(start + importBatch, kept.count)]
      let rows = part.map { reading.rows[$0] }
      store.connection.deadline = .after(patience)
      for (index, result) in zip(part, try send(rows, of: reading.source, dryRun: dryRun, to: store)) {
        results[index] = result
      }
      start += part.count
      saved(start)
    }
    return results.compactMap(\.self)
  }

  private static func send(
    _ rows: [DirectoryRow], of source: DirectorySource, dryRun: Bool, to store: CaseStore
  ) throws -> [ImportedRow] {
    let objects = rows.map { row in
      JSONText.object([("source_key", JSONText.string(row.key))] + row.facts.members)
    }
    let json = JSONB("[\(objects.joined(separator: ", "))]")
    return try store.all(
      """
      select place, source_key, name, state, code, version
      from api.provider_import(\(source.rawValue), \(json), \(dryRun)) order by place
      """
    ) { row in
      let place: Int = try row("place")
      let state: String = try row("state")
      return ImportedRow(
        place: rows[place - 1].place, key: try row("source_key"), name: try row("name"),
        // `repeated` cannot come back, as repeated keys stay here; it would be left out all the same
        state: ImportedRow.State(rawValue: state) ?? .skipped, code: try row("code"), version: try row("version"))
    }
  }
}
