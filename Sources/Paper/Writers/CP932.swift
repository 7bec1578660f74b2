import Glibc

/// A CSV file in CP932 (Windows' Shift_JIS), as Excel in Japan opens it by a double click.
public struct CP932: Sendable {
  public let bytes: [UInt8]
  /// What CP932 does not have, each once, in the order in which it came; `U+1F600` stands in its place.
  public let missing: [Unicode.Scalar]

  /// Nil where the C library has no CP932 (Debian's locales are not needed for it, but its gconv modules are).
  ///
  /// - Parameter csv: UTF-8; a byte-order mark at its beginning is left out.
  public init?(_ csv: [UInt8]) {
    // CP932 and not SHIFT_JIS, which refuses 髙, ① and ㈱
    let opened = iconv_open("CP932", "UTF-8")
    guard let converter = opened, opened != UnsafeMutableRawPointer(bitPattern: -1) else { return nil }
    defer { iconv_close(converter) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(csv.count)
    var missing: [Unicode.Scalar] = []
    for scalar in String(decoding: csv, as: UTF8.self).unicodeScalars where scalar != "\u{FEFF}" {
      if scalar.isASCII {
        bytes.append(UInt8(scalar.value))
      } else if let pair = CP932.convert(CP932.alias[scalar] ?? scalar, by: converter) {
        bytes += pair
      } else {
        bytes += Array("U+\(String(scalar.value, radix: 16, uppercase: true))".utf8)
        if !missing.contains(scalar) { missing.append(scalar) }
      }
    }
    self.bytes = bytes
    self.missing = missing
  }

  /// The same mark under two numbers: what other systems type, and what CP932 calls it. The yen sign would become a backslash.
  private static let alias: [Unicode.Scalar: Unicode.Scalar] = [
    "\u{301C}": "\u{FF5E}", "\u{2212}": "\u{FF0D}", "\u{2016}": "\u{2225}", "\u{2014}": "\u{2015}",
    "\u{A5}": "\u{FFE5}",
    "\u{A2}": "\u{FFE0}", "\u{A3}": "\u{FFE1}", "\u{AC}": "\u{FFE2}",
  ]

  private static func convert(_ scalar: Unicode.Scalar, by converter: iconv_t) -> ArraySlice<UInt8>? {
    var input = Array(String(scalar).utf8).map { CChar(bitPattern: $0) }
    var output = [CChar](repeating: 0, count: 8)
    var (left, room) = (input.count, output.count)
    let isDone = input.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        var (from, to) = (input.baseAddress, output.baseAddress)
        return iconv(converter, &from, &left, &to, &room) == 0
      }
    }
    guard isDone, left == 0 else { return nil }
    return output.prefix(output.count - room).map { UInt8(bitPattern: $0) }[...]
  }
}
