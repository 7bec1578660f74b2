import COpenSSL

/// Sealing with ChaCha20-Poly1305 (RFC 8439): nobody without the key can read it or change a bit of it unnoticed.
public enum Seal {
  /// Why something could not be sealed or opened; it holds nothing of the content.
  public enum Failure: Error, Sendable {
    /// libcrypto is missing or refused.
    case library
    /// Wrong key, wrong context, or the bytes were changed or cut.
    case broken
  }

  /// A key of 32 random bytes.
  public struct Key: Sendable {
    let bytes: [UInt8]

    /// Nil for any other number of bytes.
    public init?(_ bytes: [UInt8]) {
      guard bytes.count == 32 else { return nil }
      self.bytes = bytes
    }
  }

  static let nonceLength = 12
  static let tagLength = 16

  /// Seals bytes under a fresh random nonce. `context` is not stored: what is opened under another context is broken.
  public static func seal(_ plain: [UInt8], with key: Key, context: [UInt8]) throws(Failure) -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    var nonce: [UInt8] = []
    while nonce.count < nonceLength { nonce.append(UInt8.random(in: 0...255, using: &generator)) }
    return nonce + (try encrypt(plain, key: key, nonce: nonce, context: context))
  }

  /// Opens what `seal` made.
  public static func open(_ sealed: [UInt8], with key: Key, context: [UInt8]) throws(Failure) -> [UInt8] {
    guard sealed.count >= nonceLength + tagLength else { throw .broken }
    return try decrypt(
      Array(sealed.dropFirst(nonceLength)), key: key, nonce: Array(sealed.prefix(nonceLength)), context: context)
  }

  /// The cipher text followed by its tag.
  static func encrypt(_ plain: [UInt8], key: Key, nonce: [UInt8], context: [UInt8]) throws(Failure) -> [UInt8] {
    let crypto = try functions()
    guard let state = crypto.pointee.EVP_CIPHER_CTX_new() else { throw .library }
    defer { crypto.pointee.EVP_CIPHER_CTX_free(state) }
    var count: Int32 = 0
    var out = [UInt8](repeating: 0, count: plain.count + 1)
    var tag = [UInt8](repeating: 0, count: tagLength)
    guard
      crypto.pointee.EVP_EncryptInit_ex(state, crypto.pointee.EVP_chacha20_poly1305(), nil, key.bytes, nonce) == 1,
      crypto.pointee.EVP_EncryptUpdate(state, nil, &count, context, Int32(context.count)) == 1,
      crypto.pointee.EVP_EncryptUpdate(state, &out, &count, plain, Int32(plain.count)) == 1,
      Int(count) == plain.count,
      crypto.pointee.EVP_EncryptFinal_ex(state, &tag, &count) == 1,
      crypto.pointee.EVP_CIPHER_CTX_ctrl(state, EVP_CTRL_AEAD_GET_TAG, Int32(tagLength), &tag) == 1
    else { throw .library }
    return Array(out.prefix(plain.count)) + tag
  }

  static func decrypt(_ sealed: [UInt8], key: Key, nonce: [UInt8], context: [UInt8]) throws(Failure) -> [UInt8] {
    let crypto = try functions()
    guard let state = crypto.pointee.EVP_CIPHER_CTX_new() else { throw .library }
    defer { crypto.pointee.EVP_CIPHER_CTX_free(state) }
    let cipher = Array(sealed.dropLast(tagLength))
    var tag = Array(sealed.suffix(tagLength))
    var count: Int32 = 0
    var out = [UInt8](repeating: 0, count: cipher.count + 1)
    var rest = [UInt8](repeating: 0, count: tagLength)
    guard
      crypto.pointee.EVP_DecryptInit_ex(state, crypto.pointee.EVP_chacha20_poly1305(), nil, key.bytes, nonce) == 1,
      crypto.pointee.EVP_DecryptUpdate(state, nil, &count, context, Int32(context.count)) == 1,
      crypto.pointee.EVP_DecryptUpdate(state, &out, &count, cipher, Int32(cipher.count)) == 1,
      Int(count) == cipher.count,
      crypto.pointee.EVP_CIPHER_CTX_ctrl(state, EVP_CTRL_AEAD_SET_TAG, Int32(tagLength), &tag) == 1
    else { throw .library }
    guard crypto.pointee.EVP_DecryptFinal_ex(state, &rest, &count) == 1 else { throw .broken }
    return Array(out.prefix(cipher.count))
  }

  static func functions() throws(Failure) -> UnsafePointer<COSSLFunctions> {
    var reason: UnsafePointer<CChar>?
    guard let functions = COSSLShared(&reason) else { throw .library }
    return functions
  }
}
