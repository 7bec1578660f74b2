extension RawSpan {
  /// The big-endian integer at an offset; throws instead of trapping when the bytes end before it.
  func integer<Value: FixedWidthInteger & BitwiseCopyable>(
    _ type: Value.Type = Value.self, at offset: Int = 0
  ) throws(ValueError) -> Value {
    guard offset >= 0, byteCount - offset >= MemoryLayout<Value>.size else { throw .malformed }
    return Value(bigEndian: unsafeLoadUnaligned(fromByteOffset: offset, as: Value.self))
  }

  /// The whole span as one big-endian integer.
  func only<Value: FixedWidthInteger & BitwiseCopyable>(_ type: Value.Type) throws(ValueError) -> Value {
    guard byteCount == MemoryLayout<Value>.size else { throw .malformed }
    return try integer(type)
  }
}

extension [UInt8] {
  /// Appends an integer in network order.
  mutating func append<Value: FixedWidthInteger>(integer value: Value) {
    for shift in stride(from: Value.bitWidth - 8, through: 0, by: -8) {
      append(UInt8(truncatingIfNeeded: value >> Value(shift)))
    }
  }

  /// Writes an Int32 in network order over the four bytes at an index.
  mutating func replace(at index: Int, integer value: Int32) {
    for (offset, shift) in [24, 16, 8, 0].enumerated() {
      self[index + offset] = UInt8(truncatingIfNeeded: value >> Int32(shift))
    }
  }
}
