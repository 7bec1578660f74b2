import CaseCore
import Paper

extension MonthReport {
  /// What a supervisor acts on, by client code; the server tells it to a supervisor of that one office and to nobody else.
  public struct Lists: Sendable, Decodable {
    struct Plan: Sendable, Decodable {
      let client: String
      let owner: String
      let until: String
      let days: Int
    }
    struct Silence: Sendable, Decodable {
      let client: String
      let since: String
      let days: Int
      let unseenSince: String
      let unseenDays: Int

      private enum CodingKeys: String, CodingKey {
        case client, since, days
        case unseenSince = "unseen_since"
        case unseenDays = "unseen_days"
      }
    }
    struct Waiting: Sendable, Decodable {
      let client: String
      let provider: String
      let status: String
      let since: String
      let days: Int
    }
    struct Unreviewed: Sendable, Decodable {
      let staff: String
      let count: Int
      let oldest: String
    }

    let plans: [Plan]
    let silences: [Silence]
    let referrals: [Waiting]
    let unreviewed: [Unreviewed]
  }

  private static let attentionKeys: [(key: String, ja: String, en: String)] = [
    ("silent", "60日以上相談のない方", "No consultation for 60 days"),
    ("longest_silence", "もっとも長い日数", "Longest silence, days"),
    ("unseen", "本人の反応が60日以上ない方", "No sign of the person for 60 days"),
    ("referrals_waiting", "返事を待っているつなぎ", "Referrals waiting"),
    ("unreviewed", "確認を待っている記録(12か月)", "Records to be reviewed, twelve months"),
  ]

  /// The counts, which everyone who sees figures sees.
  var attentionRecord: Record {
    var record = Record()
    for (key, _, _) in MonthReport.attentionKeys {
      record.add(key, ja: key, en: key, figures.number("attention.\(key)"))
    }
    return record
  }

  /// The lists as a program reads them; null where the reader is no supervisor of the one office.
  var listsCell: Cell {
    guard let lists = listTables(.ja) else { return .null }
    var record = Record()
    for (key, table) in lists {
      record.add(key, ja: key, en: key, .list(table.records.map { .record($0) }))
    }
    return .record(record)
  }

  /// Adds the counts and, for a supervisor, the lists behind them.
  func addAttention(to document: inout Document) {
    if audience != .internal { return }
    let lang = document.lang
    document.heading(Words(ja: "気をつけたいこと", en: "What to look at")(lang))
    document.table(
      values("attention", MonthReport.attentionKeys, Words(ja: "月末の時点", en: "At the month's end")(lang), lang),
      key: "attention")
    guard let lists = listTables(lang) else { return }
    document.heading(
      Words(ja: "一覧(この所のスーパーバイザー用。所の外には出しません)", en: "Lists, for the office's supervisor only; not to leave the office")(
        lang),
      level: 3)
    for (key, table) in lists { document.table(table, key: "lists.\(key)") }
  }

  private func listTables(_ lang: Language) -> [(key: String, table: Table)]? {
    guard let lists else { return nil }
    func code(_ code: String, _ list: CodeList) -> Cell { MonthReport.cell(code, in: list, lang) }
    var plans = table(
      "見直しの時期を過ぎた計画", "Plans past their review", lang,
      [MonthReport.client, MonthReport.owner, MonthReport.until, MonthReport.days])
    for plan in lists.plans {
      plans.add([.text(plan.client), code(plan.owner, .who), .text(plan.until), .integer(plan.days)])
    }
    var silences = table(
      "しばらく相談や本人の反応のない方", "Silences", lang,
      [
        MonthReport.client, Column("since", ja: "最後の相談", en: "Last consultation"), MonthReport.days,
        Column("unseen_since", ja: "本人の最後の反応", en: "Last sign of the person"),
        Column("unseen_days", ja: "日数", en: "Days", alignment: .right),
      ])
    silences.footnotes = [
      Words(
        ja: "受付や再開のあとに相談や反応がまだない方は、受付日か再開日から数えます。",
        en: "Where there was none since the case was opened, it is counted from that day.")(lang)
    ]
    for one in lists.silences {
      silences.add([
        .text(one.client), .text(one.since), .integer(one.days), .text(one.unseenSince), .integer(one.unseenDays),
      ])
    }
    var referrals = table(
      "返事を待っているつなぎ", "Referrals waiting", lang,
      [
        MonthReport.client, Column("provider", ja: "つなぎ先", en: "Provider"), Column("status", ja: "状態", en: "Status"),
        Column("since", ja: "いつから", en: "Since"), MonthReport.days,
      ])
    for one in lists.referrals {
      referrals.add([
        .text(one.client), .text(one.provider), code(one.status, .referralStatus), .text(one.since), .integer(one.days),
      ])
    }
    var unreviewed = table(
      "確認を待っている記録", "Records to be reviewed", lang,
      [
        Column("staff", ja: "記入した職員", en: "Written by"),
        Column("count", ja: "件数", en: "Count", alignment: .right), Column("oldest", ja: "もっとも古い日", en: "Oldest"),
      ])
    for one in lists.unreviewed { unreviewed.add([.text(one.staff), .integer(one.count), .text(one.oldest)]) }
    return [("plans", plans), ("silences", silences), ("referrals", referrals), ("unreviewed", unreviewed)]
  }

  private func table(_ ja: String, _ en: String, _ lang: Language, _ columns: [Column]) -> Table {
    Table(columns, caption: Words(ja: ja, en: en)(lang), empty: Words(ja: "ありません。", en: "None."))
  }

  private static let client = Column("client", ja: "コード", en: "Client")
  private static let owner = Column("owner", ja: "誰の計画か", en: "Owner")
  private static let until = Column("until", ja: "終わりの日", en: "Last day")
  private static let days = Column("days", ja: "日数", en: "Days", alignment: .right)
}
