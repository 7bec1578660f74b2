import CPostgres

/// Owns one of libpq's results for as long as a row of it is in use.
final class ResultSet {
  let pq: UnsafePointer<CPGFunctions>
  let pointer: OpaquePointer
  let columns: Columns

  /// Takes the result over; `columns` is given when an earlier result of the same statement has resolved them.
  init(_ pointer: OpaquePointer, pq: UnsafePointer<CPGFunctions>, columns: Columns? = nil) {
    self.pq = pq
    self.pointer = pointer
    self.columns = columns ?? Columns(pointer, pq: pq)
  }

  deinit { pq.pointee.PQclear(pointer) }

  var rowCount: Int { Int(pq.pointee.PQntuples(pointer)) }

  /// Rows written or read, as the command's tag says; 0 for commands that count none.
  var affected: Int { pq.pointee.PQcmdTuples(pointer).flatMap { Int(String(cString: $0)) } ?? 0 }

  /// The command's tag: `INSERT 0 1`, `COMMIT`.
  var tag: String { pq.pointee.PQcmdStatus(pointer).map { String(cString: $0) } ?? "" }

  func row(_ index: Int) -> Row { Row(result: self, index: Int32(index)) }
}

/// The names and types of a result's columns, resolved once for all of its rows.
final class Columns {
  private(set) var types: [PostgresType] = []
  private var names: [String] = []
  private var positions: [String: Int] = [:]
  private var ambiguous: Set<String> = []
  /// The column that is probably asked for next: rows are read in the same order again and again.
  private var next = 0

  init(_ result: OpaquePointer, pq: UnsafePointer<CPGFunctions>) {
    for column in 0..<pq.pointee.PQnfields(result) {
      let name = pq.pointee.PQfname(result, column).map { String(cString: $0) } ?? ""
      if positions.updateValue(Int(column), forKey: name) != nil { ambiguous.insert(name) }
      names.append(name)
      types.append(PostgresType(oid: pq.pointee.PQftype(result, column)))
    }
  }

  var count: Int { names.count }

  func position(of name: String) throws(PostgresError) -> Int {
    if next < names.count, names[next] == name, ambiguous.isEmpty {
      let position = next
      next += 1
      return position
    }
    guard let position = positions[name] else {
      throw Self.failure(column: name, "the result has no column \(name)")
    }
    guard !ambiguous.contains(name) else {
      throw Self.failure(column: name, "the result has more than one column \(name)")
    }
    next = position + 1
    return position
  }

  func name(at position: Int) -> String { names[position] }

  static func failure(column: String, _ summary: String) -> PostgresError {
    var error = PostgresError(.decoding, summary)
    error.column = column
    return error
  }
}
