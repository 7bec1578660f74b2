import COpenSSL

/// HMAC with SHA-256 (RFC 2104, RFC 4231): who knows the key wrote these bytes.
public enum HMAC {
  /// The code of 32 bytes.
  public static func sha256(of bytes: [UInt8], key: [UInt8]) throws(Seal.Failure) -> [UInt8] {
    let crypto = try Seal.functions()
    var code = [UInt8](repeating: 0, count: 32)
    var length: UInt32 = 0
    guard
      crypto.pointee.HMAC(crypto.pointee.EVP_sha256(), key, Int32(key.count), bytes, bytes.count, &code, &length)
        != nil,
      length == 32
    else { throw .library }
    return code
  }

  /// Whether two codes are the same; how long it takes says nothing of where they differ.
  public static func areEqual(_ one: [UInt8], _ other: [UInt8]) throws(Seal.Failure) -> Bool {
    let crypto = try Seal.functions()
    return one.count == other.count && crypto.pointee.CRYPTO_memcmp(one, other, one.count) == 0
  }
}
