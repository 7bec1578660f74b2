extension Bool: PostgresValue {
  public static var postgresType: PostgresType { .bool }
  public func encode(into buffer: inout [UInt8]) { buffer.append(self ? 1 : 0) }
  public static func decode(_ bytes: RawSpan, from type: PostgresType) throws -> Bool {
    try bytes.only(UInt8.self) != 0
  }
}

extension Int16: PostgresValue {
  public static var postgresType: PostgresType { .int2 }
  public func encode(into buffer: inout [UInt8]) { buffer.append(integer: self) }
  public static func decode(_ bytes: RawSpan, from type: PostgresType) throws -> Int16 { try bytes.only(Int16.self) }
}

extension Int32: PostgresValue {
  public static var postgresType: PostgresType { .int4 }
  public static func canDecode(_ type: PostgresType) -> Bool { type == .int4 || type == .int2 }
  public func encode(into buffer: inout [UInt8]) { buffer.append(integer: self) }
  public static func decode(_ bytes: RawSpan, from type: PostgresType) throws -> Int32 {
    type == .int2 ? Int32(try bytes.only(Int16.self)) : try bytes.only(Int32.self)
  }
}

/// Sent as int8; decoded from every integer type, which it can always hold.
extension Int: PostgresValue {
  public static var postgresType: PostgresType { .int8 }
  public static func canDecode(_ type: PostgresType) -> Bool {
    type == .int8 || type == .int4 || type == .int2 || type == .oid
  }
  public func encode(into buffer: inout [UInt8]) { buffer.append(integer: Int64(self)) }
  public static func decode(_ bytes: RawSpan, from type: PostgresType) throws -> Int {
    switch type {
    case .int2: Int(try bytes.only(Int16.self))
    case .int4: Int(try bytes.only(Int32.self))
    case .oid: Int(try bytes.only(UInt32.self))
    default: Int(try bytes.only(Int64.self))
    }
  }
}

extension Double: PostgresValue {
  public static var postgresType: PostgresType { .float8 }
  public static func canDecode(_ type: PostgresType) -> Bool { type == .float8 || type == .float4 }
  public func encode(into buffer: inout [UInt8]) { buffer.append(integer: bitPattern) }
  public static func decode(_ bytes: RawSpan, from type: PostgresType) throws -> Double {
    type == .float4
      ? Double(Float(bitPattern: try bytes.only(UInt32.self))) : Double(bitPattern: try bytes.only(UInt64.self))
  }
}
