import Paper
import Testing

@Suite("CSV in CP932")
struct CP932Tests {
  private func bytes(_ text: String) -> [UInt8]? { CP932(Array(text.utf8))?.bytes }

  @Test(
    "is what Excel in Japan reads: its own kanji, marks by either number, no byte-order mark, the yen sign no backslash"
  )
  func known() {
    #expect(bytes("髙①㈱～") == [0xFB, 0xFC, 0x87, 0x40, 0x87, 0x8A, 0x81, 0x60])
    #expect(bytes("\u{301C}\u{2212}\u{2014}\u{A5}") == [0x81, 0x60, 0x81, 0x7C, 0x81, 0x5C, 0x81, 0x8F])
    #expect(bytes("\u{FEFF}月,\"1\"\r\n") == [0x8C, 0x8E] + Array(",\"1\"\r\n".utf8))
    #expect(bytes("ｱﾞ") == [0xB1, 0xDE])
  }

  @Test("what it does not have is written by its number and told once, never as a question mark")
  func missing() throws {
    let file = try #require(CP932(Array("𠮷野é😀𠮷?".utf8)))
    #expect(file.bytes == Array("U+20BB7".utf8) + [0x96, 0xEC] + Array("U+E9U+1F600U+20BB7?".utf8))
    #expect(file.missing == ["𠮷", "é", "😀"])
  }
}
