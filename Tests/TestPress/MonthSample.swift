import CaseCore
public import Paper

/// A month's report as an office has it, with numbers that look like chance and are always the same. The long one has the
/// lists that a large office adds.
public func monthSample(
  _ lang: Language = .ja, office: String = "福岡ひきこもり相談室", seed: Int = 1, isLong: Bool = false
) -> Document {
  var sample = MonthSample(lang: lang, state: UInt64(seed))
  return sample.document(office: office, isLong: isLong)
}

private struct MonthSample {
  let lang: Language
  var state: UInt64

  mutating func number(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % limit
  }

  func say(_ ja: String, _ en: String) -> String { lang == .ja ? ja : en }

  mutating func document(office: String, isLong: Bool) -> Document {
    var meta = Record()
    meta.add("office", ja: "所", en: "Office", .text(office))
    meta.add("month", ja: "対象月", en: "Month", .code("2026-10", label: say("2026年10月(令和8年度)", "October 2026, FY2026")))
    meta.add("state", ja: "状態", en: "State", .code("open", label: say("月締め前", "not closed yet")))
    meta.add(
      "audit_head", ja: "監査の鎖", en: "Audit head",
      .text("3f9a1c0b77de42518a6be0c94d51f2ab6c0d9e8f7a6b5c4d3e2f1a0b9c8d7e6f"))
    var document = Document(
      title: say("月次報告 2026年10月", "Monthly report, October 2026"), subtitle: office, lang: lang, meta: meta,
      footer: "\(office) 2026-10")

    document.heading(say("この月のあらまし", "The month at a glance"))
    document.figures(figures(), key: "summary")
    document.chart(chart("series.inquiries", say("問い合わせの件数(12か月)", "Inquiries, twelve months")))
    document.chart(chart("series.sessions", say("相談の延件数(12か月)", "Consultations, twelve months")))

    document.heading(say("問い合わせ", "Inquiries"))
    document.table(counts(CodeList.channel, say("経路", "Channel")), key: "inquiries.by_channel")
    document.table(counts(CodeList.relation, say("どなたから", "Who turned to us")), key: "inquiries.by_relation")
    document.table(counts(CodeList.inquiryKind, say("種類", "Kind")), key: "inquiries.by_kind")

    document.heading(say("相談している方", "Clients"))
    document.table(
      values(
        [("継続中", "Active"), ("新規", "New"), ("終結", "Closed"), ("再開", "Reopened")], say("動き", "Movement")),
      key: "clients")
    document.table(counts(CodeList.ageBand, say("年齢(月末)", "Age at the month's end")), key: "clients.by_age_band")
    document.table(counts(CodeList.sex, say("性別", "Sex")), key: "clients.by_sex")
    document.table(counts(CodeList.withdrawalBand, say("ひきこもりの期間", "Time withdrawn")), key: "clients.by_withdrawal")
    document.table(counts(CodeList.factor, say("要因(重なりあり)", "Factors (several each)")), key: "clients.by_factor")

    document.heading(say("相談・訪問", "Consultations"))
    document.table(triples(CodeList.sessionMethod, say("方法", "Method")), key: "sessions.by_method")
    document.table(staff(), key: "sessions.by_staff")
    document.table(counts(CodeList.who, say("相手", "With")), key: "sessions.by_with")
    document.table(counts(CodeList.contactLevel, say("本人との接触", "Contact with the person")), key: "sessions.by_contact")
    document.table(
      values(
        [
          ("不在訪問", "Absent visits"), ("来所なし・キャンセル", "No-shows"), ("関係機関連絡", "Agency contacts"),
          ("匿名の相談", "Anonymous consultations"),
        ], say("相談に数えないもの", "Not counted as consultations")), key: "sessions.apart")

    document.heading(say("つなぎ", "Referrals"))
    document.table(values([("つなぎ", "Made"), ("情報提供のみ", "Information only")], say("件数", "Count")), key: "referrals")
    document.table(
      Table(
        [Column("code", ja: "つなぎ先", en: "Where to"), Column("count", ja: "件数", en: "Count", alignment: .right)],
        caption: say("つなぎ先", "Where to"), empty: Words(ja: "この月はありません。", en: "None this month.")),
      key: "referrals.by_kind")
    document.table(counts(CodeList.referralStatus, say("状況", "Status")), key: "referrals.by_status")

    document.heading(say("行動計画", "Plans"))
    document.table(
      values([("合意した計画", "Agreed"), ("達成度確認", "Checks"), ("見直しの時期を過ぎたもの", "Review overdue")], say("計画", "Plans")),
      key: "plans")
    document.table(counts(CodeList.planResult, say("確認の結果", "Results of checks")), key: "plans.by_result")

    if isLong {
      document.heading(say("市町村ごとの相談", "Consultations by municipality"))
      document.chart(ages())
      document.table(municipalities(), key: "municipalities")
      document.heading(say("この月の取り組み", "What was done"))
      document.paragraph(Self.prose)
      document.table(events(), key: "events")
    }
    document.heading(say("数え方", "How it is counted"))
    document.notes(Self.counting)
    return document
  }

