/// Rows under columns, with what is said above and below them.
public struct Table: Sendable, Equatable {
  public let columns: [Column]
  public private(set) var rows: [[Cell]] = []
  public var caption: String?
  public var footnotes: [String]
  /// What people read when there is no row; JSON is then `[]` and CSV its header.
  public var empty: Words

  /// A table without rows; a key used by two columns is a mistake in the program and stops it.
  public init(
    _ columns: [Column], caption: String? = nil, footnotes: [String] = [],
    empty: Words = Words(ja: "該当する記録はありません。", en: "Nothing to show.")
  ) {
    precondition(Set(columns.map(\.key)).count == columns.count, "two columns have the same key")
    self.columns = columns
    self.caption = caption
    self.footnotes = footnotes
    self.empty = empty
  }

  /// Adds a row; it has a cell for each column, or the program stops.
  public mutating func add(_ row: [Cell]) {
    precondition(row.count == columns.count, "a row of \(row.count) cells under \(columns.count) columns")
    rows.append(row)
  }

  /// Each row with its columns' keys and titles.
  public var records: [Record] {
    rows.map { row in
      var record = Record()
      for (column, cell) in zip(columns, row) { record.add(column.key, column.title, cell, isShown: column.isShown) }
      return record
    }
  }
}
