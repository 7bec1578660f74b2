import Glibc

/// Reads a file's bytes as text: what cannot be read becomes U+FFFD, so that a caller finds it and says where it was.
final class SourceDecoder {
  let encoding: SourceEncoding
  private let converter: iconv_t?

  /// Tells the encoding of a whole file: a byte-order mark says UTF-8, so does text that is valid UTF-8 throughout;
  /// anything else is what Excel writes in Japan. Gives the bytes without the mark.
  static func detect(_ bytes: [UInt8]) throws(DirectoryFault) -> (SourceDecoder, ArraySlice<UInt8>) {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { throw .utf16 }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (try SourceDecoder(.utf8Marked), bytes.dropFirst(3)) }
    let isUTF8 = String(validating: bytes, as: UTF8.self) != nil
    return (try SourceDecoder(isUTF8 ? .utf8 : .cp932), bytes[...])
  }

  init(_ encoding: SourceEncoding) throws(DirectoryFault) {
    self.encoding = encoding
    guard encoding == .cp932 else {
      converter = nil
      return
    }
    // CP932 and not SHIFT_JIS, which refuses 髙, ① and ㈱
    let opened = iconv_open("UTF-8", "CP932")
    guard let opened, opened != UnsafeMutableRawPointer(bitPattern: -1) else { throw .noCP932 }
    converter = opened
  }

  deinit {
    if let converter { iconv_close(converter) }
  }

  func text(_ bytes: [UInt8]) -> String {
    guard let converter, !bytes.allSatisfy({ $0 < 0x80 }) else { return String(decoding: bytes, as: UTF8.self) }
    var input = bytes
    // three bytes of UTF-8 at most for each byte of CP932, U+FFFD among them
    var output = [UInt8](repeating: 0, count: bytes.count * 3)
    let written = input.withUnsafeMutableBytes { input in
      output.withUnsafeMutableBytes { output in SourceDecoder.convert(input, into: output, by: converter) }
    }
    return String(decoding: output.prefix(written), as: UTF8.self)
  }

  /// Converts everything there is, a U+FFFD for each byte that has no meaning; answers the number of bytes written.
  private static func convert(
    _ input: UnsafeMutableRawBufferPointer, into output: UnsafeMutableRawBufferPointer, by converter: iconv_t
  ) -> Int {
    var from = input.baseAddress?.assumingMemoryBound(to: CChar.self)
    var to = output.baseAddress?.assumingMemoryBound(to: CChar.self)
    var (left, room) = (input.count, output.count)
    while left > 0 {
      if iconv(converter, &from, &left, &to, &room) != -1 { break }
      // EILSEQ and EINVAL stop at the byte to blame; E2BIG cannot be, as there is room for the worst
      guard errno == EILSEQ || errno == EINVAL, left > 0, room >= 3 else { break }
      from = from?.advanced(by: 1)
      left -= 1
      for byte: UInt8 in [0xEF, 0xBF, 0xBD] {
        to?.pointee = CChar(bitPattern: byte)
        to = to?.advanced(by: 1)
      }
      room -= 3
    }
    return output.count - room
  }
}
