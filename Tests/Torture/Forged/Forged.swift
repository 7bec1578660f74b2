import LineIntake

/// Forges signatures and counts how many are believed: `line-forged [COUNT]`. Every fourth is a good one with one bit changed, every
/// fourth that of another body, every fourth of another secret; the rest are random. Each round a good one must be believed.
@main
struct Forged {
  static func main() throws {
    let count = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 1_000_000
    var generator = SystemRandomNumberGenerator()
    guard let secret = ChannelSecret(Array("a channel's secret".utf8)),
      let other = ChannelSecret(Array("a channel's secreu".utf8))
    else { fatalError("there is a secret") }
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var believed = 0
    var refused = 0
    for round in 0..<count {
      let body = (0..<64).map { _ in UInt8.random(in: 0...255, using: &generator) }
      let good = try secret.signature(of: body)
      var forged = Array(good.utf8)
      switch round % 4 {
      case 0:
        forged[Int.random(in: 0..<forged.count, using: &generator)] ^= 1 << UInt8.random(in: 0..<7, using: &generator)
      case 1: forged = Array(try secret.signature(of: body + [0]).utf8)
      case 2: forged = Array(try other.signature(of: body).utf8)
      default: forged = (0..<43).map { _ in alphabet.randomElement(using: &generator) ?? 0x41 } + [0x3D]
      }
      if try secret.verifies(String(decoding: forged, as: UTF8.self), of: body) { believed += 1 }
      if try !secret.verifies(good, of: body) { refused += 1 }
    }
    print("\(count) forged signatures: \(believed) believed; \(count) good ones: \(refused) refused")
    if believed + refused > 0 { fatalError("a signature was judged wrongly") }
  }
}
