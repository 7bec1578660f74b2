import CaseCore
import CaseReport
import Edge
import Paper

/// How the rows behind a figure are printed: the columns of their base set.
struct RowSheet {
  typealias Fact = MonthRows.Fact

  let desk: Desk

  func table(_ rows: MonthRows) -> Table {
    let columns = columns(of: rows.base)
    var table = Table(columns.map(\.column), empty: Words(ja: "内訳は0件です。", en: "There is nothing behind it."))
    for fact in rows.facts { table.add(columns.map { $0.cell(fact) }) }
    return table
  }

  private typealias Part = (column: Column, cell: (Fact) -> Cell)

  private func columns(of base: String) -> [Part] {
    switch base {
    case "inquiries":
      [
        text("inquiry", ja: "受付番号", en: "Inquiry") { $0.inquiry }, moment(ja: "受付日時", en: "Received"),
        coded("channel", ja: "経路", en: "Channel", .channel) { $0.channel },
        coded("kind", ja: "種類", en: "Kind", .inquiryKind) { $0.kind },
        coded("relation", ja: "関係", en: "Relation", .relation) { $0.relation },
        number("minutes", ja: "分", en: "Min") { $0.minutes },
      ]
    case "sessions":
      [
        client, moment(ja: "日時", en: "When"), coded("kind", ja: "種類", en: "Kind", .sessionKind) { $0.kind },
        coded("method", ja: "方法", en: "Method", .sessionMethod) { $0.method },
        number("minutes", ja: "分", en: "Min") { $0.minutes },
        (Column("staff", ja: "職員", en: "Staff"), { .list(($0.staff ?? []).map { .text($0) }) }),
        codes("with", ja: "相手", en: "With", .who) { $0.with },
        (Column("heads", ja: "人数", en: "Heads", alignment: .right, isShown: false), { .integer(orNull: $0.heads) }),
        coded("contact", ja: "本人との接触", en: "Contact", .contactLevel) { $0.contact },
        id("session") { $0.session }, id("unit") { $0.unit },
      ]
    case "clients":
      [
        client, day("on", ja: "受付日", en: "Received") { $0.on }, coded("sex", ja: "性別", en: "Sex", .sex) { $0.sex },
        number("age", ja: "年齢", en: "Age") { $0.age },
        coded("age_band", ja: "年齢の区分", en: "Age band", .ageBand) { $0.ageBand },
        coded("withdrawal_band", ja: "ひきこもりの期間", en: "Time withdrawn", .withdrawalBand) { $0.withdrawalBand },
        codes("factors", ja: "要因", en: "Factors", .factor) { $0.factors },
      ]
    case "referrals":
      [
        client, day("on", ja: "日", en: "Made") { $0.on }, text("provider", ja: "つなぎ先", en: "Provider") { $0.provider },
        codes("kinds", ja: "種別", en: "Kinds", .providerKind) { $0.kinds },
        coded("status", ja: "状況", en: "Status", .referralStatus) { $0.status }, id("referral") { $0.referral },
      ]
    case "plans_agreed", "plans_overdue":
      [
        client, coded("owner", ja: "誰の計画", en: "Whose", .who) { $0.owner },
        number("version", ja: "版", en: "Version") { $0.version },
        day("on", ja: "合意日", en: "Agreed") { $0.on }, day("until", ja: "終わり", en: "Until") { $0.until },
        id("plan") { $0.plan },
      ]
    case "plan_checks":
      [
        client, coded("owner", ja: "誰の計画", en: "Whose", .who) { $0.owner },
        number("version", ja: "版", en: "Version") { $0.version },
        day("on", ja: "確認日", en: "Checked") { $0.on },
        coded("result", ja: "結果", en: "Result", .planResult) { $0.result },
        id("plan") { $0.plan },
      ]
    default: [client, day("on", ja: "日", en: "Day") { $0.on }]
    }
  }

  private var client: Part { text("client", ja: "コード", en: "Code") { $0.client } }

  private func text(_ key: String, ja: String, en: String, _ value: @escaping (Fact) -> String?) -> Part {
    (Column(key, ja: ja, en: en), { .text(orNull: value($0)) })
  }

  private func id(_ key: String, _ value: @escaping (Fact) -> String?) -> Part {
    (Column(key, ja: key, en: key, isShown: false), { value($0).map { .identifier($0) } ?? .null })
  }

  private func number(_ key: String, ja: String, en: String, _ value: @escaping (Fact) -> Int?) -> Part {
    (Column(key, ja: ja, en: en, alignment: .right), { .integer(orNull: value($0)) })
  }

  private func coded(_ key: String, ja: String, en: String, _ list: CodeList, _ value: @escaping (Fact) -> String?)
    -> Part
  {
    (Column(key, ja: ja, en: en, isLabelled: true), { desk.cell(value($0), in: list) })
  }

  private func codes(_ key: String, ja: String, en: String, _ list: CodeList, _ value: @escaping (Fact) -> [String]?)
    -> Part
  {
    (Column(key, ja: ja, en: en, isLabelled: true), { desk.cells(value($0) ?? [], in: list) })
  }

  /// A day that the server told as `2026-10-31`.
  private func day(_ key: String, ja: String, en: String, _ value: @escaping (Fact) -> String?) -> Part {
    (Column(key, ja: ja, en: en), { .text(orNull: value($0)) })
  }

  private func moment(ja: String, en: String) -> Part {
    (
      Column("at", ja: ja, en: en),
      { fact in
        guard let iso = fact.at else { return .null }
        // 2026-10-31T14:30:05.123+09:00, for people without what the day's minute does not need
        return .instant(iso: iso, human: String(iso.prefix(16)).replacing("T", with: " "))
      }
    )
  }
}
