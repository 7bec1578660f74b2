import Paper
import Testing

@Suite("Key figures")
struct FigureTests {
  @Test(
    "how a figure stands to another is said in words",
    arguments: [
      (41, Comparison(.previousMonth, .integer(36)), "36（↑5増）", "36 (↑ up 5)"),
      (30, Comparison(.sameMonthLastYear, .integer(36)), "36（↓6減）", "36 (↓ down 6)"),
      (36, Comparison(.previousMonth, .integer(36)), "36（増減なし）", "36 (no change)"),
      (36, Comparison(.previousMonth, .null), "–", "–"),
      (36, Comparison(.previousMonth, .text("1～4")), "1～4", "1～4"),
      (36, Comparison(.fiscalYear, .integer(257)), "257", "257"),
      (199, Comparison(.monthTarget, .integer(200)), "200（達成率99%）", "200 (99% reached)"),
      (5, Comparison(.monthTarget, .integer(0)), "0", "0"),
      (5, Comparison(.yearTarget, .integer(60)), "60", "60"),
      (.max, Comparison(.previousMonth, .integer(.min)), "\(Int.min)", "\(Int.min)"),
    ])
  func words(value: Int, comparison: Comparison, ja: String, en: String) {
    let figure = Figure("n", ja: "数", en: "Number", .integer(value), comparisons: [comparison])
    #expect(figure.comparison(comparison, .ja) == ja)
    #expect(figure.comparison(comparison, .en) == en)
  }

  @Test("a target of the year is held against the year, not the month")
  func year() {
    let target = Comparison(.yearTarget, .integer(420))
    let figure = Figure(
      "n", ja: "数", en: "Number", .integer(41), comparisons: [Comparison(.fiscalYear, .integer(257)), target])
    #expect(figure.comparison(target, .ja) == "420（達成率61%）")
  }

  @Test("decimals are compared exactly, and only with the same places")
  func decimals() {
    let figure = Figure("n", ja: "数", en: "Number", .decimal(524, places: 1), unit: Words(ja: "分", en: "min"))
    #expect(figure.amount(.ja) == "52.4分" && figure.amount(.en) == "52.4 min")
    #expect(figure.comparison(Comparison(.previousMonth, .decimal(529, places: 1)), .ja) == "52.9（↓0.5減）")
    #expect(figure.comparison(Comparison(.previousMonth, .decimal(5290, places: 2)), .ja) == "52.90")
    #expect(Figure("n", ja: "数", en: "Number", .text("1～4"), unit: Words(ja: "件", en: "")).amount(.ja) == "1～4")
  }
}

@Suite("A document at a terminal")
struct DocumentTextTests {
  @Test("no line of any part is wider than the terminal, whatever mark comes at its end", arguments: [40, 41, 59, 80])
  func marks(width: Int) {
    for mark in "、。・：？！ー）」』】っゃァッ％…〜（「『【￥aﾞ" {
      for before in (width / 2 - 5)...(width / 2) {
        let words = String(repeating: "あ", count: before) + String(repeating: mark, count: 2) + "いろはにほへと"
        var document = Document(title: words, subtitle: words, lang: .ja)
        document.notes([words])
        document.paragraph(words)
        document.heading(words, level: 3)
        document.box(Box("box", label: words, text: words, lines: 1))
        var form = Form("form")
        form.row(Form.Field("note", "内容", .text(words)))
        document.form(form)
        let lines = text(document, width: width).split(separator: "\n")
        #expect(lines.allSatisfy { $0.displayWidth <= width }, "\(mark) after \(before)")
      }
    }
  }

