import Testing

@testable import CaseCore

@Suite("A UUID of version 7")
struct UUIDv7Tests {
  private struct Fixed: RandomNumberGenerator {
    var words: [UInt64]
    mutating func next() -> UInt64 { words.removeFirst() }
  }

  @Test("is the example of RFC 9562, appendix A.6")
  func example() {
    var generator = Fixed(words: [0xCC3, 0x18C4_DC0C_0C07_398F])
    let id = UUIDv7(unixMilliseconds: 0x017F_22E2_79B0, using: &generator)
    #expect(id.description == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f")
    #expect(id.bytes.count == 16)
    #expect(id.bytes.first == 0x01 && id.bytes.last == 0x8F)
    #expect(id.unixMilliseconds == 0x017F_22E2_79B0)
  }

  @Test("always carries version 7 and the RFC's variant, whatever the generator gives")
  func versionAndVariant() {
    for words: [UInt64] in [[0, 0], [.max, .max]] {
      var generator = Fixed(words: words)
      let id = UUIDv7(unixMilliseconds: .max, using: &generator)
      #expect(id.bytes[6] >> 4 == 7)
      #expect(id.bytes[8] >> 6 == 2)
    }
  }

  @Test("sorts by the time at which it was made")
  func order() throws {
    var generator = SeededGenerator(seed: 3)
    let earlier = try UUIDv7(at: moment("2026-11-03 14:30"), using: &generator)
    let later = try UUIDv7(at: moment("2026-11-03 14:30:00.001"), using: &generator)
    #expect(earlier < later)
    #expect(earlier.description < later.description)
    #expect(try Int64(earlier.unixMilliseconds) == moment("2026-11-03 14:30").unixMilliseconds)
  }

  @Test("differs from ten thousand others of the same millisecond")
  func distinct() {
    var generator = SeededGenerator(seed: 4)
    let ids = Set((0..<10_000).map { _ in UUIDv7(unixMilliseconds: 1, using: &generator) })
    #expect(ids.count == 10_000)
  }
}
