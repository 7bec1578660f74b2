import Paper
import Testing

/// A sheet with one of each of its blocks, its words chosen by the caller.
private func sheet(_ word: String = "語", lang: Language = .ja, style: Document.Style = .sheet) -> Document {
  var sheet = Document(title: word, subtitle: word, lang: lang, footer: word, style: style)
  sheet.box(Box("goal", label: word, text: word, size: .large))
  sheet.box(Box("room", label: nil, text: nil, lines: 2))
  var form = Form("form")
  form.row(Form.Field("when", word, .text(word), share: 3), Form.Field("seen", word, lines: 0))
  form.row(Form.Field("note", word, .text(word + "\n" + word)))
  sheet.form(form)
  sheet.ticks(Ticks("week", head: word, marks: [word], remark: word, lines: [word, word]))
  sheet.paragraph(word)
  return sheet
}

@Suite("Sheets")
struct SheetTests {
  @Test("a small sheet reads like this at a terminal")
  func golden() {
    #expect(
      text(sheet(), width: 40) == """
        語
        ══
        語

        【語】
          語

          ____________________
          ____________________

        語: 語
        語: ____________________
        語: 語
            語

        語  語  語
        ──────────
        語  □
        語  □

        語

        語

        """)
    #expect(text(sheet("word", lang: .en), width: 60, ascii: true).utf8.allSatisfy { $0 < 0x80 })
  }

  @Test("no line is wider than asked for", arguments: 40...120)
  func fits(width: Int) {
    for word in ["地域若者サポートステーション（ひきこもり地域支援センター）と母の会", "an_extremely_long_word_without_a_blank_in_it ok"] {
      for ascii in [false, true] {
        let widest = text(sheet(word), width: width, ascii: ascii).split(separator: "\n").map(\.displayWidth).max() ?? 0
        #expect(widest <= width)
      }
    }
  }

  @Test("what people wrote never steers the terminal")
  func controls() {
    let written = text(sheet("x\u{1B}]0;owned\u{7}\u{9B}2J\u{202E}"), width: 60)
    #expect(written.contains("  x␛]0;owned␇") && written.contains("【x␛"))
    #expect(!written.unicodeScalars.contains { $0 != "\n" && $0.properties.generalCategory == .control })
    #expect(!written.unicodeScalars.contains { $0.properties.isBidiControl })
  }

  @Test("as a page it is well formed, its boxes are headings, and what people wrote changes no element")
  func page() throws {
    let plain = try elements(string(html(sheet("x"))))
    for evil in ["<script>alert(1)</script>", "\" onload=\"x", "</style><b>", "\u{1B}[31m\u{9B}2J\u{202E}", "&amp;"] {
      let written = try elements(string(html(sheet(evil))))
      #expect(written.map(\.name) == plain.map(\.name))
      #expect(written.map(\.attributes.keys.count) == plain.map(\.attributes.keys.count))
      let shown = printable(evil)
      for name in ["h1", "h2", "dt", "dd", "p", "th", "footer"] {
        #expect(written.contains { $0.name == name && $0.text.hasPrefix(shown) }, "\(name)")
      }
    }
    let names = plain.compactMap { $0.attributes["id"] }
    let references = plain.compactMap { $0.attributes["aria-labelledby"] }
    #expect(references.count == 2 && Set(references).isSubset(of: Set(names)))
    #expect(plain.allSatisfy { $0.name != "input" && $0.attributes["style"] == nil })
  }

  @Test("who hears a page instead of seeing it hears of the boxes to tick and of the room to write")
  func accessible() throws {
    let elements = try elements(string(html(sheet())))
    let drawn = elements.filter { $0.attributes["role"] == "img" }
    #expect(drawn.compactMap { $0.attributes["aria-label"] } == ["書くところ", "しるしをつける四角", "しるしをつける四角"])
    let heads = elements.filter { $0.name == "th" }
    #expect(heads.map { $0.attributes["scope"] } == ["col", "col", "col", "row", "row"])
  }

  @Test("a field without a value is room to write, and one for a stamp is bare: no dash stands in its place")
  func blank() throws {
    var document = Document(title: "t", lang: .ja)
    var form = Form("f")
    form.row(Form.Field("a", "A", lines: 2), Form.Field("b", "B", lines: 0), Form.Field("c", "C", .text("c")))
    document.form(form)
    let values = try elements(string(html(document))).filter { $0.ancestors.contains("dd") || $0.name == "dd" }
    #expect(values.filter { $0.name == "dd" }.map(\.text) == ["\n", "", "c"])
    #expect(values.filter { $0.name == "span" }.count == 2)
  }

  @Test("a sheet has nothing at the edges of its pages, a report with the same blocks has its footer and number there")
  func edges() {
    let page = string(html(sheet()))
    #expect(!page.contains("@bottom-left") && !page.contains("counter(page)"))
    #expect(page.contains("<body class=\"sheet\">") && page.contains(".sheet footer{display:block"))
    let report = string(html(sheet(style: .report)))
    #expect(report.contains("@bottom-left{content:\"語\"") && report.contains("<body>"))
    #expect(report.contains(".form{") && !report.contains(".sheet{"))
    // a report without such blocks is the page it was before there were any
    #expect(!string(html(Document(title: "t", lang: .ja))).contains(".box{"))
  }

  @Test("in print a sheet is set in 14 points or more, its labels, forms and foot in 11 or more")
  func large() throws {
    let page = string(html(sheet()))
    let print = try #require(page.ranges(of: "@media print").last)
    #expect(page[print.lowerBound...].contains("html{font-size:14pt}"))
    let sizes = page.split(separator: "font-size:").dropFirst().compactMap { part -> Double? in
      let number = part.prefix { $0.isNumber || $0 == "." }
      return part.dropFirst(number.count).hasPrefix("rem") ? Double(number) : nil
    }
    let own = try #require(page.firstRange(of: ".sheet{"))
    let ownSizes = page[own.lowerBound...].split(separator: "font-size:").dropFirst().compactMap {
      Double($0.prefix { $0.isNumber || $0 == "." })
    }.filter { $0 < 10 }
    #expect(sizes.count > 10 && ownSizes.count > 8)
    #expect(ownSizes.allSatisfy { $0 * 14 >= 11 }, "\(ownSizes)")
  }

  @Test("in CSV a form is a line a field and a box one, boxes to tick are none")
  func lines() {
    let lines = string(csv(sheet())).split(separator: "\r\n").map(String.init)
    #expect(
      lines.dropFirst(3) == [
        "goal,text,語,語,,,,,", "room,text,,,,,,,", "form,when,語,語,,,,,", "form,seen,語,,,,,,",
        "form,note,語,\"語\n語\",,,,,",
      ])
  }

  @Test("a form and a grid are tables too, for a writer that draws neither")
  func tables() {
    var form = Form("f")
    form.row(Form.Field("a", "A", .integer(1)), Form.Field("b", "B"))
    #expect(form.table.rows == [[.text("A"), .integer(1)], [.text("B"), .null]])
    let ticks = Ticks("t", head: "日", marks: ["①", "②"], remark: "気持ち", lines: ["月"])
    #expect(ticks.table().rows == [[.text("月"), .text("□"), .text("□"), .text(" ")]])
    #expect(ticks.table().columns.map { $0.title(.ja) } == ["日", "①", "②", "気持ち"])
  }

  @Test("a row without a field, a key used twice and a grid without lines stop the program")
  func mistakes() async {
    await #expect(processExitsWith: .failure) {
      var form = Form("f")
      form.row(Form.Field("a", "A"))
      form.row(Form.Field("a", "A"))
    }
    await #expect(processExitsWith: .failure) { _ = Ticks("t", head: "", marks: [], remark: "", lines: []) }
  }
}
