import Paper
import Press
import TestPress
import Testing

@Suite("A month's report on paper")
struct MonthPageTests {
  private let sheet: Sheet

  init() throws { sheet = try Sheet(monthSample()) }

  @Test("is a sound file of a few A4 pages that says its title, its language and the month's last day")
  func information() throws {
    let (isSound, words) = try sheet.check()
    #expect(isSound, "\(words)")
    let info = try sheet.info()
    #expect(info.contains("月次報告 2026年10月 – 福岡ひきこもり相談室"))
    #expect(info.contains("(A4)") && info.contains("Fri Oct 30 15:00:00 2026 UTC"))
    #expect(try sheet.json("qpdf").contains("\"/Lang\": \"u:ja\""))
    #expect(try sheet.pages().count <= 6)
    #expect(sheet.pressed.unprintable.isEmpty && sheet.pressed.warning == nil)
  }

  @Test("has the two faces of one family, embedded as subsets that can be read back")
  func fonts() throws {
    let fonts = try sheet.fonts()
    #expect(fonts.count == 2)
    for font in fonts {
      #expect(font.contains("+NotoSansCJKjp-") && font.contains("yes yes yes"), "\(font)")
    }
  }

  @Test("numbers its pages, and names itself at the head of all but the first, which has the title")
  func running() throws {
    let pages = try sheet.pages()
    for (at, page) in pages.enumerated() {
      #expect(page.last == "福岡ひきこもり相談室 2026-10 \(at + 1) / \(pages.count)")
      #expect(page.contains("月次報告 2026年10月 · 福岡ひきこもり相談室") == (at > 0))
    }
    #expect(pages[0].first == "月次報告 2026年10月")
  }

  @Test("has an outline of its headings")
  func outline() throws {
    let outlines = try sheet.json("outlines")
    for title in ["この月のあらまし", "問い合わせ", "相談している方", "数え方"] {
      #expect(outlines.contains("\"title\": \"\(title)\""))
    }
  }

  @Test("reads row by row, and down one column of small tables before the other")
  func order() throws {
    let text = try sheet.pages().joined().joined(separator: "\n")
    func place(_ wanted: String) throws -> String.Index {
      try #require(text.range(of: wanted)?.lowerBound, "\(wanted)")
    }
    #expect(text.contains("方法 延件数 実人数 分"))
    #expect(try place("経路 件数") < place("どなたから 件数"))
    #expect(try place("どなたから 件数") < place("種類 件数"))
    #expect(try place("種類 件数") < place("相談している方"))
    #expect(text.contains("つなぎ先\nこの月はありません。"))
  }

  @Test("has the key figures with what they are compared to")
  func figures() throws {
    let text = try sheet.text()
    #expect(text.contains("前年同月") && text.contains("年度累計") && text.contains("1365分"))
  }
}

extension StringProtocol {
  /// Where a text stands; FoundationEssentials' own search is not wanted here.
  func range(of wanted: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(wanted) { return start..<index(start, offsetBy: wanted.count) }
      start = index(after: start)
    }
    return nil
  }
}
