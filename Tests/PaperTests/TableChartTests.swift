import Paper
import Testing

@Suite("A chart of a table that the document has")
struct TableChartTests {
  private func document(isOfTable: Bool, lang: Language = .ja) -> Document {
    var document = Document(title: "報告", lang: lang)
    let kinds = ["来所", "訪問", "出張", "電話", "LINE", "SMS", "メール", "手紙", "オンライン相談の窓口", "FAX", "その他", "不明"]
    var chart = Chart(
      "chart", title: "方法", kind: .bar, categories: kinds.map { .code($0, label: $0) }, isOfTable: isOfTable)
    chart.add("count", ja: "延件数", en: "Count", kinds.indices.map { 100 + $0 })
    chart.add("people", ja: "実人数", en: "People", kinds.indices.map { 50 + $0 })
    document.chart(chart)
    return document
  }

  @Test("does not have its figures a second time, on the page or in CSV, but in the words of the drawing")
  func once() throws {
    let (own, other) = (document(isOfTable: true), document(isOfTable: false))
    #expect(String(decoding: html(other), as: UTF8.self).contains("<table"))
    let page = String(decoding: html(own), as: UTF8.self)
    #expect(!page.contains("<table") && page.contains("最多は111（不明）"))
    #expect(String(decoding: csv(other), as: UTF8.self).contains("chart,来所.count"))
    #expect(!String(decoding: csv(own), as: UTF8.self).contains("chart"))
  }

  @Test("has the label of each category, as none of them follows from its neighbours")
  func labels() throws {
    var chart = Chart(
      "chart", title: "方法", kind: .bar, categories: (1...30).map { .code("\($0)", label: "longword\($0)") },
      isOfTable: true)
    chart.add("count", ja: "延件数", en: "Count", Array(1...30))
    var document = Document(title: "報告", lang: .en)
    document.chart(chart)
    let drawn = try elements(String(decoding: html(document), as: UTF8.self)).filter {
      $0.name == "text" && $0.attributes["text-anchor"] == "middle" && $0.attributes["class"] == nil
    }
    #expect(Set(drawn.compactMap { $0.attributes["x"] }).count == 30)
  }
}
