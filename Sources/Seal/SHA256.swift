import COpenSSL

/// The SHA-256 digest (FIPS 180-4): what a file is known by.
public enum SHA256 {
  /// The digest in 64 small hexadecimal digits.
  public static func hex(of bytes: [UInt8]) throws(Seal.Failure) -> String {
    var reason: UnsafePointer<CChar>?
    guard let crypto = COSSLShared(&reason) else { throw .library }
    var digest = [UInt8](repeating: 0, count: 32)
    guard crypto.pointee.EVP_Digest(bytes, bytes.count, &digest, nil, crypto.pointee.EVP_sha256(), nil) == 1 else {
      throw .library
    }
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
