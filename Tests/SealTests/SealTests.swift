import Testing

@testable import Seal

@Suite("Sealing")
struct SealTests {
  private func bytes(_ hex: String) -> [UInt8] {
    let digits = hex.filter { !$0.isWhitespace }
    return stride(from: 0, to: digits.count, by: 2).compactMap { offset in
      let start = digits.index(digits.startIndex, offsetBy: offset)
      return UInt8(digits[start..<digits.index(start, offsetBy: 2)], radix: 16)
    }
  }

  private var key: Seal.Key {
    get throws {
      try #require(Seal.Key(bytes("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f")))
    }
  }

  @Test("the published vector of RFC 8439, section 2.8.2")
  func vector() throws {
    let plain = Array(
      "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it."
        .utf8)
    let sealed = try Seal.encrypt(
      plain, key: key, nonce: bytes("070000004041424344454647"), context: bytes("50515253c0c1c2c3c4c5c6c7"))
    let expected = bytes(
      """
      d31a8d34648e60db7b86afbc53ef7ec2 a4aded51296e08fea9e2b5a736ee62d6 3dbea45e8ca9671282fafb69da92728b
      1a71de0a9e060b2905d6a5b67ecd3b36 92ddbd7f2d778b8c9803aee328091b58 fab324e4fad675945585808b4831d7bc
      3ff4def08e4b7a9de576d26586cec64b 6116 1ae10b594f09e26a7e902ecbd0600691
      """)
    #expect(sealed == expected)
  }

  @Test("what was sealed opens, from nothing to a large note", arguments: [0, 1, 15, 16, 17, 1_000_000])
  func roundTrip(size: Int) throws {
    let plain = (0..<size).map { UInt8(truncatingIfNeeded: $0) }
    let sealed = try Seal.seal(plain, with: key, context: Array("sato".utf8))
    #expect(try Seal.open(sealed, with: key, context: Array("sato".utf8)) == plain)
  }

  @Test("every flipped bit, every cut and another login's context are refused")
  func tampering() throws {
    let sealed = try Seal.seal(Array("秘密".utf8), with: key, context: Array("sato".utf8))
    for position in sealed.indices {
      var changed = sealed
      changed[position] ^= 1
      #expect(throws: Seal.Failure.self) { try Seal.open(changed, with: key, context: Array("sato".utf8)) }
      #expect(throws: Seal.Failure.self) {
        try Seal.open(Array(sealed.prefix(position)), with: key, context: Array("sato".utf8))
      }
    }
    #expect(throws: Seal.Failure.self) { try Seal.open(sealed, with: key, context: Array("tanaka".utf8)) }
  }

  @Test(
    "the published vectors of SHA-256 (FIPS 180-4), and a million letters",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (String(repeating: "a", count: 1_000_000), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
    ])
  func digest(text: String, hex: String) throws {
    #expect(try SHA256.hex(of: Array(text.utf8)) == hex)
  }
}
