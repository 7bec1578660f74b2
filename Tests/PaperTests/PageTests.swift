import Paper
import Testing

@Suite("A document as a page")
struct PageTests {
  @Test("a small document is these bytes")
  func golden() throws {
    var document = Document(title: "月報", lang: .ja, footer: "福岡")
    document.heading("あらまし")
    document.paragraph("一行\n二行")
    document.figures(
      [
        Figure(
          "n", ja: "相談", en: "Inquiries", .integer(41), unit: Words(ja: "件", en: "cases"),
          comparisons: [Comparison(.previousMonth, .integer(36))])
      ], key: "summary")
    var table = Table([Column("m", ja: "方法", en: "Method"), Column("n", ja: "件数", en: "Count", alignment: .right)])
    table.add([.code("phone", label: "電話"), .integer(2)])
    document.table(table, key: "by_method")
    let written = string(html(document))
    let body = try #require(written.firstRange(of: "<body>"))
    #expect(written.hasPrefix("<!DOCTYPE html>\n<html lang=\"ja\">\n<head>\n<meta charset=\"utf-8\"/>\n"))
    #expect(
      written[body.lowerBound...] == """
        <body>
        <header>
        <h1 id="title">月報</h1>
        </header>
        <main>
        <h2 id="h1">あらまし</h2>
        <p>一行<br/>二行</p>
        <dl class="figures">
        <div><dt>相談</dt><dd class="value">41件</dd><dd class="against"><span class="basis">前月</span> \
        <span>36（↑5増）</span></dd></div>
        </dl>
        <div class="table short"><div class="scroll" role="region" aria-labelledby="h1" tabindex="0"><table>
        <thead><tr><th scope="col">方法</th><th scope="col" class="n">件数</th></tr></thead>
        <tbody>
        <tr><th scope="row">電話</th><td class="n">2</td></tr>
        </tbody>
        </table></div></div>
        </main>
        <footer>福岡</footer>
        </body>
        </html>

        """)
  }

  @Test("is well formed, in its language, with one h1, and every name in it stands for one element")
  func wellFormed() throws {
    for lang in Language.allCases {
      let elements = try elements(string(html(report(lang: lang))))
      #expect(elements.first?.name == "html" && elements.first?.attributes["lang"] == lang.rawValue)
      #expect(elements.filter { $0.name == "h1" }.count == 1)
      let names = elements.compactMap { $0.attributes["id"] }
      #expect(Set(names).count == names.count)
      let references = elements.flatMap { element in
        ["aria-labelledby", "aria-describedby"].compactMap { element.attributes[$0] }
          + [element.attributes["fill"] ?? ""].filter { $0.hasPrefix("url(#") }.map {
            String($0.dropFirst(5).dropLast())
          }
      }
      #expect(references.count > 8 && Set(references).isSubset(of: Set(names)))
    }
  }

  @Test("loads nothing and runs nothing: no script, no address, no handler")
  func closed() throws {
    let elements = try elements(string(html(report("<script>alert(1)</script>"))))
    let loading: Set = ["script", "link", "img", "iframe", "object", "embed", "image", "use", "a", "form", "base"]
    #expect(Set(elements.map(\.name)).isDisjoint(with: loading))
    let keys = Set(elements.flatMap(\.attributes.keys))
    #expect(keys.isDisjoint(with: ["src", "href", "style", "xlink:href"]) && !keys.contains { $0.hasPrefix("on") })
    let policy = elements.first { $0.attributes["http-equiv"] == "Content-Security-Policy" }
    #expect(policy?.attributes["content"] == "default-src 'none'; style-src 'unsafe-inline'")
    let sheet = try #require(elements.first { $0.name == "style" }).text
    #expect(!sheet.contains("url(") && !sheet.contains("@import"))
  }

  @Test(
    "whatever people wrote changes no element and no attribute but the words in them",
    arguments: [
      "<script>alert(1)</script>", "\" onload=\"x", "' x='", "&amp;&#x3C;", "]]><!--", "</style><b>",
      "\u{1B}[31m\u{9B}2J",
      "\u{202E}x\u{2066}\u{2028}", "\u{0}\u{7F}", "x" + noncharacters, "=1+1", "\\\"}*{color:red}",
    ])
  func escaped(evil: String) throws {
    let plain = try elements(string(html(report("x"))))
    let page = string(html(report(evil)))
    let written = try elements(page)
    #expect(written.map(\.name) == plain.map(\.name))
    let keys = { (elements: [Element]) in elements.map { $0.attributes.keys.filter { $0 != "class" }.sorted() } }
    #expect(keys(written) == keys(plain))
    // Where the plain report shows its word alone, this one shows its own, with every control made visible.
    let places = plain.indices.filter { plain[$0].text == "x" && plain[$0].name != "text" }
    #expect(
      Set(places.map { plain[$0].name }).isSuperset(of: ["h1", "h2", "h3", "p", "li", "caption", "dt", "dd", "th"]))
    for place in places {
      let shown = printable(evil).unicodeScalars.prefix { !$0.properties.isNoncharacterCodePoint }
      #expect(written[place].text.unicodeScalars.starts(with: shown), "\(written[place])")
    }
    let controls = page.unicodeScalars.filter {
      $0 != "\n" && ($0.properties.generalCategory == .control || $0.properties.isBidiControl)
        || $0.properties.isNoncharacterCodePoint
    }
    #expect(controls.isEmpty)
    #expect(!page.contains("color:red}*") && !page.contains("\"}*{"))
  }

  @Test("headings never skip a level, whatever levels the program asks for")
  func headings() throws {
    var dice = Dice(state: 4)
    for _ in 0..<20 {
      var document = Document(title: "月報", lang: .ja)
      for _ in 0..<12 { document.heading("見出し", level: Int.random(in: 0...6, using: &dice)) }
      let levels = try elements(string(html(document))).compactMap { element -> Int? in
        element.name.count == 2 && element.name.first == "h" ? element.name.last?.wholeNumberValue : nil
      }
      #expect(levels.count == 13 && levels.first == 1)
      #expect(zip(levels, levels.dropFirst()).allSatisfy { $1 <= $0 + 1 && (2...4).contains($1) })
    }
  }

  @Test("every column and row of a table has its heading, every table and drawing a name")
  func accessible() throws {
    let elements = try elements(string(html(report())))
    let heads = elements.filter { $0.name == "th" }
    #expect(heads.allSatisfy { $0.attributes["scope"] == ($0.ancestors.contains("thead") ? "col" : "row") })
    #expect(elements.filter { $0.name == "caption" }.map(\.text) == ["語"])
    let drawings = elements.filter { $0.name == "svg" }
    #expect(drawings.count == 2 && drawings.allSatisfy { $0.attributes["role"] == "img" })
    for name in ["title", "desc"] {
      let texts = elements.filter { $0.name == name && $0.ancestors.last == "svg" }.map(\.text)
      #expect(texts.count == 2 && texts.allSatisfy { $0.contains("語") })
    }
    let boxes = elements.filter { $0.attributes["class"] == "scroll" }
    #expect(
      boxes.count == 5
        && boxes.allSatisfy { $0.attributes["tabindex"] == "0" && $0.attributes["aria-labelledby"] != nil })
  }

  @Test("prints on A4 with its foot on every page, and reads on a telephone")
  func sheet() throws {
    let page = string(html(report("月報（案）")))
    #expect(page.contains("@page{size:A4;margin:"))
    #expect(page.contains("@bottom-left{content:\"月報（案）\""))
    #expect(page.contains("thead{display:table-header-group}"))
    #expect(page.contains("h2,h3,h4,caption,figcaption{break-after:avoid}"))
    #expect(page.contains("content=\"width=device-width, initial-scale=1\""))
    #expect(page.contains("font-family:\"Noto Sans CJK JP\","))
  }

  @Test("every colour of text stands at 4.5:1 or better on every ground, every series on paper")
  func contrast() throws {
    var series: [[Int?]] = []
    for at in 0..<7 { series.append([at, at + 1]) }
    let drawing = try elements(page(chart(.bar, series))) + elements(page(chart(.line, series)))
    let sheet = try #require(drawing.first { $0.name == "style" }).text
    let texts = colours(in: sheet, after: ["color:", "fill:"])
    let grounds = colours(in: sheet, after: ["background:"])
    #expect(texts.count >= 3 && grounds.count >= 2)
    for text in texts {
      for ground in grounds { #expect(ratio(text, ground) >= 4.5, "\(text) on \(ground)") }
    }
    let marks = drawing.filter { ["rect", "polyline", "circle", "path"].contains($0.name) }
    let inks = Set(marks.compactMap { $0.attributes["stroke"] })
    #expect(inks.count == 6)
    for ink in inks { #expect(ratio(ink, "#ffffff") >= 4.5, "\(ink)") }
  }
}

/// Scalars that neither HTML nor XML may hold, which no literal may either.
private let noncharacters = String(
  String.UnicodeScalarView([0xFFFE, 0xFDD0].compactMap { Unicode.Scalar($0 as UInt32) }))

/// The colours that follow one of the words, where the word is a property of its own (no `border-color`).
private func colours(in sheet: String, after words: [String]) -> Set<String> {
  var found: Set<String> = []
  for word in words {
    for part in sheet.split(separator: word, omittingEmptySubsequences: false).dropFirst() where part.hasPrefix("#") {
      found.insert(String(part.prefix(7)))
    }
  }
  return found
}

/// The contrast of two colours as WCAG 2 reckons it, without a library's power function: x^2.4 as x² · x^0.4.
private func ratio(_ one: String, _ other: String) -> Double {
  func luminance(_ colour: String) -> Double {
    let value = Int(colour.dropFirst(), radix: 16) ?? 0
    func linear(_ part: Int) -> Double {
      let share = Double(part & 0xFF) / 255
      if share <= 0.04045 { return share / 12.92 }
      let base = (share + 0.055) / 1.055
      var root = base
      // The fifth root of base², by Newton's method.
      for _ in 0..<60 { root = (4 * root + base * base / (root * root * root * root)) / 5 }
      return base * base * root
    }
    return 0.2126 * linear(value >> 16) + 0.7152 * linear(value >> 8) + 0.0722 * linear(value)
  }
  let (light, dark) = (max(luminance(one), luminance(other)), min(luminance(one), luminance(other)))
  return (light + 0.05) / (dark + 0.05)
}
