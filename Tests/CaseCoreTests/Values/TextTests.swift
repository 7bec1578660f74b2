import Testing

@testable import CaseCore

@Suite("Text that people type")
struct TextTests {
  @Test(
    "is folded only where width is concerned",
    arguments: [
      ("Ａ１：－", "A1:-"), ("　全角　", " 全角 "), ("ｶﾅ", "ｶﾅ"), ("髙﨑", "髙﨑"), ("カ\u{3099}", "カ\u{3099}"), ("～", "~"),
      ("①", "①"),
    ])
  func fold(typed: String, folded: String) {
    #expect(Array(InputText.folded(typed).unicodeScalars) == Array(folded.unicodeScalars))
  }

  @Test(
    "says yes or no, or neither",
    arguments: [
      ("はい", true), ("ハイ", true), ("yes", true), ("Ｙ", true), ("Y ", true), ("いいえ", false), ("NO", false),
      ("ｎ", false),
      ("", nil), ("たぶん", nil), ("yess", nil), ("1", nil),
    ] as [(String, Bool?)])
  func yesNo(typed: String, answer: Bool?) {
    #expect(InputText.yesNo(typed) == answer)
  }

  @Test(
    "keeps emoji, rare kanji, variation selectors and either normal form",
    arguments: ["👨‍👩‍👧‍👦", "𠮷野家", "葛\u{E0100}城", "か\u{3099}", "が", "é", "e\u{301}", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "a\nb\tc", "\u{200D}", "〜～"])
  func keeps(text: String) throws {
    #expect(try Array(Prose(text).text.unicodeScalars) == Array(text.unicodeScalars))
    #expect(try Array(Note(bytes: Array(text.utf8)).text.utf8) == Array(text.utf8))
  }

  @Test("counts what a reader counts, and bytes")
  func counts() throws {
    let prose = try Prose("👨‍👩‍👧‍👦𠮷が")
    #expect(prose.characters == 3)
    #expect(prose.bytes == 25 + 4 + 3)
    #expect(try Note("か\u{3099}").characters == 1)
  }

  @Test(
    "is trimmed and has Unix lines",
    arguments: [
      ("  a \n", "a"), ("　本文　", "本文"), ("a\r\nb\r\n", "a\nb"), ("\u{FEFF}a", "a"), (" \n\t", ""),
      ("a\r\n\r\nb", "a\n\nb"),
    ])
  func trims(typed: String, text: String) throws {
    #expect(try Prose(typed).text == text)
  }

  @Test(
    "is refused with the code point that hides in it",
    arguments: [
      ("a\u{0}", "text.control", "U+0000", "1"), ("\u{1B}[31m", "text.control", "U+001B", "0"),
      ("あ\u{7}", "text.control", "U+0007", "3"), ("a\rb", "text.control", "U+000D", "1"),
      ("a\u{7F}", "text.control", "U+007F", "1"), ("a\u{85}", "text.control", "U+0085", "1"),
      ("a\u{9F}", "text.control", "U+009F", "1"), ("a\u{202E}b", "text.bidi", "U+202E", "1"),
      ("a\u{202A}b", "text.bidi", "U+202A", "1"), ("a\u{2066}b", "text.bidi", "U+2066", "1"),
      ("a\u{2069}b", "text.bidi", "U+2069", "1"), ("a\r\r\n", "text.control", "U+000D", "1"),
    ])
  func refuse(typed: String, code: String, point: String, offset: String) {
    for error in [refusal { try Prose(typed) }, refusal { try Note(typed) }] {
      #expect(error?.code == code)
      #expect(error?.arguments == ["code_point": point, "byte_offset": offset])
    }
  }

  @Test("refuses every scalar that it should and no other, below U+3000")
  func everyScalar() {
    for value in UInt32(0)..<0x3000 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let isAccepted = (try? Prose("a" + String(Character(scalar)) + "b")) != nil
      if isAccepted == InputText.isRefused(scalar) { Issue.record("U+\(String(value, radix: 16))") }
    }
  }

  @Test("on one line has no line breaks and no tabs")
  func line() throws {
    #expect(try Line(" 山田　花子\n").text == "山田　花子")
    #expect(refusal { try Line("山田\n花子") }?.arguments == ["byte_offset": "6"])
    #expect(refusal { try Line("a\tb") }?.code == "text.line_break")
    #expect(refusal { try Line(String(repeating: "あ", count: 301)) }?.arguments == ["bytes": "903", "limit": "900"])
  }
}

@Suite("A note")
struct NoteTests {
  @Test("is never empty", arguments: ["", " ", "\n\n", "　", "\u{FEFF}", "\r\n"])
  func empty(typed: String) {
    #expect(refusal { try Note(typed) }?.code == "note.empty")
    #expect(refusal { try Note(bytes: Array(typed.utf8)) }?.code == "note.empty")
  }

  @Test("may have a megabyte and not twenty")
  func size() throws {
    let megabyte = [UInt8](repeating: 0x61, count: 1_000_000)
    #expect(try Note(bytes: megabyte).bytes == 1_000_000)
    #expect(try Note(bytes: [UInt8](repeating: 0x61, count: Note.limit)).bytes == Note.limit)
    let twenty = [UInt8](repeating: 0x61, count: 20_000_000)
    #expect(
      refusal { try Note(bytes: twenty) }
        == InvalidValue(code: "note.too_large", arguments: ["bytes": "20000000", "limit": "10485760"]))
    #expect(refusal { try Note(String(repeating: " ", count: Note.limit + 1)) }?.code == "note.too_large")
  }

  @Test(
    "must be UTF-8, and the first byte that is not is named",
    arguments: [
      ([0xFF], "0"), ([0x61, 0x80], "1"), ([0xE3, 0x81, 0x82, 0xC0, 0xAF], "3"), ([0x61, 0xE3, 0x81], "1"),
      ([0x61, 0xED, 0xA0, 0x80], "1"), ([0x93, 0xFA, 0x96, 0x7B], "0"), ([0xF5, 0x80, 0x80, 0x80], "0"),
    ] as [([UInt8], String)])
  func invalid(bytes: [UInt8], offset: String) {
    let expected = InvalidValue(code: "text.not_utf8", arguments: ["byte_offset": offset])
    #expect(refusal { try Note(bytes: bytes) } == expected)
  }
}
