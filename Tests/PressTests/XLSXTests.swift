import Glibc
import Paper
import Press
import Testing

/// A table of one column of cells, alone in its section 「一覧」: its head stands in A3 below an empty row.
private func document(_ cells: [Cell], lang: Language = .ja) -> Document {
  var table = Table([Column("value", ja: "値", en: "Value")])
  for cell in cells { table.add([cell]) }
  var document = Document(title: "報告", lang: lang)
  document.heading("一覧")
  document.table(table, key: "list")
  return document
}

@Suite("A workbook's cells")
struct XLSXCellTests {
  @Test("hold numbers as numbers, days and moments as such, codes as their labels and nothing as nothing")
  func types() throws {
    let reading = try XLSXReading(
      document([
        .integer(-1234), .decimal(-5, places: 2), .date(year: 2026, month: 11, day: 3, human: "令和8年11月3日"),
        .instant(iso: "2026-11-03T18:00:00+09:00", human: "夕方"), .code("phone", label: "電話"), .flag(true), .null,
        .list([.code("a", label: "甲"), .text("乙")]),
      ]))
    func cell(_ name: String) -> [String]? { reading.cell("一覧", name) }
    #expect(cell("A3") == ["text", "値", "General"])
    #expect(cell("A4") == ["number", "-1234", "#,##0"])
    #expect(cell("A5") == ["number", "-0.05", "#,##0.00"])
    // days since 1899-12-30, as Excel counts
    #expect(cell("A6") == ["number", "46329", #"yyyy"年"m"月"d"日""#])
    #expect(cell("A7") == ["number", "46329.75", #"yyyy"年"m"月"d"日" h:mm"#])
    #expect(cell("A8") == ["text", "電話", "General"])
    #expect(cell("A9") == ["text", "はい", "General"])
    #expect(cell("A10") == nil)
    #expect(cell("A11") == ["text", "甲、乙", "General"])
  }

  @Test(
    "hold as text what begins like a formula, and keep it so when somebody edits it",
    arguments: ["=1+1", "+81-92", "-5", "@SUM(A1)", "＝1＋1", "=HYPERLINK(\"http://example.com\")"])
  func formulas(text: String) throws {
    var document = document([.text(text)])
    document.paragraph(text)
    document.heading(text, level: 3)
    var chart = Chart("c", title: text, kind: .bar, categories: [.text(text)], unit: text)
    chart.add("s", ja: text, en: text, [1])
    document.chart(chart)
    let reading = try XLSXReading(document)
    #expect(reading.cell("一覧", "A4") == ["text", text, "@"])
    #expect(reading.all("formula").isEmpty)
    #expect(reading.texts("一覧").filter { $0 == text }.count >= 4)
    // a title, too, is text and no reference to cells
    #expect(reading.all("chart", "bar").map { $0[0].hasSuffix(text) } == [true])
  }

