import Paper
import Testing

func string(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

func sessions() -> Table {
  var table = Table([
    Column("client", ja: "相談者", en: "Client"),
    Column("client_name", ja: "氏名", en: "Name", fit: .truncate),
    Column("minutes", ja: "分", en: "Min", alignment: .right),
    Column("method", ja: "方法", en: "Method", isLabelled: true),
    Column("id", ja: "番号", en: "ID", isShown: false),
    Column("note", ja: "記録", en: "Note", fit: .wrap),
  ])
  table.add([
    .text("C-7K2M"), .text("山田 太郎"), .integer(50), .code("home_visit", label: "訪問"), .identifier("0192-a"),
    .text("玄関で挨拶。\n次回は庭まで。"),
  ])
  table.add([.text("C-9P4Q"), .null, .integer(5), .code("phone", label: "電話"), .identifier("0192-b"), .text("母より。")])
  return table
}

@Suite("Tables at a terminal")
struct TableTests {
  @Test("columns line up by what the eye sees, numbers to the right, hidden columns out")
  func layout() {
    #expect(
      string(render(sessions(), as: .table, lang: .ja)) == """
        相談者  氏名       分  方法  記録
        ───────────────────────────────────────────
        C-7K2M  山田 太郎  50  訪問  玄関で挨拶。
                                     次回は庭まで。
        C-9P4Q              5  電話  母より。

        """)
  }

  @Test("no line is wider than the terminal, and whole columns stay whole", arguments: 16...90)
  func fits(width: Int) {
    let lines = string(render(sessions(), as: .table, lang: .ja, width: width)).split(separator: "\n")
    #expect(lines.allSatisfy { $0.displayWidth <= width })
    #expect(lines.contains { $0.contains("C-7K2M") })
  }

  @Test("a terminal too narrow for the columns gets a card a row")
  func cards() {
    let text = string(render(sessions(), as: .table, lang: .ja, width: 30))
    #expect(text.hasPrefix("相談者: C-7K2M\n氏名:   山田 太郎\n分:     50\n"))
    #expect(text.contains("\n\n相談者: C-9P4Q\n氏名:   -\n"))
  }

  @Test("an empty table says so in words, and in JSON and CSV is an empty list and a header")
  func empty() {
    let table = Table([Column("id", ja: "番号", en: "ID")], empty: Words(ja: "まだありません。", en: "None yet."))
    #expect(string(render(table, as: .table, lang: .ja)) == "まだありません。\n")
    #expect(string(render(table, as: .table, lang: .en)) == "None yet.\n")
    #expect(string(render(table, as: .json, lang: .ja)) == "[]\n")
    #expect(string(render(table, as: .csv, lang: .ja)) == "\u{FEFF}id\r\n")
  }

  @Test("caption and footnotes stand around the table for people and stay out of the data")
  func captions() {
    var table = sessions()
    table.caption = "10月の面談"
    table.footnotes = ["延件数です。"]
    let text = string(render(table, as: .table, lang: .ja))
    #expect(text.hasPrefix("10月の面談\n\n相談者"))
    #expect(text.hasSuffix("\n\n延件数です。\n"))
    #expect(render(table, as: .json, lang: .ja) == render(sessions(), as: .json, lang: .ja))
    #expect(render(table, as: .csv, lang: .ja) == render(sessions(), as: .csv, lang: .ja))
  }

  @Test("what people wrote never steers the terminal, in a cell, a title, a caption or a footnote")
  func controls() {
    let evil = "x\u{1B}]0;owned\u{7}\u{9B}2J\u{202E}"
    var table = Table([Column("a", ja: evil, en: evil, fit: .wrap)], caption: evil, footnotes: [evil])
    table.add([.text(evil)])
    table.add([.code("c", label: evil)])
    table.add([.list([.text(evil)])])
    var record = Record()
    record.add("a", ja: evil, en: evil, .text(evil))
    for bytes in [render(table, as: .table, lang: .ja, width: 40), render(record, as: .table, lang: .ja, width: 40)] {
      let text = string(bytes)
      #expect(text.contains("x␛]0;owned␇"))
      #expect(!text.unicodeScalars.contains { $0 != "\n" && $0.properties.generalCategory == .control })
      #expect(!text.unicodeScalars.contains { $0.properties.isBidiControl })
    }
    for format in [Format.json, .csv] {
      let text = string(render(table, as: format, lang: .ja))
      let controls = text.unicodeScalars.filter { $0.properties.generalCategory == .control }
      #expect(controls.allSatisfy { ["\n", "\r"].contains($0) })
    }
  }

  @Test("colour marks the header only, and only when asked for")
  func colour() {
    #expect(!string(render(sessions(), as: .table, lang: .ja, width: 80)).contains("\u{1B}"))
    let coloured = string(render(sessions(), as: .table, lang: .ja, width: 80, colour: true))
    #expect(coloured.hasPrefix("\u{1B}[1m相談者"))
    #expect(coloured.split(separator: "\n").dropFirst(2).allSatisfy { !$0.contains("\u{1B}") })
  }
}

@Suite("A record at a terminal")
struct CardTests {
  func person() -> Record {
    var goal = Record()
    goal.add("step", ja: "一歩", en: "Step", .text("庭に出る"))
    var record = Record()
    record.add("code", ja: "コード", en: "Code", .text("C-7K2M"))
    record.add("name", ja: "氏名", en: "Name", .text("山田 太郎"))
    record.add("birth", ja: "生年月日", en: "Born", .date(year: 1988, month: 4, day: 1, human: "昭和63年4月1日"))
    record.add("phones", ja: "電話", en: "Phones", .list([.text("092-555-7246"), .text("090-0000-0000")]))
    record.add("id", ja: "番号", en: "ID", .identifier("0192"), isShown: false)
    record.add("met", ja: "面会", en: "Met", .flag(false))
    record.add("goal", ja: "目標", en: "Goal", .record(goal))
    record.add("note", ja: "記録", en: "Note", .null)
    return record
  }

  @Test("values stand below each other whatever the width of their titles")
  func card() {
    #expect(
      string(render(person(), as: .table, lang: .ja)) == """
        コード:   C-7K2M
        氏名:     山田 太郎
        生年月日: 昭和63年4月1日
        電話:     092-555-7246、090-0000-0000
        面会:     いいえ
        目標:
          一歩: 庭に出る
        記録:     -

        """)
  }

  @Test("the same record is an object in JSON, hidden and empty fields included")
  func json() {
    #expect(
      string(render(person(), as: .json, lang: .ja)) == """
        {
          "code": "C-7K2M",
          "name": "山田 太郎",
          "birth": "1988-04-01",
          "phones": [
            "092-555-7246",
            "090-0000-0000"
          ],
          "id": "0192",
          "met": false,
          "goal": {
            "step": "庭に出る"
          },
          "note": null
        }

        """)
  }

  @Test("in CSV a list is joined and a nested record is JSON in its cell")
  func csv() {
    #expect(
      string(render(person(), as: .csv, lang: .ja)) == "\u{FEFF}code,name,birth,phones,id,met,goal,note\r\n"
        + #"C-7K2M,山田 太郎,1988-04-01,092-555-7246;090-0000-0000,0192,false,"{""step"":""庭に出る""}","# + "\r\n")
  }
}
