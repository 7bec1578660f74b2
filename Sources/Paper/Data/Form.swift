/// A form: rows of fields, each with its value or with room to write one.
public struct Form: Sendable, Equatable {
  public struct Field: Sendable, Equatable {
    public let key: String
    public let label: String
    /// `.null` is left blank: a form that says "not known" could not be filled in.
    public let cell: Cell
    /// The width it has beside the others of its row.
    public let share: Int
    /// How many lines to write on it has where it is blank; 0 leaves it bare, for a stamp.
    public let lines: Int

    public init(_ key: String, _ label: String, _ cell: Cell = .null, share: Int = 1, lines: Int = 1) {
      self.key = key
      self.label = label
      self.cell = cell
      self.share = max(1, share)
      self.lines = max(0, lines)
    }
  }

  /// Names the form for programs; used once in a document.
  public let key: String
  /// The fields as they lie, a row a list. A field alone in its row may be long: it goes on over pages.
  public private(set) var rows: [[Field]] = []

  public init(_ key: String) { self.key = key }

  /// Adds a row below the others. A row without fields, or a key used twice, is a mistake in the program and stops it.
  public mutating func row(_ fields: Field...) {
    let known = Set(rows.joined().map(\.key))
    precondition(!fields.isEmpty && known.isDisjoint(with: fields.map(\.key)), "a row without a new field")
    rows.append(fields)
  }

  /// The same as labels and values, for a writer that draws no form.
  public var table: Table {
    var table = Table([Column("field", ja: "項目", en: "Field"), Column("value", ja: "内容", en: "Value", fit: .wrap)])
    for field in rows.joined() { table.add([.text(field.label), field.cell]) }
    return table
  }
}
