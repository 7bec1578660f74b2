/// Statements queued to be sent together; what they return is in their handles once the pipeline has run.
public final class Pipeline {
  struct Step {
    let sql: SQL
    /// Reads the answer into the handle, and tells why it could not.
    let settle: (Result<ResultSet, PostgresError>) -> (any Error)?
  }

  /// The queued statements, a list for each sync group.
  private(set) var groups: [[Step]] = [[]]
  /// Once it has run, nothing more can be queued.
  var isClosed = false

  /// Ends a group: outside a transaction, what was queued before is committed before what follows is run.
  ///
  /// An error skips the rest of its group and no more; the next group is run all the same.
  public func sync() {
    if groups.last?.isEmpty == false { groups.append([]) }
  }

  /// Queues a statement whose answer is the number of rows it wrote or returned.
  @discardableResult
  public func run(_ sql: SQL) -> Pending<Int> { add(sql) { $0.affected } }

  /// Queues a statement that must return exactly one row.
  @discardableResult
  public func one<T>(_ sql: SQL, _ read: @escaping (Row) throws -> T) -> Pending<T> { add(sql) { try $0.one(read) } }

  /// Queues a statement that must return exactly one row of one column.
  @discardableResult
  public func one<T: PostgresValue>(_ sql: SQL, as type: T.Type = T.self) -> Pending<T> {
    add(sql) { try $0.onlyRow().decodeOnly(as: type) }
  }

  /// Queues a statement that returns one row or none.
  public func first<T>(_ sql: SQL, _ read: @escaping (Row) throws -> T) -> Pending<T?> {
    add(sql) { try $0.first(read) }
  }

  /// Queues a statement that returns any number of rows.
  public func all<T>(_ sql: SQL, _ read: @escaping (Row) throws -> T) -> Pending<[T]> { add(sql) { try $0.all(read) } }

  private func add<T>(_ sql: SQL, _ read: @escaping (ResultSet) throws -> T) -> Pending<T> {
    let pending = Pending<T>(group: groups.count - 1)
    guard !isClosed else {
      pending.outcome = .failure(PostgresError(.misuse, "the pipeline has run already"))
      return pending
    }
    groups[groups.count - 1].append(
      Step(sql: sql) { answer in
        do {
          pending.outcome = .success(try read(answer.get()))
          return nil
        } catch {
          pending.outcome = .failure(error)
          return error
        }
      })
    return pending
  }
}

/// What a queued statement will have returned.
public final class Pending<Value> {
  /// The sync group the statement is in, counted from 0.
  public let group: Int
  var outcome: Result<Value, any Error>?

  init(group: Int) { self.group = group }

  /// The value, or the error of the statement or of its group; `.misuse` before the pipeline has run.
  public func get() throws -> Value {
    guard let outcome else { throw PostgresError(.misuse, "the pipeline has not run yet") }
    return try outcome.get()
  }
}
