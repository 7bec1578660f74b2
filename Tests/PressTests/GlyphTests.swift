import Glibc
import Paper
import Press
import Testing

@Suite("What is printed of a text")
struct GlyphTests {
  @Test(
    "a character that the font does not have stands as its number and is reported, once, without the text around it")
  func unknown() throws {
    var document = Document(title: "佐藤😀", lang: .ja)
    document.paragraph("𠮷田さんと髙橋さん、そして😀と\u{E000}と😀。")
    let sheet = try Sheet(document)
    let text = try sheet.text()
    #expect(text.contains("佐藤U+1F600"))
    #expect(text.contains("𠮷田さんと髙橋さん、そしてU+1F600とU+E000とU+1F600。"))
    #expect(sheet.pressed.unprintable == ["\u{E000}", "😀"])
    let warning = try #require(sheet.pressed.warning)
    #expect(warning.en.hasSuffix("U+E000, U+1F600") && !warning.ja.contains("佐藤"))
  }

  @Test("what could steer a terminal is shown, and no byte of a text ends it")
  func controls() throws {
    var document = Document(title: "題\u{0}\u{1B}", subtitle: "(\\)", lang: .ja)
    document.heading("章\u{0}(\\")
    document.paragraph("前\u{0}後")
    let sheet = try Sheet(document)
    #expect(try sheet.check().isSound)
    let text = try sheet.text()
    #expect(text.contains("後") && text.contains("(\\)"))
  }

  @Test("texts of three hundred characters break nothing, wherever they stand", arguments: ["長", "w", "あ い", "𠮷", "😀"])
  func long(piece: String) throws {
    let name = String(repeating: piece, count: 300 / piece.count)
    var meta = Record()
    meta.add("office", ja: name, en: name, .text(name))
    var document = Document(title: name, subtitle: name, lang: .ja, meta: meta, footer: name)
    document.heading(name)
    document.figures(
      [
        Figure(
          "n", ja: name, en: name, .text(name), comparisons: [Comparison(.previousMonth, .text(name))])
      ], key: "figures")
    var table = Table(
      [Column("a", ja: name, en: name), Column("b", ja: "件数", en: "Count", alignment: .right)], caption: name,
      footnotes: [name])
    table.add([.text(name), .integer(1)])
    table.add([.integer(.max), .text(name)])
    document.table(table, key: "table")
    var wide = Table((0..<12).map { Column("c\($0)", ja: name, en: name) })
    wide.add((0..<12).map { _ in .text(name) })
    document.table(wide, key: "wide")
    for kind in [Chart.Kind.bar, .line] {
      var chart = Chart(
        "c\(kind)", title: name, kind: kind, categories: [.text(name), .text(name)], unit: name, note: name)
      for at in 0..<7 { chart.add("s\(at)", ja: name, en: name, [at, nil]) }
      document.chart(chart)
    }
    document.notes([name])
    let sheet = try Sheet(document)
    let (isSound, words) = try sheet.check()
    #expect(isSound, "\(words)")
    #expect(try sheet.pages().count < 40)
  }

  @Test("numbers stand to the right, below each other")
  func numbers() throws {
    var table = Table(
      [Column("a", ja: "名前", en: "Name"), Column("b", ja: "件数", en: "Count", alignment: .right)], caption: "題")
    for number in [7, 88, 999, 10_000] { table.add([.text("行"), .integer(number)]) }
    var document = Document(title: "表", lang: .ja)
    document.table(table, key: "table")
    let ends = try Sheet(document).rightEdges(of: ["7", "88", "999", "10000"])
    #expect(ends.count == 4)
    for end in ends { #expect(abs(end - ends[0]) < 0.6, "\(ends)") }
  }

  @Test("an empty document is a page with its title")
  func empty() throws {
    let pages = try Sheet(Document(title: "題", lang: .en)).pages()
    #expect(pages == [["題", "1 / 1"]])
  }

  @Test("without its font there is no PDF, but an error that names font and package")
  func missing() throws {
    let wanted = PressError.missingFont(family: "Noto Sans CJK JP", package: "fonts-noto-cjk")
    #expect(throws: wanted) { try Typesetter(fonts: "/nonexistent") }
    #expect("\(wanted)" == "the font Noto Sans CJK JP is missing (package fonts-noto-cjk)")
    // pango would make a bold face of the regular one
    let folder = try Tool.Folder()
    let file = "NotoSansCJK-Regular.ttc"
    #expect(symlink("/usr/share/fonts/opentype/noto/\(file)", "\(folder.path)/\(file)") == 0)
    #expect(throws: wanted) { try Typesetter(fonts: folder.path) }
  }
}
