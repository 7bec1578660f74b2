/// A statement with its parameters; what is interpolated becomes `$1`, `$2`, … and never text.
///
///     let sql: SQL = "select name from app.client where id = \(id)"
///
/// A value that stands in a statement twice is sent as two parameters, so `group by \(x)` is not the same
/// expression as `select \(x)`.
public struct SQL: Sendable, ExpressibleByStringInterpolation {
  /// The text around the parameters: one piece more than there are parameters.
  private var pieces: [String]
  private var parameters: [Parameter]

  private struct Parameter: Sendable {
    let type: PostgresType
    /// Nil is NULL.
    let bytes: [UInt8]?
    /// Why the value cannot be sent; interpolation cannot throw, so it is thrown when the statement is sent.
    let failure: ValueError?
  }

  public init(stringLiteral value: String) {
    pieces = [value]
    parameters = []
  }

  public init(stringInterpolation: StringInterpolation) { self = stringInterpolation.sql }

  public struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var sql: SQL = ""

    public init(literalCapacity: Int, interpolationCount: Int) {}

    public mutating func appendLiteral(_ literal: String) { sql.append(text: literal) }

    /// A value, sent as a parameter of its type.
    public mutating func appendInterpolation<Value: PostgresValue>(_ value: Value) { sql.append(value) }

    /// A value or NULL; spelled out, as the compiler warns of optionals in strings.
    public mutating func appendInterpolation<Value: PostgresValue>(_ value: Value?) { sql.append(value) }

    /// Another statement or a part of one; its parameters are numbered on.
    public mutating func appendInterpolation(_ fragment: SQL) { sql.append(fragment) }

    /// Text that becomes part of the statement as it is: for words this program chose, never for what people typed.
    public mutating func appendInterpolation(raw text: String) { sql.append(text: text) }
  }

  private mutating func append(text: String) { pieces[pieces.count - 1] += text }

  private mutating func append<Value: PostgresValue>(_ value: Value) {
    var bytes: [UInt8]?
    var failure: ValueError?
    if !value.isNull {
      do {
        var buffer: [UInt8] = []
        try value.encode(into: &buffer)
        bytes = buffer
      } catch {
        failure = error
      }
    }
    parameters.append(Parameter(type: Value.postgresType, bytes: bytes, failure: failure))
    pieces.append("")
  }

  private mutating func append(_ fragment: SQL) {
    append(text: fragment.pieces[0])
    pieces += fragment.pieces.dropFirst()
    parameters += fragment.parameters
  }
}

extension SQL: CustomStringConvertible, CustomReflectable {
  /// The text as the server gets it, with `$n` for the values.
  public var description: String {
    var text = pieces[0]
    for (index, piece) in pieces.dropFirst().enumerated() { text += "$\(index + 1)\(piece)" }
    return text
  }

  /// Dumping a statement shows no values.
  public var customMirror: Mirror { Mirror(self, children: ["text": description]) }
}

/// A statement made ready to be sent: checked, its values laid end to end in one buffer.
struct Statement {
  let text: String
  private let types: [UInt32]
  private let values: [UInt8]
  /// Where each value starts; nil is NULL.
  private let offsets: [Int?]
  private let lengths: [Int32]

  /// A message of the protocol must be shorter than the 1 GiB − 1 that the server can allocate; some is left for
  /// the message's own fields.
  static let largestMessage = 0x3FFF_FFFF - 1_048_576

  /// Offers the five arrays that libpq wants, for the length of a call.
  func withArrays<R>(
    _ body: (
      _ count: Int32, _ types: UnsafePointer<UInt32>?, _ values: UnsafePointer<UnsafePointer<CChar>?>?,
      _ lengths: UnsafePointer<Int32>?, _ formats: UnsafePointer<Int32>?
    ) -> R
  ) -> R {
    let formats = [Int32](repeating: 1, count: offsets.count)
    return values.withUnsafeBytes { bytes in
      let pointers = offsets.map { offset in
        offset.flatMap { bytes.baseAddress?.advanced(by: $0).assumingMemoryBound(to: CChar.self) }
      }
      return types.withUnsafeBufferPointer { types in
        pointers.withUnsafeBufferPointer { pointers in
          lengths.withUnsafeBufferPointer { lengths in
            formats.withUnsafeBufferPointer { formats in
              body(
                Int32(offsets.count), types.baseAddress, pointers.baseAddress, lengths.baseAddress,
                formats.baseAddress)
            }
          }
        }
      }
    }
  }

  fileprivate init(text: String, types: [UInt32], values: [UInt8], offsets: [Int?], lengths: [Int32]) {
    self.text = text
    self.types = types
    self.values = values
    self.offsets = offsets
    self.lengths = lengths
  }

  /// Refuses text that libpq would cut short at its NUL, or that is too long to be sent.
  static func check(text: String, limit: Int = largestMessage) throws(PostgresError) {
    if text.utf8.contains(0) { throw PostgresError(.invalidValue, "the statement's text holds a NUL byte") }
    if text.utf8.count >= limit { throw PostgresError(.invalidValue, "the statement is too large to be sent") }
  }
}

extension SQL {
  /// Checks everything that can be checked before something is sent.
  func prepared(limit: Int = Statement.largestMessage) throws(PostgresError) -> Statement {
    let text = description
    try Statement.check(text: text, limit: limit)
    guard parameters.count <= 65_535 else {
      throw PostgresError(.invalidValue, "the statement has \(parameters.count) parameters, and 65535 are allowed")
    }
    var size = text.utf8.count
    for (index, parameter) in parameters.enumerated() {
      switch parameter.failure {
      case .invalid(let reason):
        throw PostgresError(.invalidValue, "parameter $\(index + 1) (\(parameter.type)): \(reason)")
      case .null, .malformed:
        throw PostgresError(.invalidValue, "parameter $\(index + 1) (\(parameter.type)) cannot be encoded")
      case nil:
        size += parameter.bytes?.count ?? 0
      }
    }
    guard size < limit else {
      throw PostgresError(.invalidValue, "the parameters are too large to be sent: \(size) bytes")
    }
    var values: [UInt8] = []
    values.reserveCapacity(size + 1)
    var offsets: [Int?] = []
    for parameter in parameters {
      offsets.append(parameter.bytes == nil ? nil : values.count)
      values += parameter.bytes ?? []
    }
    values.append(0)  // so that an empty value at the end has an address too; a nil pointer would be NULL
    return Statement(
      text: text, types: parameters.map(\.type.oid), values: values, offsets: offsets,
      lengths: parameters.map { Int32($0.bytes?.count ?? 0) })
  }
}
