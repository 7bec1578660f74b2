extension Connection {
  /// Runs a statement and answers how many rows it wrote or returned; 0 for commands that count none.
  @discardableResult
  public func run(_ sql: SQL) throws(PostgresError) -> Int { try perform(sql).affected }

  /// The only row of a statement, read by `read`; `.noRow` or `.manyRows` if there is not exactly one.
  ///
  /// Outside a transaction the statement has been committed when the number of rows is looked at.
  public func one<T>(_ sql: SQL, _ read: (Row) throws -> T) throws -> T { try perform(sql).one(read) }

  /// The only row's only column.
  public func one<T: PostgresValue>(_ sql: SQL, as type: T.Type = T.self) throws(PostgresError) -> T {
    try perform(sql).onlyRow().decodeOnly(as: type)
  }

  /// The row of a statement that returns one or none; `.manyRows` if it returns more.
  public func first<T>(_ sql: SQL, _ read: (Row) throws -> T) throws -> T? { try perform(sql).first(read) }

  /// Every row of a statement, in memory.
  public func all<T>(_ sql: SQL, _ read: (Row) throws -> T) throws -> [T] { try perform(sql).all(read) }

  /// Sends one statement and reads its answer to the end, the implicit commit's included.
  func perform(_ sql: SQL) throws(PostgresError) -> ResultSet {
    let statement = try sql.prepared(limit: messageLimit)
    let results = try exchange { handle throws(PostgresError) in
      try send(statement, on: handle)
      return try collect(handle, commits: statement.asksToCommit)
    }
    guard let result = results.last else { throw PostgresError(.misuse, "the statement had no answer") }
    return result
  }
}

extension ResultSet {
  func one<T>(_ read: (Row) throws -> T) throws -> T { try read(onlyRow()) }

  func onlyRow() throws(PostgresError) -> Row {
    guard rowCount > 0 else { throw PostgresError(.noRow, "one row was demanded") }
    guard rowCount == 1 else { throw PostgresError(.manyRows, "one row was demanded, and \(rowCount) came") }
    return row(0)
  }

  func first<T>(_ read: (Row) throws -> T) throws -> T? { rowCount == 0 ? nil : try one(read) }

  func all<T>(_ read: (Row) throws -> T) throws -> [T] {
    var values: [T] = []
    values.reserveCapacity(rowCount)
    for index in 0..<rowCount { values.append(try read(row(index))) }
    return values
  }
}

extension Statement {
  /// Whether the first word asks for a commit, which a failed transaction answers with ROLLBACK and no error.
  var asksToCommit: Bool { Self.asksToCommit(text) }

  static func asksToCommit(_ text: String) -> Bool {
    ["commit", "end", "prepare"].contains(firstWord(of: text))
  }

  /// The first word in lower case, past spaces and comments.
  static func firstWord(of text: String) -> String {
    var rest = text[...]
    while true {
      rest = rest.drop { $0.isWhitespace }
      if rest.hasPrefix("--") {
        rest = rest.drop { !$0.isNewline }
      } else if rest.hasPrefix("/*") {
        rest = rest.dropFirst(2)
        var depth = 1
        while depth > 0, !rest.isEmpty {
          depth += rest.hasPrefix("/*") ? 1 : rest.hasPrefix("*/") ? -1 : 0
          rest = rest.dropFirst(rest.hasPrefix("/*") || rest.hasPrefix("*/") ? 2 : 1)
        }
      } else {
        return rest.prefix { $0.isASCII && $0.isLetter }.lowercased()
      }
    }
  }
}