  @Test("keep as text what Excel would round or misdate")
  func beyondExcel() throws {
    let reading = try XLSXReading(
      document([
        .integer(.max), .integer(.min), .decimal(123_456_789_012_345_678, places: 2),
        .date(year: 1900, month: 2, day: 28),
        .date(year: 2026, month: 2, day: 29), .date(year: 1900, month: 3, day: 1), .instant(iso: "きょう", human: "きょう"),
        .integer(999_999_999_999_999),
      ]))
    let values = (4...11).map { reading.cell("一覧", "A\($0)").map { $0[0] + " " + $0[1] } }
    #expect(
      values == [
        "text 9223372036854775807", "text -9223372036854775808", "text 1234567890123456.78", "text 1900-02-28",
        "text 2026-02-29", "number 61", "text きょう", "number 999999999999999",
      ])
  }

  @Test("show what would steer a terminal, and keep line ends and what only looks like an escape")
  func controls() throws {
    let reading = try XLSXReading(
      document([
        .text("a\u{1B}[31m\u{0}b"), .text("上\n下"), .text("_x000D_"), .text("\u{FFFE}\u{202E}"), .text("<&\"'>]]>"),
      ]))
    let texts = (4...8).map { reading.cell("一覧", "A\($0)")?[1] }
    #expect(texts == ["a␛[31m␀b", "上\n下", "_x000D_", "\\u{FFFE}\\u{202E}", "<&\"'>]]>"])
  }

  @Test("hold at most what Excel holds, and say that the rest is cut")
  func long() throws {
    let reading = try XLSXReading(document([.text(String(repeating: "𠮷", count: 20_000))]))
    let text = try #require(reading.cell("一覧", "A4")?[1])
    #expect(text.utf16.count <= 32_767)
    #expect(text.hasPrefix("𠮷𠮷") && text.hasSuffix("…（長いため、ここまで）"))
  }

  @Test("of a name of 300 characters wrap, in a column that leaves room for others and a row that is high enough")
  func longName() throws {
    let name = String(repeating: "名前", count: 150)
    let reading = try XLSXReading(document([.text(name), .text("短い")]))
    #expect(reading.cell("一覧", "A4")?[1] == name)
    let width = try #require(reading.all("width", "一覧").first.flatMap { Double($0[1]) })
    #expect(width > 50 && width < 60)
    // 600 columns of text, 48 a line
    #expect(reading.all("height", "一覧").contains { $0[0] == "4" && Double($0[1]) == 13 * 18.75 })
    #expect(reading.all("height", "一覧").contains { $0[0] == "5" && Double($0[1]) == 18.75 })
  }
}

@Suite("A workbook's sheets")
struct XLSXSheetTests {
  private func report(_ lang: Language = .ja) -> Document {
    var meta = Record()
    meta.add("office", ja: "所", en: "Office", .text("福岡"))
    var report = Document(title: "月次報告 & 写し", subtitle: "福岡", lang: lang, meta: meta, footer: "福岡 2026-10")
    report.heading("あらまし")
    let people = Words(ja: "人", en: "")
    report.figures(
      [
        Figure(
          "people", ja: "実人数", en: "People", .integer(34), unit: people,
          comparisons: [Comparison(.previousMonth, .integer(30)), Comparison(.fiscalYear, .integer(120))]),
        Figure("new", ja: "新規", en: "New", .integer(2), unit: people),
      ], key: "summary")
    var chart = Chart(
      "months", title: "推移", kind: .line, categories: ["9月", "10月"].map { .code($0, label: $0) }, unit: "件")
    chart.add("a", ja: "電話", en: "Phone", [3, nil])
    chart.add("b", ja: "来所", en: "Office", [1, 2])
    report.chart(chart)
    report.heading("方法")
    var methods = Table(
      [Column("method", ja: "方法", en: "Method"), Column("count", ja: "件数", en: "Count", alignment: .right)],
      caption: "方法の内訳", footnotes: ["重なりあり"])
    methods.add([.code("phone", label: "電話"), .integer(3)])
    report.table(methods, key: "methods")
    report.heading("つなぎ")
    report.table(
      Table([Column("a", ja: "先", en: "Where")], caption: "つなぎ先", empty: Words(ja: "ありません。", en: "None.")), key: "none")
    report.table(methods, key: "again")
    report.heading("数え方")
    report.notes(["一つ目", "二つ目"])
    return report
  }

