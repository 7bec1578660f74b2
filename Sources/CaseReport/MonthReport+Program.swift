import CaseCore
import FoundationEssentials
import Paper

extension MonthReport {
  /// The program whose month it is, with the contract as it is now.
  public struct Program: Sendable, Decodable {
    /// What the contract wants of the month's fiscal year; nil where it says nothing.
    public struct Target: Sendable, Decodable {
      public let inquiries: Int?
      public let sessions: Int?
      public let people: Int?
    }

    public let code: String
    public let name: String
    public let nameEnglish: String?
    /// 委託元.
    public let funder: String?
    public let municipality: String?
    /// The term's first and last day, ISO 8601.
    public let from: String
    public let until: String?
    /// `case` or `person`: what a session with several people of one case counts.
    public let presence: String
    public let lineByDay: Bool
    /// The codes of the offices that work for it, and of those whose figures these are.
    public let offices: [String]
    public let counted: [String]
    public let target: Target?

    private enum CodingKeys: String, CodingKey {
      case code, name, funder, municipality, from, until, presence, offices, counted, target
      case nameEnglish = "name_en"
      case lineByDay = "line_by_day"
    }

    func name(_ lang: Language) -> String { lang == .ja ? name : nameEnglish ?? name }

    /// The first and last day as people write them.
    func term(_ lang: Language) throws -> String {
      func written(_ iso: String) throws -> String {
        let parts = iso.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3 else { throw CaseError.schema(newer: true) }
        let day = try CalendarDate(year: parts[0], month: parts[1], day: parts[2])
        return lang == .ja ? day.japaneseWithEra : day.english
      }
      let last = try until.map(written)
      return try lang == .ja ? "\(written(from))から\(last.map { $0 + "まで" } ?? "")" : "\(written(from)) – \(last ?? "")"
    }
  }

  /// What stands under the title about the program.
  func addProgram(to meta: inout Record, _ lang: Language) {
    guard let program else { return }
    meta.add("program", ja: "事業", en: "Program", .code(program.code, label: program.name(lang)))
    meta.add("funder", ja: "委託元", en: "Funder", .text(program.funder ?? "–"))
    meta.add("municipality", ja: "対象の市区町村", en: "Municipality", .text(program.municipality ?? "–"))
    meta.add("term", ja: "事業の期間", en: "Term", .text((try? program.term(lang)) ?? program.from))
    if program.counted != program.offices {
      let (counted, all) = (program.counted.joined(separator: "、"), program.offices.joined(separator: "、"))
      meta.add(
        "counted", ja: "集計した所", en: "Offices counted",
        .text(Words(ja: "\(counted)(事業の所は \(all))", en: "\(counted) (of the program's \(all))")(lang)))
    }
  }

  /// 実績 and 目標: the fiscal year to date beside what the contract wants of it, and people who came and left.
  func addProgress(to document: inout Document, _ lang: Language) {
    guard let program else { return }
    let title = Words(ja: "実績と目標(年度累計)", en: "Against the contract, fiscal year to date")(lang)
    document.heading(Words(ja: "事業の実績", en: "The program so far")(lang))
    var table = Table(
      [
        Column("code", ja: "項目", en: "Item", fit: .wrap),
        Column("actual", ja: "実績", en: "So far", alignment: .right),
        Column("target", ja: "年度の目標", en: "Target", alignment: .right),
        Column("per_cent", ja: "達成率(%)", en: "Per cent", alignment: .right),
      ], caption: title)
    let target = program.target
    for (key, words, path, goal) in [
      ("inquiries", Words(ja: "問い合わせ", en: "Inquiries"), "fiscal_year.inquiries", target?.inquiries),
      ("sessions", Words(ja: "相談(延件数)", en: "Consultations"), "fiscal_year.sessions.count", target?.sessions),
      ("people", Words(ja: "相談(実人数)", en: "People seen"), "fiscal_year.sessions.people", target?.people),
    ] {
      let actual = figures[path]
      let perCent = goal.flatMap { $0 > 0 ? MonthReport.perMille(actual, of: $0) : nil }
      table.add([
        .code(key, label: words(lang)), .integer(actual), .integer(orNull: goal),
        perCent.map { .decimal($0, places: 1) } ?? .null,
      ])
    }
    document.table(table, key: "program.progress")
    if let goal = target?.sessions {
      document.chart(
        progress(
          "program.sessions", Words(ja: "相談(延件数)の年度累計と目標", en: "Consultations so far and the target"), goal, lang,
          \.sessions))
    }
    if let goal = target?.inquiries {
      document.chart(
        progress(
          "program.inquiries", Words(ja: "問い合わせの年度累計と目標", en: "Inquiries so far and the target"), goal, lang,
          \.inquiries))
    }
    document.table(
      values(
        "enrolment", [("entered", "参加", "Entered"), ("left", "参加の終わり", "Left")],
        Words(ja: "この月の事業への参加", en: "Entering and leaving the program")(lang), lang), key: "enrolment")
  }

