import CaseCore
import Paper

extension MonthReport {
  /// The figures people look for first, each beside last month, last year and the fiscal year to date.
  func keyFigures(_ lang: Language) -> [Figure] {
    func compared(_ key: String, _ year: String, _ target: Int?) -> [Comparison] {
      let told = [
        Comparison(.previousMonth, figures.cell("previous_month.\(key)")),
        Comparison(.sameMonthLastYear, figures.cell("same_month_last_year.\(key)")),
        Comparison(.fiscalYear, figures.cell("fiscal_year.\(year)")),
      ]
      return told + (target.map { [Comparison(.yearTarget, .integer($0))] } ?? [])
    }
    let target = program?.target
    let cases = Words(ja: "件", en: "")
    let people = Words(ja: "人", en: "")
    return [
      Figure(
        "inquiries", ja: "問い合わせ", en: "Inquiries", figures.cell("inquiries.total"), unit: cases,
        comparisons: compared("inquiries", "inquiries", target?.inquiries)),
      Figure(
        "sessions", ja: "相談(延件数)", en: "Consultations", figures.cell("sessions.count"), unit: cases,
        comparisons: compared("sessions", "sessions.count", target?.sessions)),
      Figure(
        "people", ja: "相談(実人数)", en: "People seen", figures.cell("sessions.people"), unit: people,
        comparisons: compared("people", "sessions.people", target?.people)),
      Figure("active", ja: "継続中の方", en: "Active clients", figures.cell("clients.active"), unit: people),
      Figure(
        "minutes", ja: "相談の時間", en: "Minutes", figures.cell("sessions.minutes"), unit: Words(ja: "分", en: "min")),
    ]
  }

  func chart(
    _ key: String, _ title: String, _ unit: String, _ lang: Language, _ value: (Point) -> Int?
  ) -> Chart {
    let months = series.map { MonthReport.category($0.month, lang) }
    var chart = Chart(
      key, title: title, kind: .bar, categories: months, unit: unit, gap: audience == .public ? .hidden : .noData)
    chart.add("count", ja: "件数", en: "Count", series.map(value))
    return chart
  }

  /// A month under a chart.
  static func category(_ month: ReportMonth, _ lang: Language) -> Cell {
    .code(month.iso, label: lang == .ja ? "\(month.month)月" : String(month.english.prefix(3)))
  }

  /// A number for each code that has one.
  func counts(_ path: String, _ list: CodeList, _ title: String, _ lang: Language) -> Table {
    var table = Table(MonthReport.columns(title), caption: title, empty: MonthReport.none)
    if figures.hidden.contains(path) { table.add([MonthReport.withheld(lang), MonthFigures.mark]) }
    for code in figures.codes(under: path, in: list.order) {
      table.add([MonthReport.cell(code, in: list, lang), figures.cell("\(path).\(code)")])
    }
    return table
  }

  func relations(_ lang: Language) -> Table {
    let title = Words(ja: "どなたから", en: "Who turned to us")(lang)
    var table = Table(MonthReport.columns(title), caption: title, empty: MonthReport.none)
    if figures.hidden.contains("inquiries.by_relation") {
      table.add([MonthReport.withheld(lang), MonthFigures.mark])
      return table
    }
    for (code, words) in MonthReport.relationGroups {
      table.add([.code(code, label: words(lang)), figures.cell("inquiries.by_relation.\(code)")])
    }
    return table
  }

  /// Named numbers, zeros too.
  func values(_ path: String, _ keys: [(key: String, ja: String, en: String)], _ title: String, _ lang: Language)
    -> Table
  {
    var table = Table(MonthReport.columns(title), caption: title)
    for (key, ja, en) in keys where !figures.isAbsent("\(path).\(key)") {
      table.add([.code(key, label: Words(ja: ja, en: en)(lang)), figures.cell("\(path).\(key)")])
    }
    return table
  }

