import Paper
import Press
import Testing

@Suite("Where lines and pages end")
struct BreakTests {
  @Test("no line begins with punctuation or a small kana, and none ends in an opening bracket")
  func kinsoku() throws {
    // every distance to the margin, for each mark
    var document = Document(title: "禁則", lang: .ja)
    for mark in ["、", "。", "」", "）", "っ", "ー", "ょ", "・", "？"] {
      for length in 40...60 {
        document.paragraph(String(repeating: "国", count: length) + mark + "続きの文章です")
      }
    }
    for length in 40...60 { document.paragraph(String(repeating: "国", count: length) + "「" + "続きの文章です") }
    let lines = try Sheet(document).pages().joined()
    #expect(lines.count > 250)
    for line in lines {
      #expect(!"、。」）っーょ・？".contains(line.first ?? "国"), "\(line)")
      #expect(line.last != "「", "\(line)")
    }
  }

  @Test("a long table has its head on each page, and its caption beside its first rows")
  func heads() throws {
    for filler in stride(from: 20, through: 44, by: 3) {
      var document = Document(title: "表", lang: .ja)
      for _ in 0..<filler { document.paragraph("前の文") }
      document.table(rows(90), key: "rows")
      let pages = try Sheet(document).pages()
      let begin = try #require(pages.firstIndex { $0.contains("題") })
      for page in pages[begin...] { #expect(page.contains("名前 説明 件数")) }
      for page in pages[..<begin] { #expect(!page.contains("名前 説明 件数")) }
      #expect(pages[begin].contains { $0.hasPrefix("行1 ") } && pages[begin].contains { $0.hasPrefix("行2 ") })
      #expect(pages.last?.contains("脚注") == true && pages.last?.contains { $0.hasPrefix("行90 ") } == true)
    }
  }

  @Test("no row is torn between two pages")
  func rowsWhole() throws {
    var table = Table(
      [Column("a", ja: "名前", en: "Name"), Column("b", ja: "説明", en: "About", fit: .wrap)], caption: "題")
    for at in 0..<60 {
      table.add([.text("行\(at)"), .text("始\(at)。\n" + String(repeating: "間の行。\n", count: at % 5) + "終\(at)。")])
    }
    var document = Document(title: "表", lang: .ja)
    document.table(table, key: "rows")
    let pages = try Sheet(document).pages().map { $0.joined() }
    #expect(pages.count > 2)
    for at in 0..<60 {
      let begin = pages.firstIndex { $0.range(of: "始\(at)。") != nil }
      #expect(begin != nil && begin == pages.firstIndex { $0.range(of: "終\(at)。") != nil }, "row \(at)")
    }
  }

  @Test("a row that is higher than a page goes on overleaf, below the head, and nothing of it is lost")
  func giant() throws {
    var table = Table(
      [Column("a", ja: "名前", en: "Name"), Column("b", ja: "説明", en: "About", fit: .wrap)], caption: "題")
    table.add([.text("一"), .text((1...160).map { "第\($0)文。" }.joined(separator: "\n"))])
    table.add([.text("二"), .text("後の行")])
    var document = Document(title: "表", lang: .ja)
    document.heading("見出し")
    document.table(table, key: "rows")
    let pages = try Sheet(document).pages()
    #expect(pages.count >= 3 && pages.allSatisfy { $0.contains("名前 説明") })
    let text = pages.joined().joined()
    for at in 1...160 { #expect(text.range(of: "第\(at)文。") != nil, "\(at)") }
    #expect(text.range(of: "後の行") != nil)
  }

  @Test("a heading is never the last on its page, whatever stands before it")
  func headings() throws {
    for filler in 30...46 {
      var document = Document(title: "章", lang: .ja)
      for _ in 0..<filler { document.paragraph("前の文") }
      document.heading("次の章")
      document.heading("次の節", level: 3)
      document.paragraph(String(repeating: "後の文です。", count: 30))
      let pages = try Sheet(document).pages()
      let page = try #require(pages.first { $0.contains("次の章") })
      #expect(page.contains("次の節") && page.contains { $0.hasPrefix("後の文です。") }, "\(filler)")
    }
  }

  @Test("a long paragraph leaves two lines at least on either page")
  func orphans() throws {
    for filler in 30...46 {
      var document = Document(title: "章", lang: .ja)
      for _ in 0..<filler { document.paragraph("前の文") }
      document.paragraph((1...6).map { "行\($0)" + String(repeating: "文", count: 60) }.joined(separator: "\n"))
      let counts = try Sheet(document).pages().map { page in page.count { $0.hasSuffix("文文文") } }
      #expect(counts.reduce(0, +) == 12)
      #expect(counts.allSatisfy { $0 != 1 }, "\(filler): \(counts)")
    }
  }

  @Test("a list that is too long for all of its glyphs to be kept is printed to its end")
  func long() throws {
    var document = Document(title: "表", lang: .ja)
    document.table(rows(2500), key: "rows")
    let pages = try Sheet(document).pages()
    #expect(pages.last?.contains { $0.hasPrefix("行2500 ") } == true)
    #expect(pages.joined().count { $0.hasPrefix("行") } == 2500)
  }

  private func rows(_ count: Int) -> Table {
    var table = Table(
      [
        Column("a", ja: "名前", en: "Name"), Column("b", ja: "説明", en: "About", fit: .wrap),
        Column("c", ja: "件数", en: "Count", alignment: .right),
      ], caption: "題", footnotes: ["脚注"])
    for at in 1...count { table.add([.text("行\(at)"), .text("説明"), .integer(at)]) }
    return table
  }
}