  @Test("are an overview with the key figures beside what they are compared to, and one for each section")
  func overview() throws {
    let reading = try XLSXReading(report())
    #expect(reading.sheets == ["概要", "方法", "つなぎ", "数え方"])
    #expect(Array(reading.texts("概要").prefix(5)) == ["月次報告 & 写し", "福岡", "所", "福岡", "あらまし"])
    let row = ["A8", "B8", "C8", "D8", "E8"].map { reading.cell("概要", $0)?[1] }
    #expect(row == ["指標", "値", "単位", "前月", "年度累計"])
    #expect(["A9", "B9", "C9", "D9", "E9"].map { reading.cell("概要", $0)?[1] } == ["実人数", "34", "人", "30", "120"])
    #expect(reading.cell("概要", "D10") == nil)
    let english = try XLSXReading(report(.en))
    #expect(english.sheets.first == "Overview")
    #expect(
      ["A8", "B8", "C8", "D8"].map { english.cell("Overview", $0)?[1] } == [
        "Figure", "Value", "Previous month", "Fiscal year to date",
      ])
    #expect(reading.texts("数え方") == ["数え方", "・一つ目", "・二つ目"])
  }

  @Test("say in words that a table is empty, and what stands below it")
  func emptyTable() throws {
    let reading = try XLSXReading(report())
    #expect(reading.texts("つなぎ").prefix(3) == ["つなぎ", "つなぎ先", "ありません。"])
    #expect(reading.texts("方法").last == "重なりあり")
  }

  @Test("have charts that Excel draws from the cells beside them, and a sentence for who cannot see them")
  func charts() throws {
    let reading = try XLSXReading(report())
    #expect(reading.all("chart") == [["line", "推移"]])
    let references = Set(reading.all("reference", "推移").map { $0[0] })
    #expect(
      references == [
        "'概要'!$B$13", "'概要'!$C$13", "'概要'!$A$14:$A$15", "'概要'!$B$14:$B$15", "'概要'!$C$14:$C$15",
      ])
    #expect(["A13", "B13", "C13"].map { reading.cell("概要", $0)?[1] } == ["区分", "電話", "来所"])
    // no data is an empty cell and not 0
    #expect(reading.cell("概要", "B15") == nil)
    #expect(reading.texts("概要").contains("空欄はデータがないことを表します。"))
    #expect(reading.all("alternative").first?[0].hasPrefix("推移の折れ線グラフ。") == true)
  }

  @Test("print on A4, one page wide, with the page's number, and the heads stay in sight and on every page")
  func paper() throws {
    let reading = try XLSXReading(report())
    #expect(Set(reading.all("page").map { $0[1] }) == ["9"])
    #expect(Set(reading.all("page").map { $0[3] }) == ["0"])
    #expect(reading.all("oddHeader", "方法") == [["&L月次報告 && 写し&R福岡"]])
    #expect(reading.all("oddFooter", "方法") == [["&L福岡 2026-10&R&P / &N"]])
    // the one table's head; where there are two only the section's
    #expect(reading.all("pane", "方法") == [["A5", "frozen"]])
    #expect(reading.all("pane", "つなぎ") == [["A2", "frozen"]])
    #expect(reading.all("name", "_xlnm.Print_Titles").map { $0[0] } == ["'つなぎ'!$1:$1", "'数え方'!$1:$1", "'方法'!$1:$4"])
  }

  @Test("lie on their side where they are wide")
  func landscape() throws {
    var wide = Table((0..<8).map { Column("c\($0)", ja: "列", en: "Column") })
    wide.add((0..<8).map { _ in .text("とても長い言葉の入った列") })
    var document = report()
    document.heading("広い")
    document.table(wide, key: "wide")
    let reading = try XLSXReading(document)
    #expect(reading.all("page", "方法").map { $0[1] } == ["portrait"])
    #expect(reading.all("page", "広い").map { $0[1] } == ["landscape"])
  }

  @Test("have names that Excel takes, no two alike")
  func names() throws {
    let headings = [
      "a/b:c[d]", "ａ：ｂ", "'引用'", "History", "概要", "Ａ", "a", String(repeating: "長", count: 40),
      String(repeating: "長", count: 50), "", "あ\u{1B}", String(repeating: "𠮷", count: 20),
    ]
    var document = Document(title: "題", lang: .ja)
    for heading in headings { document.heading(heading) }
    let long = String(repeating: "長", count: 31)
    #expect(
      try XLSXReading(document).sheets == [
        "概要", "a-b-c-d-", "ａ-ｂ", "引用", "History (2)", "概要 (2)", "Ａ", "a (2)", long, long.prefix(27) + " (2)", "-", "あ␛",
        String(repeating: "𠮷", count: 15),
      ])
  }

  @Test("that would be wider than Excel's are refused in time")
  func tooWide() {
    var table = Table((0...16_384).map { Column("c\($0)", ja: "列", en: "Column") })
    table.add(table.columns.map { _ in .integer(1) })
    var document = Document(title: "題", lang: .ja)
    document.table(table, key: "wide")
    #expect(throws: XLSXError.tooLarge) { try xlsx(document, created: 1) }
  }

  @Test("are the same bytes again, on several threads at once too, and say no time but the one given")
  func sameBytes() async throws {
    let report = report()
    let first = try xlsx(report, created: 1_793_458_800)
    try await withThrowingTaskGroup(of: [UInt8].self) { group in
      for _ in 0..<8 { group.addTask { try xlsx(report, created: 1_793_458_800) } }
      for try await bytes in group { #expect(bytes == first) }
    }
    let reading = try XLSXReading(first)
    #expect(Set(reading.all("part").map { $0[1] }) == ["1980-01-01T00:00:00"])
    #expect(reading.all("property", "created") == [["2026-10-31T15:00:00Z"]])
    #expect(reading.all("property", "modified") == [["2026-10-31T15:00:00Z"]])
    #expect(reading.all("property", "title") == [["月次報告 & 写し"]])
    #expect(try xlsx(report, created: 0) == xlsx(report, created: 1))
  }
}

