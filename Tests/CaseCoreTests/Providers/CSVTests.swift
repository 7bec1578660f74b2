import Testing

@testable import CaseCore

@Suite("Reading CSV and its encodings")
struct CSVTests {
  private func texts(_ text: String) throws -> [[String]] {
    try CSVRecord.all(in: Array(text.utf8)).map { $0.fields.map { String(decoding: $0.bytes, as: UTF8.self) } }
  }

  @Test(
    "records are cut as RFC 4180 says, and as files in the wild need",
    arguments: [
      ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]), ("a,b\nc,d", [["a", "b"], ["c", "d"]]),
      ("a,b\rc,d", [["a", "b"], ["c", "d"]]), ("\"a,1\",\"say \"\"hi\"\"\"", [["a,1", "say \"hi\""]]),
      ("\"a\r\nb\",c\r\n", [["a\r\nb", "c"]]), ("\r\n\r\na,b\r\n\r\nc,d", [["a", "b"], ["c", "d"]]),
      ("a,\n,\n", [["a", ""], ["", ""]]), ("5\" pipe,x", [["5\" pipe", "x"]]), ("\"a\"b,c", [["ab", "c"]]),
      ("\"\"\n", [[""]]), ("", []),
    ] as [(String, [[String]])])
  func records(text: String, expected: [[String]]) throws {
    #expect(try texts(text) == expected)
  }

  @Test("every field knows its line of the file, whatever blank lines and line breaks stand before it")
  func lines() throws {
    let records = try CSVRecord.all(in: Array("\r\na,b\r\n\"x\r\ny\",\"p\nq\"\r\nz,w\r\n".utf8))
    #expect(records.map { $0.fields.map(\.line) } == [[2, 2], [3, 4], [6, 6]])
  }

  @Test("a quote that is never closed is told with the line where it opens")
  func open() {
    #expect(throws: CSVRecord.QuoteNotClosed(line: 2)) { try CSVRecord.all(in: Array("a\nb,\"c\nd\n".utf8)) }
  }

  @Test("a mark says UTF-8, valid UTF-8 is UTF-8, anything else CP932, with ① ㈱ 髙 and ～")
  func encodings() throws {
    let text = "①㈱髙～ｶﾅ表\\"
    func read(_ bytes: [UInt8]) throws -> (SourceEncoding, String) {
      let (decoder, content) = try SourceDecoder.detect(bytes)
      return (decoder.encoding, decoder.text(Array(content)))
    }
    #expect(try read(Array(text.utf8)) == (.utf8, text))
    #expect(try read([0xEF, 0xBB, 0xBF] + Array(text.utf8)) == (.utf8Marked, text))
    #expect(try read(Fixture.cp932(text)) == (.cp932, text))
    #expect(throws: DirectoryFault.utf16) { try read([0xFF, 0xFE, 0x41, 0x00]) }
  }

  @Test("a byte without meaning becomes one U+FFFD and loses none of its neighbours")
  func undecodable() throws {
    let decoder = try SourceDecoder(.cp932)
    let (a, b) = (try Fixture.cp932("あ"), try Fixture.cp932("い"))
    #expect(decoder.text(a + [0xFD] + b) == "あ\u{FFFD}い")
    #expect(decoder.text(a + [0x82]) == "あ\u{FFFD}", "a character cut in half at the end")
    #expect(try SourceDecoder(.utf8Marked).text(Array("あ".utf8) + [0xFF] + Array("い".utf8)) == "あ\u{FFFD}い")
  }

  @Test("half-width kana become full-width, a voicing mark joining its kana; everything else stays")
  func halfwidth() {
    #expect(InputText.widened("ﾄｳｷｮｳ､ｶﾞｯｺｳ｡｢ﾊﾟﾋﾞﾌﾟ｣ｳﾞ･ｱﾞ") == "トウキョウ、ガッコウ。「パビプ」ヴ・ア゛")
    #expect(InputText.widened("Ａb漢ガ") == "Ａb漢ガ")
  }

  @Test("check digits follow 総務省's table; a code is the same municipality with a wrong one or with a lost 0")
  func municipalities() throws {
    for right in ["401307", "131016", "130001", "011002", "401005"] {
      #expect(try #require(MunicipalityCode(right)).isCheckDigitRight, "\(right)")
    }
    let wrong = try #require(MunicipalityCode("４０１３０８"))
    #expect(!wrong.isCheckDigitRight && wrong.expectedCheckDigit == 7)
    #expect(wrong.municipality == "40130")
    #expect(MunicipalityCode("40130")?.municipality == "40130")
    #expect(MunicipalityCode("11002")?.municipality == "01100", "Excel took the 0 of 札幌市")
    #expect(MunicipalityCode("福岡") == nil && MunicipalityCode("1234567") == nil)
  }

  @Test("postcodes are seven digits in any writing; lost zeros come back only on demand")
  func postcodes() {
    for typed in ["8100001", "〒810-0001", "８１０－０００１", "810 0001 "] {
      #expect(PostalCode(typed)?.display == "810-0001", "\(typed)")
    }
    #expect(PostalCode("600000") == nil)
    #expect(PostalCode("600000", restoringLostZeros: true)?.display == "060-0000")
    #expect(PostalCode("ABC 1234", restoringLostZeros: true) == nil)
  }
}
