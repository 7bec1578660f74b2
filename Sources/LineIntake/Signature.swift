public import Seal

/// What LINE signs with: the channel's secret.
public struct ChannelSecret: Sendable {
  private let bytes: [UInt8]

  /// Nil where there is none; everything could be forged with an empty one.
  public init?(_ bytes: [UInt8]) {
    guard !bytes.isEmpty else { return nil }
    self.bytes = bytes
  }

  /// Whether `x-line-signature` is the base64 of the HMAC of the body, byte for byte as it came; in constant time.
  public func verifies(_ signature: some StringProtocol, of body: [UInt8]) throws(Seal.Failure) -> Bool {
    try HMAC.areEqual(Array(signature.utf8), ChannelSecret.base64(try HMAC.sha256(of: body, key: bytes)))
  }

  /// The signature that LINE would send.
  public func signature(of body: [UInt8]) throws(Seal.Failure) -> String {
    String(decoding: ChannelSecret.base64(try HMAC.sha256(of: body, key: bytes)), as: UTF8.self)
  }

  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  private static func base64(_ bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let left = bytes.count - start
      let group =
        UInt32(bytes[start]) << 16 | (left > 1 ? UInt32(bytes[start + 1]) << 8 : 0)
        | (left > 2 ? UInt32(bytes[start + 2]) : 0)
      for place in 0..<4 {
        text.append(place <= left ? alphabet[Int(group >> UInt32(18 - 6 * place) & 63)] : UInt8(ascii: "="))
      }
    }
    return text
  }
}