  private mutating func figures() -> [Figure] {
    [
      ("inquiries", "問い合わせ", "Inquiries"), ("sessions", "相談(延件数)", "Consultations"),
      ("people", "相談(実人数)", "People seen"), ("active", "継続中の方", "Active clients"), ("minutes", "相談の時間", "Minutes"),
    ].enumerated().map { at, name in
      let comparisons = [
        Comparison(.previousMonth, .integer(number(200))), Comparison(.sameMonthLastYear, .integer(number(200))),
        Comparison(.fiscalYear, .integer(number(2000))),
      ]
      return Figure(
        name.0, ja: name.1, en: name.2, .integer(number(at == 4 ? 9000 : 200)),
        unit: at == 4 ? Words(ja: "分", en: "min") : Words(ja: at < 2 ? "件" : "人", en: ""),
        comparisons: at < 3 ? comparisons : [])
    }
  }

  private mutating func chart(_ key: String, _ title: String) -> Chart {
    let names = ["11月", "12月", "1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月"]
    var chart = Chart(
      key, title: title, kind: .bar, categories: names.map { .text($0) }, unit: say("件", ""))
    chart.add("count", ja: "件数", en: "Count", names.map { _ in number(90) })
    return chart
  }

  private mutating func ages() -> Chart {
    var chart = Chart(
      "ages", title: say("年代と相談の方法", "Ages and methods"), kind: .line,
      categories: ["10代", "20代", "30代", "40代", "50代", "60代以上"].map { .text($0) }, unit: say("件", ""),
      note: say("年代のわからない方は入れていません。", "Without people of unknown age."))
    chart.add("visit", ja: "訪問", en: "Visits", (0..<6).map { _ in number(40) })
    chart.add("office", ja: "来所", en: "Office", (0..<6).map { _ in number(40) })
    chart.add("line", ja: "LINE・メール", en: "LINE, mail", (0..<6).map { $0 == 5 ? nil : number(40) })
    return chart
  }

  private static func columns(_ title: String) -> [Column] {
    [
      Column("code", ja: title, en: title, fit: .wrap),
      Column("count", ja: "件数", en: "Count", alignment: .right),
    ]
  }

  private mutating func counts(_ list: CodeList, _ title: String) -> Table {
    var table = Table(Self.columns(title), caption: title)
    for code in list.codes.prefix(14) {
      table.add([.code(code.code, label: say(code.ja, code.en)), .integer(number(60))])
    }
    return table
  }

  private mutating func values(_ names: [(String, String)], _ title: String) -> Table {
    var table = Table(Self.columns(title), caption: title)
    for name in names { table.add([.text(say(name.0, name.1)), .integer(number(60))]) }
    return table
  }

  private static func wide(_ title: String) -> [Column] {
    [
      Column("code", ja: title, en: title, fit: .wrap),
      Column("count", ja: "延件数", en: "Count", alignment: .right),
      Column("people", ja: "実人数", en: "People", alignment: .right),
      Column("minutes", ja: "分", en: "Minutes", alignment: .right),
    ]
  }

