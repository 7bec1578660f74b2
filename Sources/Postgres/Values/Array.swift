/// An array of `UInt8` is one bytea value and not an array to PostgreSQL.
extension UInt8: PostgresElement {
  public static var postgresArrayType: PostgresType { .bytea }
  public static func canDecodeArray(_ type: PostgresType) -> Bool { type == .bytea }
  public static func encodeArray(_ elements: [UInt8], into buffer: inout [UInt8]) { buffer += elements }
  public static func decodeArray(_ bytes: RawSpan, from type: PostgresType) -> [UInt8] {
    bytes.withUnsafeBytes { Array($0) }
  }
}

/// One-dimensional arrays; make the element optional where NULL may stand in them.
extension Array: PostgresElement where Element: PostgresElement {}

extension Array: PostgresValue where Element: PostgresElement {
  public static var postgresType: PostgresType { Element.postgresArrayType }
  public static func canDecode(_ type: PostgresType) -> Bool { Element.canDecodeArray(type) }
  public func encode(into buffer: inout [UInt8]) throws(ValueError) { try Element.encodeArray(self, into: &buffer) }
  public static func decode(_ bytes: RawSpan, from type: PostgresType) throws -> [Element] {
    try Element.decodeArray(bytes, from: type)
  }
}

extension PostgresValue {
  public static var postgresArrayType: PostgresType { postgresType.array ?? .unknown }

  public static func canDecodeArray(_ type: PostgresType) -> Bool {
    guard let element = type.element else { return false }
    return canDecode(element)
  }

  public static func encodeArray(_ elements: [Self], into buffer: inout [UInt8]) throws(ValueError) {
    guard postgresType.array != nil else { throw .invalid("an array of more than one dimension") }
    guard elements.count <= Int(Int32.max) else { throw .invalid("an array too long to be sent") }
    buffer.append(integer: Int32(elements.isEmpty ? 0 : 1))
    buffer.append(integer: Int32(elements.contains(where: \.isNull) ? 1 : 0))
    buffer.append(integer: postgresType.oid)
    if elements.isEmpty { return }
    buffer.append(integer: Int32(elements.count))
    buffer.append(integer: Int32(1))  // the first subscript
    for element in elements {
      if element.isNull {
        buffer.append(integer: Int32(-1))
        continue
      }
      let length = buffer.count
      buffer.append(integer: Int32(0))
      try element.encode(into: &buffer)
      guard let size = Int32(exactly: buffer.count - length - 4) else {
        throw .invalid("an element too large to be sent")
      }
      buffer.replace(at: length, integer: size)
    }
  }

  public static func decodeArray(_ bytes: RawSpan, from type: PostgresType) throws -> [Self] {
    let dimensions = try bytes.integer(Int32.self)
    let element = PostgresType(oid: try bytes.integer(UInt32.self, at: 8))
    guard dimensions == 0 || dimensions == 1, canDecode(element) else { throw ValueError.malformed }
    if dimensions == 0 { return [] }
    let count = Int(try bytes.integer(Int32.self, at: 12))
    // Each element takes four bytes at least, so a lying count cannot make us reserve more than was received.
    guard count >= 0, count <= bytes.byteCount / 4 else { throw ValueError.malformed }
    var elements: [Self] = []
    elements.reserveCapacity(count)
    var offset = 20
    for _ in 0..<count {
      let size = Int(try bytes.integer(Int32.self, at: offset))
      offset += 4
      if size == -1 {
        elements.append(try decodeNull())
        continue
      }
      guard size >= 0, bytes.byteCount - offset >= size else { throw ValueError.malformed }
      elements.append(try decode(bytes.extracting(offset..<offset + size), from: element))
      offset += size
    }
    guard offset == bytes.byteCount else { throw ValueError.malformed }
    return elements
  }
}
