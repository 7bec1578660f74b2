import Paper
import Testing

private func table(_ cells: Cell...) -> Table {
  var table = Table([Column("v", ja: "値", en: "Value")])
  for cell in cells { table.add([cell]) }
  return table
}

@Suite("JSON")
struct JSONTests {
  @Test("each kind of cell is the machine's form of itself, keys in the columns' order")
  func cells() {
    #expect(
      string(render(sessions(), as: .json, lang: .ja)).hasPrefix(
        """
        [
          {
            "client": "C-7K2M",
            "client_name": "山田 太郎",
            "minutes": 50,
            "method": "home_visit",
            "id": "0192-a",
            "note": "玄関で挨拶。\\n次回は庭まで。"
          },
          {
            "client": "C-9P4Q",
            "client_name": null,
        """))
    let moment = Cell.instant(iso: "2026-10-05T14:00:00+09:00", human: "10月5日 14:00")
    #expect(string(render(table(moment), as: .json, lang: .ja)).contains(#""v": "2026-10-05T14:00:00+09:00""#))
    #expect(string(render(table(moment), as: .table, lang: .ja)).contains("10月5日 14:00"))
  }

  @Test("the bytes of JSON do not depend on language, width or colour")
  func same() {
    let bytes = render(sessions(), as: .json, lang: .ja)
    #expect(bytes == render(sessions(), as: .json, lang: .en, width: 20, colour: true))
  }

  @Test(
    "a decimal is exact",
    arguments: [(1234, 2, "12.34"), (-5, 2, "-0.05"), (0, 1, "0.0"), (7, 0, "7"), (100, 3, "0.100")])
  func decimals(units: Int, places: Int, text: String) {
    #expect(Cell.decimal(units, places: places).machine == text)
    #expect(string(render(table(.decimal(units, places: places)), as: .json, lang: .ja)).contains("\"v\": \(text)\n"))
  }

  @Test("a string is escaped where JSON, a script or a terminal needs it")
  func escapes() {
    let text = "\"\\\n\r\t\u{0}\u{1B}\u{7F}\u{9B}\u{2028}\u{202E}/𠮷"
    let written = string(render(table(.text(text)), as: .json, lang: .ja))
    #expect(written.contains(#""\"\\\n\r\t\u0000\u001b\u007f\u009b\u2028\u202e/𠮷""#))
  }

  @Test("empty lists and records stay on one line")
  func empties() {
    var record = Record()
    record.add("a", ja: "a", en: "a", .list([]))
    record.add("b", ja: "b", en: "b", .record(Record()))
    #expect(string(render(record, as: .json, lang: .ja)) == "{\n  \"a\": [],\n  \"b\": {}\n}\n")
  }
}

@Suite("CSV")
struct CSVTests {
  @Test("has a mark for Excel, a header of keys, machine forms, labels beside codes, CR LF")
  func whole() {
    #expect(
      string(render(sessions(), as: .csv, lang: .ja))
        == "\u{FEFF}client,client_name,minutes,method,method_label,id,note\r\n"
        + "C-7K2M,山田 太郎,50,home_visit,訪問,0192-a,\"玄関で挨拶。\n次回は庭まで。\"\r\n"
        + "C-9P4Q,,5,phone,電話,0192-b,母より。\r\n")
  }

  @Test(
    "a text that a spreadsheet would run is guarded",
    arguments: [
      ("=1+1", "'=1+1"), ("+81925557246", "'+81925557246"), ("-x", "'-x"), ("@SUM(A1)", "'@SUM(A1)"), ("\tx", "'\tx"),
      ("\r=1", "\"'\r=1\""), ("\n=1", "\"'\n=1\""), ("＝1+1", "'＝1+1"), ("＠x", "'＠x"),
    ])
  func guarded(text: String, field: String) {
    #expect(string(render(table(.text(text)), as: .csv, lang: .ja)) == "\u{FEFF}v\r\n\(field)\r\n")
    #expect(string(render(table(.list([.text(text)])), as: .csv, lang: .ja)) == "\u{FEFF}v\r\n\(field)\r\n")
    var labelled = Table([Column("v", ja: "値", en: "Value", isLabelled: true)])
    labelled.add([.code("c", label: text)])
    #expect(string(render(labelled, as: .csv, lang: .ja)) == "\u{FEFF}v,v_label\r\nc,\(field)\r\n")
  }

  @Test("a negative number stays a number, and leading zeros stay")
  func numbers() {
    let numbers = table(.integer(-5), .decimal(-12, places: 1), .text("0925557246"))
    let written = string(render(numbers, as: .csv, lang: .ja))
    #expect(written == "\u{FEFF}v\r\n-5\r\n-1.2\r\n0925557246\r\n")
  }

  @Test("quotes, commas and line ends are quoted as RFC 4180 says")
  func quotes() {
    let written = string(render(table(.text("a\"b"), .text("a,b"), .text("a\r\nb")), as: .csv, lang: .ja))
    #expect(written == "\u{FEFF}v\r\n\"a\"\"b\"\r\n\"a,b\"\r\n\"a\r\nb\"\r\n")
  }
}