  /// What came together up to each month of the fiscal year so far, and last the year's target. People have no such chart, as one
  /// who came in two months is not two.
  private func progress(
    _ key: String, _ title: Words, _ goal: Int, _ lang: Language, _ value: (Point) -> Int?
  ) -> Chart {
    let points = series.filter { $0.month.fiscalYear == figures.month.fiscalYear }
    var sums: [Int] = []
    // no edition of a program hides months
    for point in points { sums.append((sums.last ?? 0) + (value(point) ?? 0)) }
    let target = Cell.code("target", label: Words(ja: "年度の目標", en: "Target")(lang))
    var chart = Chart(
      key, title: title(lang), kind: .bar, categories: points.map { MonthReport.category($0.month, lang) } + [target],
      unit: Words(ja: "件", en: "")(lang))
    chart.add("sum", ja: "累計", en: "So far", sums + [goal])
    return chart
  }

  /// Tenths of a per cent, half of one rounded up.
  static func perMille(_ actual: Int, of target: Int) -> Int { (actual * 2000 + target) / (target * 2) }

  /// How it is counted: what holds of every report, and where the program's rules differ from it.
  var countingRules: [Words] {
    guard let program else { return countingWords }
    var rules = countingWords
    if program.presence == "person" || !program.lineByDay {
      rules = rules.filter { $0 != MonthReport.countingOfUnits && $0 != MonthReport.countingOfPresence }
    }
    let of = Words(
      ja: "この事業の数え方。その日に事業に参加している方の相談・計画・つなぎと、この事業の問い合わせだけが入る。事業の期間の外は入らない。",
      en:
        "This program: only what belongs to clients who were in it on that day, and its own inquiries; nothing outside its term."
    )
    rules.insert(of, at: 0)
    if program.presence == "person" {
      rules.insert(
        Words(
          ja: "延件数は同席した人数分(母と本人が同席した1回は2件)。関係機関と職員は数えず、1回は少なくとも1件。実人数は相談者ごとに1人、時間は1回分。",
          en:
            "Each person of the case who was there counts (a mother and her son are two), agencies and staff do not; at least one. "
            + "People are clients, once each; minutes count once."), at: 1)
    } else if !program.lineByDay {
      rules.insert(MonthReport.countingOfPresence, at: 1)
    }
    if !program.lineByDay {
      rules.insert(
        Words(ja: "LINEとメールは1通ごとに1件とする。", en: "Each LINE message and mail counts."), at: 2)
    } else if program.presence == "person" {
      rules.insert(MonthReport.countingOfUnits, at: 2)
    }
    return rules
  }

  /// The contract as programs read it.
  var contract: Record? {
    guard let program else { return nil }
    var record = Record()
    func add(_ key: String, _ cell: Cell) { record.add(key, ja: key, en: key, cell) }
    add("name", .text(program.name))
    add("name_en", .text(orNull: program.nameEnglish))
    add("funder", .text(orNull: program.funder))
    add("municipality", .text(orNull: program.municipality))
    add("from", .text(program.from))
    add("until", .text(orNull: program.until))
    add("presence", .text(program.presence))
    add("line_by_day", .flag(program.lineByDay))
    add("offices", .list(program.offices.map { .text($0) }))
    add("counted", .list(program.counted.map { .text($0) }))
    var target = Record()
    target.add("inquiries", ja: "inquiries", en: "inquiries", .integer(orNull: program.target?.inquiries))
    target.add("sessions", ja: "sessions", en: "sessions", .integer(orNull: program.target?.sessions))
    target.add("people", ja: "people", en: "people", .integer(orNull: program.target?.people))
    add("target", .record(target))
    return record
  }
}
