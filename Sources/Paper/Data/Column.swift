/// One column of a table: its key for machines, its title for people, and how a terminal sets it.
public struct Column: Sendable, Equatable {
  public enum Alignment: Sendable { case left, right }

  /// What gives way when the table is wider than the terminal.
  public enum Fit: Sendable {
    /// Nothing: a code or a number is whole or useless.
    case whole
    /// The end, behind an ellipsis.
    case truncate
    /// The line: the cell goes on below.
    case wrap
  }

  /// The key in JSON and the header in CSV: snake_case English.
  public let key: String
  public let title: Words
  public let alignment: Alignment
  /// Whether the terminal's table has the column; JSON and CSV have every column.
  public let isShown: Bool
  public let fit: Fit
  /// Whether CSV puts a column `<key>_label` with the human form beside it, for cells that are codes.
  public let isLabelled: Bool

  public init(
    _ key: String, ja: String, en: String, alignment: Alignment = .left, isShown: Bool = true, fit: Fit = .whole,
    isLabelled: Bool = false
  ) {
    self.key = key
    self.title = Words(ja: ja, en: en)
    self.alignment = alignment
    self.isShown = isShown
    self.fit = fit
    self.isLabelled = isLabelled
  }
}
