/// One thing that was written down: named values in the order in which they are read.
public struct Record: Sendable, Equatable {
  public struct Field: Sendable, Equatable {
    /// The key in JSON: snake_case English.
    public let key: String
    /// What stands before the value on a card.
    public let title: Words
    public let cell: Cell
    /// Whether a card shows it; JSON and CSV always do.
    public let isShown: Bool
  }

  public private(set) var fields: [Field] = []

  public init() {}

  /// Adds a value at the end; a key given twice is a mistake in the program and stops it.
  public mutating func add(_ key: String, _ title: Words, _ cell: Cell, isShown: Bool = true) {
    precondition(self[key] == nil, "the key \(key) is in the record already")
    fields.append(Field(key: key, title: title, cell: cell, isShown: isShown))
  }

  /// Adds a value at the end with its titles in both languages.
  public mutating func add(_ key: String, ja: String, en: String, _ cell: Cell, isShown: Bool = true) {
    add(key, Words(ja: ja, en: en), cell, isShown: isShown)
  }

  /// The value of a key.
  public subscript(key: String) -> Cell? {
    fields.first { $0.key == key }?.cell
  }
}