  @Test("a small document reads like this")
  func golden() {
    #expect(
      text(report(), width: 60) == """
        語
        ══
        語
        語: 語


        語
        ──

        語

        指標   値       前月  年度の目標
        ────────────────────────────────
        語    4語  3（↑1増）          語

        == 語

        語

        語  語
        ──────
        語   2
        語

        語

        語

        語（語）
        語  語  ▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇ 3
            語  0
        語  語  データなし
            語  ▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇ 7
        語

        語（語）
        語  語  ▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇ 3
            語  0
        語  語  データなし
            語  ▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇▇ 7
        語

        ・語
        ・語

        語

        """)
  }

  @Test("no line is wider than asked for, whatever the words and numbers are", arguments: 40...200)
  func fits(width: Int) {
    let words = ["地域若者サポートステーション（ひきこもり地域支援センター）と母の会", "an_extremely_long_word_without_a_blank_in_it ok", "短"]
    for (word, lang) in zip(words, [Language.ja, .en, .ja]) {
      var document = report(word, lang: lang)
      var greatest = Chart("greatest", title: word, kind: .bar, categories: [.text(word), .text("b")], unit: word)
      greatest.add("s", ja: word, en: word, [.max, -1])
      greatest.add("t", ja: word, en: word, [nil, 1])
      document.chart(greatest)
      for ascii in [false, true] {
        let lines = text(document, width: width, ascii: ascii).split(separator: "\n")
        let widest = lines.max { $0.displayWidth < $1.displayWidth } ?? ""
        #expect(widest.displayWidth <= width, "\(widest)")
      }
    }
  }

  @Test("narrow figures stand with their comparisons below them")
  func narrow() {
    var document = Document(title: "月報", lang: .en)
    document.figures(
      [
        Figure(
          "n", ja: "相談", en: "Inquiries", .integer(41), unit: Words(ja: "件", en: "cases"),
          comparisons: [
            Comparison(.previousMonth, .integer(36)), Comparison(.sameMonthLastYear, .null),
            Comparison(.fiscalYear, .integer(257)),
          ])
      ], key: "summary")
    #expect(
      text(document, width: 40, ascii: true).hasSuffix(
        """
        Inquiries: 41 cases
          Previous month 36 (up 5)
          Same month last year -
          Fiscal year to date 257

        """))
  }

  @Test("in ASCII an English document is ASCII")
  func ascii() {
    #expect(text(report("word", lang: .en), width: 80, ascii: true).utf8.allSatisfy { $0 < 0x80 })
    #expect(text(report("word", lang: .en), width: 80).contains("▇"))
  }

  @Test("a value that is not 0 is seen, however small it is beside the others")
  func small() {
    var document = Document(title: "t", lang: .en)
    document.chart(chart(.bar, [[1, 1_000_000, 0]]))
    let lines = text(document, width: 60, ascii: true).split(separator: "\n")
    #expect(lines.contains("1月  # 1") && lines.contains("3月  0"))
  }

  @Test("what people wrote never steers the terminal, in any block, and colour only when asked for")
  func controls() {
    let written = text(report("x\u{1B}]0;owned\u{7}\u{9B}2J\u{202E}"), width: 60)
    #expect(written.contains("x␛]0;owned␇"))
    #expect(!written.unicodeScalars.contains { $0 != "\n" && $0.properties.generalCategory == .control })
    #expect(!written.unicodeScalars.contains { $0.properties.isBidiControl })
    #expect(text(report(), width: 60, colour: true).contains("\u{1B}[1m語"))
  }
}

@Suite("A document as CSV")
struct DocumentCSVTests {
  @Test("is a line a value, with section and key for programs and a label for people")
  func golden() {
    let lines = string(csv(report())).split(separator: "\r\n").map(String.init)
    #expect(
      lines == [
        "\u{FEFF}section,key,label,value,previous_month,same_month_last_year,fiscal_year,month_target,year_target",
        "document,title,表題,語,,,,,", "document,subtitle,副題,語,,,,,", "document,office,語,fukuoka,,,,,",
        "summary,inquiries,語,4,3,,,,語", "by_method,phone.count,語 / 語,2,,,,,", "by_method,語.count,語 / 語,,,,,,",
        "chart_bar,04.a,語 / 語,3,,,,,", "chart_bar,04.b,語 / 語,0,,,,,", "chart_bar,語.a,語 / 語,,,,,,",
        "chart_bar,語.b,語 / 語,7,,,,,", "chart_line,04.a,語 / 語,3,,,,,", "chart_line,04.b,語 / 語,0,,,,,",
        "chart_line,語.a,語 / 語,,,,,,", "chart_line,語.b,語 / 語,7,,,,,",
      ])
  }

  @Test("a table's leading columns of words head its rows, and a table of one column is numbered")
  func heads() {
    var document = Document(title: "t", lang: .en)
    var table = Table([
      Column("staff", ja: "担当", en: "Staff"), Column("method", ja: "方法", en: "Method"),
      Column("count", ja: "件数", en: "Count", alignment: .right), Column("remark", ja: "特記", en: "Remark"),
    ])
    table.add([.code("sato", label: "Sato"), .code("phone", label: "Phone"), .integer(3), .text("-")])
    document.table(table, key: "both")
    var list = Table([Column("place", ja: "場所", en: "Place")])
    list.add([.text("a")])
    document.table(list, key: "list")
    #expect(
      string(csv(document)).split(separator: "\r\n").dropFirst(2) == [
        "both,sato.phone.count,Sato Phone / Count,3,,,,,", "both,sato.phone.remark,Sato Phone / Remark,'-,,,,,",
        "list,1.place,1 / Place,a,,,,,",
      ])
  }

  @Test("no field is a formula, and no control stays", arguments: ["=1+1", "+x", "-x", "@x", "＝1", "\t=1", "a\u{1B}b"])
  func guarded(evil: String) {
    let written = string(csv(report(evil)))
    let fields = written.split(separator: "\r\n").flatMap { $0.split(separator: ",") }
    #expect(fields.contains { $0.contains(printable(evil, keeping: .nothing).suffix(1)) })
    #expect(!fields.contains { field in ["=", "+", "-", "@", "＝", "\t"].contains(String(field.prefix(1))) })
    #expect(!written.contains("\u{1B}"))
  }
}

@Suite("A document")
struct DocumentTests {
  @Test("two blocks with one key stop the program, since nobody could tell their figures apart")
  func keys() async {
    await #expect(processExitsWith: .failure) {
      var document = Document(title: "t", lang: .en)
      document.table(Table([Column("a", ja: "a", en: "a")]), key: "same")
      document.chart(Chart("same", title: "t", kind: .bar, categories: []))
    }
  }

  @Test("an empty list of notes or figures adds nothing")
  func nothing() {
    var document = Document(title: "t", lang: .en)
    document.notes([])
    document.figures([], key: "none")
    #expect(document.blocks.isEmpty)
  }
}