  private mutating func triples(_ list: CodeList, _ title: String) -> Table {
    var table = Table(Self.wide(title), caption: title)
    for code in list.codes {
      table.add([
        .code(code.code, label: say(code.ja, code.en)), .integer(number(60)), .integer(number(40)),
        .integer(number(4000)),
      ])
    }
    return table
  }

  private mutating func staff() -> Table {
    let title = say("職員", "Staff")
    var table = Table(Self.wide(title), caption: title)
    for login in ["sato", "suzuki", "tanaka_m", "髙橋", "𠮷田"] {
      table.add([.text(login), .integer(number(60)), .integer(number(40)), .integer(number(4000))])
    }
    return table
  }

  private mutating func municipalities() -> Table {
    var table = Table(
      [
        Column("name", ja: "市町村", en: "Municipality", fit: .wrap),
        Column("visits", ja: "訪問", en: "Visits", alignment: .right),
        Column("office", ja: "来所", en: "Office", alignment: .right),
        Column("phone", ja: "電話", en: "Telephone", alignment: .right),
        Column("line", ja: "LINE", en: "LINE", alignment: .right),
        Column("people", ja: "実人数", en: "People", alignment: .right),
        Column("minutes", ja: "分", en: "Minutes", alignment: .right),
      ], caption: say("市町村別", "By municipality"),
      footnotes: [say("政令指定都市は区ごとに数え、市外の方は「その他」に入れています。", "Wards are counted apart.")])
    let names = ["福岡市東区", "福岡市博多区", "北九州市小倉北区", "久留米市", "飯塚市", "大牟田市", "糸島市", "筑紫野市", "宗像市", "柳川市"]
    for at in 0..<14 {
      table.add(
        [.text(names[at % names.count] + (at < 10 ? "" : "・第\(at / 10 + 1)地区"))]
          + (0..<6).map { $0 == 3 && at % 7 == 0 ? .null : .integer(number($0 == 5 ? 5000 : 60)) })
    }
    return table
  }

  private mutating func events() -> Table {
    var table = Table(
      [
        Column("day", ja: "日", en: "Day"), Column("what", ja: "行事", en: "Event", fit: .wrap),
        Column("report", ja: "様子", en: "What happened", fit: .wrap),
        Column("count", ja: "参加", en: "People", alignment: .right),
      ], caption: say("居場所と家族会", "Meetings"))
    for day in 1...6 {
      table.add([
        .text("10月\(day)日"), .text(["居場所「ひだまり」", "家族会", "就労準備の見学会(午後の部)"][day % 3]),
        .text(String(Self.prose.prefix(40 + number(50)))), .integer(number(15)),
      ])
    }
    return table
  }

  static let prose =
    "今月は、はじめて来所された方が三人いらっしゃいました。「話を聞いてもらえるだけでいい」という声が多く、ご家族だけの相談も続いています。"
    + "訪問では、玄関先での声かけから始め、手紙を置いて帰ることもありました(返事があったのは二件)。"
    + "関係機関とは、月に一度の連絡会のほか、必要なときに電話で様子を伝え合っています。来月は、居場所の時間を少し長くし、"
    + "昼食をいっしょに作る日を設ける予定です。ゲーム・読書・散歩など、その日の過ごし方は参加される方と相談して決めます。"

  static let counting = [
    "月は日本時間の1日0時から翌月1日0時の前まで。", "延件数は相談の回数。LINEとメールは一人一日を1件とする。実人数は重なりを除いた人数。",
    "母と本人が同席した1回の相談は1件、時間は1回分。対応した職員それぞれの欄には、それぞれ入る。",
    "不在訪問、来所なし、関係機関連絡は、それぞれの欄だけに入る。",
    "匿名の相談は、どなたにもつながっていない相談の問い合わせのうち、時間の記録があるもの。",
    "継続中は、その月のどこかで開いていた方。年齢と期間は月末で数え、要因は重なりがある。",
    "年度は4月から。年度の実人数は月の合計ではなく、重なりを除いた人数。", "訂正された記録は、訂正後の内容で1件。",
  ]
}
