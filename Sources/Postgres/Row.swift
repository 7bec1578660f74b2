import CPostgres

/// One row of a result. It may be kept: it holds the whole result it came from in memory.
public struct Row {
  let result: ResultSet
  let index: Int32

  /// The value of a column, by its name in the result.
  ///
  /// NULL needs an optional type. A missing column, NULL, another type or a value the Swift type refuses is a
  /// `.decoding` error that names column and types, never the value.
  public func decode<Value: PostgresValue>(
    _ column: String, as type: Value.Type = Value.self
  ) throws(PostgresError) -> Value {
    try decode(at: result.columns.position(of: column), as: type)
  }

  /// The value of the only column.
  func decodeOnly<Value: PostgresValue>(as type: Value.Type) throws(PostgresError) -> Value {
    guard result.columns.count == 1 else {
      throw PostgresError(.decoding, "one column was demanded, and the result has \(result.columns.count)")
    }
    return try decode(at: 0, as: type)
  }

  private func decode<Value: PostgresValue>(at position: Int, as: Value.Type) throws(PostgresError) -> Value {
    defer { extendLifetime(result) }
    let (pq, pointer, column) = (result.pq, result.pointer, Int32(position))
    let type = result.columns.types[position]
    guard Value.canDecode(type) else {
      throw failure(at: position, "is \(type), which is not read as \(Value.self)")
    }
    do {
      if pq.pointee.PQgetisnull(pointer, index, column) == 1 { return try Value.decodeNull() }
      let length = Int(pq.pointee.PQgetlength(pointer, index, column))
      let bytes = UnsafeRawBufferPointer(start: pq.pointee.PQgetvalue(pointer, index, column), count: length)
      return try Value.decode(bytes.bytes, from: type)
    } catch ValueError.null {
      throw failure(at: position, "(\(type)) is NULL or holds a NULL, and \(Value.self) has none")
    } catch {
      // What a wrapper's initializer threw may quote the value, so it ends here.
      throw failure(at: position, "(\(type)) holds something that is no \(Value.self)")
    }
  }

  private func failure(at position: Int, _ what: String) -> PostgresError {
    let name = result.columns.name(at: position)
    return Columns.failure(column: name, "column \(name) \(what)")
  }
}
