/// A Swift type that travels to and from PostgreSQL, always in the binary form.
///
/// A domain type conforms to `PostgresWrapper` instead and names the value it wraps.
public protocol PostgresValue: PostgresElement {
  /// The type a parameter is sent as; `Int` is int8, so a function that takes int4 wants an `Int32`.
  static var postgresType: PostgresType { get }
  /// Whether a column of this type can be decoded. It is asked before every value, NULL too, so that a wrong
  /// type fails on the first row and not on the first row with a value.
  static func canDecode(_ type: PostgresType) -> Bool
  /// Whether the value is sent as NULL; then `encode` is not called.
  var isNull: Bool { get }
  /// Appends the binary form.
  func encode(into buffer: inout [UInt8]) throws(ValueError)
  /// Reads the binary form of a value that is not NULL, of a type that `canDecode` accepted.
  static func decode(_ bytes: RawSpan, from type: PostgresType) throws -> Self
  /// The value that stands for NULL, or an error.
  static func decodeNull() throws -> Self
}

extension PostgresValue {
  public static func canDecode(_ type: PostgresType) -> Bool { type == postgresType }
  public var isNull: Bool { false }
  public static func decodeNull() throws -> Self { throw ValueError.null }
}

/// What may stand in an array: every `PostgresValue`, and `UInt8`, whose array is bytea.
public protocol PostgresElement {
  /// The type of an array of these.
  static var postgresArrayType: PostgresType { get }
  static func canDecodeArray(_ type: PostgresType) -> Bool
  static func encodeArray(_ elements: [Self], into buffer: inout [UInt8]) throws(ValueError)
  static func decodeArray(_ bytes: RawSpan, from type: PostgresType) throws -> [Self]
}

/// Why one value could not be encoded or decoded; it has no room for the value itself.
public enum ValueError: Error, Sendable {
  /// NULL came where a value must be.
  case null
  /// The bytes are not the binary form of the type.
  case malformed
  /// The value cannot be sent, with the reason.
  case invalid(StaticString)
}

/// A domain type that is stored as another value, in three lines:
///
///     extension Minutes: PostgresWrapper {
///       init(wire: Int32) throws { try self.init(Int(wire)) }
///       var wire: Int32 { Int32(value) }
///     }
///
/// Whatever `init(wire:)` throws becomes a decoding error that names the column and the types, not the value.
public protocol PostgresWrapper: PostgresValue {
  associatedtype Wire: PostgresValue
  init(wire: Wire) throws
  var wire: Wire { get }
}

extension PostgresWrapper {
  public static var postgresType: PostgresType { Wire.postgresType }
  public static var postgresArrayType: PostgresType { Wire.postgresArrayType }
  public static func canDecode(_ type: PostgresType) -> Bool { Wire.canDecode(type) }
  public var isNull: Bool { wire.isNull }
  public func encode(into buffer: inout [UInt8]) throws(ValueError) { try wire.encode(into: &buffer) }
  public static func decode(_ bytes: RawSpan, from type: PostgresType) throws -> Self {
    try Self(wire: Wire.decode(bytes, from: type))
  }
  public static func decodeNull() throws -> Self { try Self(wire: Wire.decodeNull()) }
}

extension Optional: PostgresElement where Wrapped: PostgresValue {}

extension Optional: PostgresValue where Wrapped: PostgresValue {
  public static var postgresType: PostgresType { Wrapped.postgresType }
  public static func canDecode(_ type: PostgresType) -> Bool { Wrapped.canDecode(type) }
  public var isNull: Bool {
    switch self {
    case .none: true
    case .some(let value): value.isNull
    }
  }
  public func encode(into buffer: inout [UInt8]) throws(ValueError) {
    guard let value = self else { throw .null }
    try value.encode(into: &buffer)
  }
  public static func decode(_ bytes: RawSpan, from type: PostgresType) throws -> Wrapped? {
    try .some(Wrapped.decode(bytes, from: type))
  }
  public static func decodeNull() throws -> Wrapped? { nil }
}
