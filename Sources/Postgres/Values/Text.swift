import Glibc

/// Sent as text, so a column of an enumerated type needs a cast in the statement; decoded from the text types and,
/// as it was written, from JSON.
extension String: PostgresValue {
  public static var postgresType: PostgresType { .text }

  public static func canDecode(_ type: PostgresType) -> Bool {
    switch type {
    case .text, .varchar, .bpchar, .name, .unknown, .byteChar, .json, .jsonb: true
    default: false
    }
  }

  public func encode(into buffer: inout [UInt8]) throws(ValueError) {
    let start = buffer.count
    buffer.append(contentsOf: utf8)
    let hasNUL = buffer.withUnsafeBytes { bytes in
      let added = bytes[start...]
      return UnsafeRawBufferPointer(rebasing: added).baseAddress.map { memchr($0, 0, added.count) != nil } ?? false
    }
    if hasNUL { throw .invalid("a NUL byte, which PostgreSQL's text cannot hold") }
  }

  public static func decode(_ bytes: RawSpan, from type: PostgresType) throws -> String {
    try type == .jsonb ? JSONB.text(bytes) : text(bytes)
  }

  /// The bytes as text; bytes that are not UTF-8 are an error, never replaced by something that looks like text.
  static func text(_ bytes: RawSpan) throws(ValueError) -> String {
    let text = bytes.withUnsafeBytes { String(validating: $0, as: UTF8.self) }
    guard let text else { throw .malformed }
    return text
  }
}

/// A JSON document as text, sent as jsonb; the server checks that it is JSON.
public struct JSONB: PostgresValue, Sendable, Hashable {
  public var text: String

  public init(_ text: String) { self.text = text }

  public static var postgresType: PostgresType { .jsonb }
  public static func canDecode(_ type: PostgresType) -> Bool { type == .jsonb || type == .json }

  public func encode(into buffer: inout [UInt8]) throws(ValueError) {
    buffer.append(Self.version)
    try text.encode(into: &buffer)
  }

  public static func decode(_ bytes: RawSpan, from type: PostgresType) throws -> JSONB {
    JSONB(try type == .jsonb ? Self.text(bytes) : String.text(bytes))
  }

  /// jsonb's binary form is one byte of version, then the text.
  private static let version: UInt8 = 1

  static func text(_ bytes: RawSpan) throws(ValueError) -> String {
    guard try bytes.integer(UInt8.self) == version else { throw .malformed }
    return try String.text(bytes.extracting(droppingFirst: 1))
  }
}