  /// Counts, people and minutes for each code; of logins where there is no list.
  func triples(_ path: String, _ list: CodeList?, _ title: String, _ lang: Language) -> Table {
    var table = Table(
      [
        Column("code", ja: title, en: title, fit: .wrap),
        Column("count", ja: "延件数", en: "Count", alignment: .right),
        Column("people", ja: "実人数", en: "People", alignment: .right),
        Column("minutes", ja: "分", en: "Minutes", alignment: .right),
      ], caption: title, empty: MonthReport.none)
    if figures.hidden.contains(path) {
      table.add([MonthReport.withheld(lang)] + Array(repeating: MonthFigures.mark, count: 3))
    }
    for code in figures.codes(under: path, in: list?.order ?? []) {
      let name = list.map { MonthReport.cell(code, in: $0, lang) } ?? .text(code)
      table.add([name] + ["count", "people", "minutes"].map { figures.cell("\(path).\(code).\($0)") })
    }
    return table
  }

  /// The one line of a table of which not even the codes are told.
  private static func withheld(_ lang: Language) -> Cell {
    .code("*", label: Words(ja: "この表は伏せています", en: "This table is hidden")(lang))
  }

  private static let none = Words(ja: "この月はありません。", en: "None this month.")

  private static func columns(_ title: String) -> [Column] {
    [
      Column("code", ja: title, en: title, fit: .wrap),
      Column("count", ja: "件数", en: "Count", alignment: .right),
    ]
  }

  static func cell(_ code: String, in list: CodeList, _ lang: Language) -> Cell {
    .code(code, label: list[code].map { lang == .ja ? $0.ja : $0.en } ?? code)
  }

  static let countingOfUnits = Words(
    ja: "延件数は相談の回数。LINEとメールは一人一日を1件とする。実人数は重なりを除いた人数。",
    en: "The count is of consultations; LINE and mail are one a person and day. People are counted once.")
  static let countingOfPresence = Words(
    ja: "母と本人が同席した1回の相談は1件、時間は1回分。対応した職員それぞれの欄には、それぞれ入る。",
    en: "A mother and her son in one encounter are one, and its minutes count once; each member of staff has it.")

  /// What stands on the page that says how each figure is counted.
  static let counting: [Words] = [
    Words(ja: "月は日本時間の1日0時から翌月1日0時の前まで。", en: "A month runs from its first midnight in Tokyo to the next month's."),
    countingOfUnits, countingOfPresence,
    Words(
      ja: "不在訪問、来所なし、関係機関連絡は、それぞれの欄だけに入る。",
      en: "Absent visits, no-shows and agency contacts stand in their own lines and nowhere else."),
    Words(
      ja: "匿名の相談は、どなたにもつながっていない相談の問い合わせのうち、時間の記録があるもの。",
      en: "Anonymous: inquiries that were consultations, with minutes, linked to no client."),
    Words(
      ja: "継続中は、その月のどこかで開いていた方。年齢と期間は月末で数え、要因は重なりがある。",
      en: "Active: open at any moment of the month. Ages and time withdrawn are at its end; factors overlap."),
    Words(
      ja: "年度は4月から。年度の実人数は月の合計ではなく、重なりを除いた人数。",
      en: "The fiscal year starts in April; its people are counted once, not a sum of months."),
    Words(
      ja: "訂正された記録は、訂正後の内容で1件。", en: "An amended record counts once, as amended."),
  ]

  /// The same of what only the office itself looks at.
  static let countingOfAttention: [Words] = [
    Words(
      ja: "相談のない日数は、最後の相談(受付日か再開日より前は数えない)から月末までの日数。本人の反応は、読んだ様子、返事、同席など本人からのもの。",
      en:
        "Silences run from the last consultation, or from the opening of the case, to the month's end; a sign is the person's own."
    ),
    Words(
      ja: "確認を待っている記録は、月末までの12か月の記録のうち、最新の版をスーパーバイザーがまだ確認していないもの。確認は、あとからのものも数える。",
      en: "Records to be reviewed: of twelve months, those whose latest version no supervisor has reviewed by now."),
  ]
}
