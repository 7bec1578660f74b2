import CaseCore
import Paper

extension MonthReport {
  /// The ages as bars, each band of the list in its place, so that a gap is seen as one. Nothing where nobody is counted.
  func addChart(ofAges lang: Language, to document: inout Document) {
    let bands = CodeList.ageBand.order.filter { $0 != "unknown" || figures.drawn("clients.by_age_band.\($0)") != 0 }
    // 歳 stands in the title once, and not torn off below each band; a long word would touch its neighbour's
    let labels = bands.map { band in
      let label = MonthReport.cell(band, in: .ageBand, lang).human(lang)
      let isWide = band == "unknown" && lang == .en
      return Cell.code(band, label: isWide ? "not known" : String(label.filter { $0 != "歳" }))
    }
    addChart(
      "chart.clients.by_age_band", Words(ja: "年齢(歳)の分布、月末", en: "Ages at the month's end, people")(lang), labels,
      unit: Words(ja: "人", en: "")(lang),
      [("people", "人数", "People", bands.map { figures.drawn("clients.by_age_band.\($0)") })], to: &document)
  }

  /// The consultations of each method that was used, beside the people who were met by it.
  func addChart(ofMethods lang: Language, to document: inout Document) {
    let methods = figures.codes(under: "sessions.by_method", in: CodeList.sessionMethod.order)
    func values(_ measure: String) -> [Int?] { methods.map { figures.drawn("sessions.by_method.\($0).\(measure)") } }
    addChart(
      "chart.sessions.by_method", Words(ja: "方法ごとの延件数と実人数", en: "Consultations and people by method")(lang),
      methods.map { MonthReport.cell($0, in: .sessionMethod, lang) }, unit: "",
      [("count", "延件数", "Count", values("count")), ("people", "実人数", "People", values("people"))], to: &document)
  }

  private func addChart(
    _ key: String, _ title: String, _ categories: [Cell], unit: String,
    _ rows: [(key: String, ja: String, en: String, values: [Int?])], to document: inout Document
  ) {
    guard rows.contains(where: { $0.values.contains { ($0 ?? 0) > 0 } }) else { return }
    var chart = Chart(
      key, title: title, kind: .bar, categories: categories, unit: unit, isOfTable: true,
      gap: audience == .public ? .hidden : .noData)
    for row in rows { chart.add(row.key, ja: row.ja, en: row.en, row.values) }
    document.chart(chart)
  }
}
