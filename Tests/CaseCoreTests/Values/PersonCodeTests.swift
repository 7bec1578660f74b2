import Testing

@testable import CaseCore

@Suite("A code to say aloud")
struct PersonCodeTests {
  @Test("has 29 symbols, each once, in the order that SQL sorts them, none of the confusable")
  func alphabet() {
    #expect(CodeSymbols.all.count == 29)
    #expect(Set(CodeSymbols.all).count == 29)
    #expect(CodeSymbols.all.sorted() == Array(CodeSymbols.all))
    for symbol in "7K2M" { #expect(CodeSymbols.all.contains(symbol)) }
    for symbol in "0O1ILZS" { #expect(!CodeSymbols.all.contains(symbol)) }
    #expect(CodeSymbols.codes == 707_281)
  }

  @Test(
    "is read however it is typed",
    arguments: [
      "C-7K2M", "c-7k2m", "C7K2M", "c 7k2m", "Ｃ－７Ｋ２Ｍ", "ｃ７ｋ２ｍ", "Cー7K2M", "C‐7K2M", "C−7K2M", " C-7K2M　", "C - 7K 2M",
      "C-7KZM", "ｃｰ７ｋｚｍ",
    ])
  func parse(typed: String) throws {
    #expect(try ClientCode(parsing: typed).canonical == "C-7K2M")
  }

  @Test("reads S as 5, since S is never given out")
  func confusable() throws {
    #expect(try InquiryCode(parsing: "q-s8bv").canonical == "Q-58BV")
  }

  @Test(
    "is refused when malformed",
    arguments: [
      ("", "code.malformed"), ("C-", "code.malformed"), ("C-7K2", "code.malformed"), ("C-7K2MM", "code.malformed"),
      ("7K2M", "code.malformed"), ("X-7K2M", "code.malformed"), ("C-7K2?", "code.malformed"),
      ("C-7K2あ", "code.malformed"),
      ("Q-7K2M", "code.wrong_kind"), ("p7k2m", "code.wrong_kind"), ("C-7K0M", "code.symbol_unknown"),
      ("C-7KOM", "code.symbol_unknown"), ("C-1K2M", "code.symbol_unknown"), ("C-lK2M", "code.symbol_unknown"),
      ("山田太郎様", "code.malformed"), ("C-7K2M\u{0}", "code.malformed"),
    ])
  func refuse(typed: String, code: String) {
    #expect(refusal { try ClientCode(parsing: typed) }?.code == code)
  }

  @Test("names the symbol that no code has")
  func symbol() {
    #expect(refusal { try ProviderCode(parsing: "P-7K0M") }?.arguments["symbol"] == "0")
  }

  @Test("can be counted and drawn by chance")
  func numbers() throws {
    #expect(ClientCode(number: 0)?.canonical == "C-2222")
    #expect(ClientCode(number: 1)?.canonical == "C-2223")
    #expect(ClientCode(number: 707_280)?.canonical == "C-YYYY")
    #expect(ClientCode(number: 707_281) == nil)
    #expect(ClientCode(number: -1) == nil)
    var generator = SeededGenerator(seed: 7)
    var seen: Set<ProviderCode> = []
    for _ in 0..<500 {
      let code = ProviderCode.random(using: &generator)
      #expect(try ProviderCode(parsing: code.canonical.lowercased()) == code)
      seen.insert(code)
    }
    #expect(seen.count > 490)
  }
}
