import LineIntake
import Seal
import Testing

@Suite("LINE's signature")
struct SignatureTests {
  private func secret() throws -> ChannelSecret { try #require(ChannelSecret(Array("channel_secret".utf8))) }

  @Test("is the HMAC of the raw body, as LINE's own example has it")
  func example() throws {
    let body = Array("bodybodybodybody".utf8)
    #expect(try secret().verifies("/gg9a+LvFevTH1sd7XCQycD7tsWclCsInj7MhBHxN7k=", of: body))
    #expect(try secret().signature(of: body) == "/gg9a+LvFevTH1sd7XCQycD7tsWclCsInj7MhBHxN7k=")
  }

  @Test("is nobody else's: each byte changed, cut, doubled, of another secret or body, in another alphabet")
  func forged() throws {
    let body = Array("bodybodybodybody".utf8)
    let good = Array("/gg9a+LvFevTH1sd7XCQycD7tsWclCsInj7MhBHxN7k=".utf8)
    var forged = [
      "", "=", " ", "/gg9a+LvFevTH1sd7XCQycD7tsWclCsInj7MhBHxN7k", "_gg9a-LvFevTH1sd7XCQycD7tsWclCsInj7MhBHxN7k=",
    ]
    for place in good.indices {
      for bit in 0..<8 {
        var other = good
        other[place] ^= 1 << UInt8(bit)
        forged.append(String(decoding: other, as: UTF8.self))
      }
      forged.append(String(decoding: good[..<place], as: UTF8.self))
    }
    forged.append(String(decoding: good + good, as: UTF8.self))
    // the last digit's two lowest bits are not part of the code; another spelling of them is another text
    forged.append("/gg9a+LvFevTH1sd7XCQycD7tsWclCsInj7MhBHxN7l=")
    for signature in forged { #expect(try !secret().verifies(signature, of: body), "\(signature)") }
    #expect(try !secret().verifies("/gg9a+LvFevTH1sd7XCQycD7tsWclCsInj7MhBHxN7k=", of: body + [0]))
    let other = try #require(ChannelSecret(Array("channel_secre".utf8)))
    #expect(try !other.verifies("/gg9a+LvFevTH1sd7XCQycD7tsWclCsInj7MhBHxN7k=", of: body))
    #expect(ChannelSecret([]) == nil, "everything can be signed with nothing")
  }
}