@Suite("A long list as a workbook")
struct XLSXRowsTests {
  private func list(_ count: Int, path: String) throws {
    let rows = try XLSXRows(
      [Column("name", ja: "名前", en: "Name"), Column("count", ja: "件数", en: "Count", alignment: .right)],
      title: "一覧", lang: .ja, created: 1_793_458_800, path: path)
    for at in 0..<count { try rows.add([.text(at == 150 ? "=1" : "名前\(at)"), .integer(at)]) }
    try rows.finish()
  }

  @Test("has every row in its place, its heads frozen and text as text", arguments: [0, 1, 100, 101, 250])
  func rows(count: Int) throws {
    let memory = try MemoryFileForTests()
    try list(count, path: memory.path)
    let reading = try XLSXReading(try memory.bytes())
    #expect(reading.sheets == ["一覧"])
    #expect(reading.cell("一覧", "A1")?[1] == "名前")
    #expect(reading.all("number", "一覧").map { $0[1] } == (0..<count).map(String.init))
    #expect(reading.all("number", "一覧").map { $0[0] } == (0..<count).map { "B\($0 + 2)" })
    #expect(reading.all("pane", "一覧") == [["A2", "frozen"]])
    #expect(reading.all("formula").isEmpty)
    if count > 150 { #expect(reading.cell("一覧", "A152") == ["text", "=1", "@"]) }
    #expect(reading.all("name", "_xlnm._FilterDatabase").map { $0[0] } == ["'一覧'!$A$1:$B$\(max(2, count + 1))"])
  }

  @Test("says so when there is no place for it")
  func unwritable() throws {
    #expect(throws: XLSXError.library(2)) { try list(3, path: "/nonexistent/list.xlsx") }
  }

  @Test("is not made without its rows where temporary files find no room, whatever libxlsxwriter says")
  func noRoom() throws {
    let path = "/tmp/ippo-no-room-\(getpid()).xlsx"
    // files of at most 50 kB: the rows take ten times that, the workbook without them would fit
    let status = try XLSXReading.run(
      "/bin/sh", ["-c", "trap '' XFSZ; ulimit -f 100; exec \"$0\" 3000 \"$1\"", XLSXReading.benchRows, path])
    #expect(status.output == "temporaryFiles\n")
    #expect(status.ending == 1)
    #expect(access(path, F_OK) != 0)
  }
}
