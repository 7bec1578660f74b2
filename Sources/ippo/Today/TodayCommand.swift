import ArgumentParser
import CaseCore
import Edge
import Paper

struct TodayCommand: Verb {
  static let configuration = CommandConfiguration(
    commandName: "today", abstract: said("今日、待っていること", "What waits today"))

  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    try TodaySheet(desk: desk).show(as: output.format)
  }
}

struct TodaySheet {
  let desk: Desk

  private static let kinds: [String: Words] = [
    "gate_request": Words(ja: "承認待ち", en: "waiting for approval"),
    "crisis": Words(ja: "【緊急の知らせ】", en: "CRY FOR HELP"),
    "answer_unsure": Words(ja: "届いたか分からない返事", en: "answer that may not have come"),
    "booking": Words(ja: "無料相談の予約", en: "free consultation"),
    "callback": Words(ja: "折り返し", en: "call back"),
    "inquiry_unclaimed": Words(ja: "未対応の問い合わせ", en: "unclaimed inquiry"),
    "inquiry_stranded": Words(ja: "対応者が退いた問い合わせ", en: "stranded inquiry"),
    "inquiry_mine": Words(ja: "対応中の問い合わせ", en: "your inquiry"),
    "client_unassigned": Words(ja: "担当のいない方", en: "client without a counselor"),
    "plan_review": Words(ja: "計画の見直し", en: "plan to review"),
    "plan_check": Words(ja: "達成度の確認", en: "plan to check"),
    "referral": Words(ja: "返事待ちのつなぎ", en: "open referral"),
    "silence": Words(ja: "連絡が途絶えている方", en: "silence"),
  ]

  /// Shows what waits. People may then name a client by the number in the table; a script's list renumbers nothing.
  func show(as format: Format) throws {
    let items = try TodayItem.list(in: desk.store())
    if format == .table { keepNumbers(items) }
    try desk.show(table(items), as: format)
  }

  private func keepNumbers(_ items: [TodayItem]) {
    do {
      try desk.todayNumbers().keep(items.map(\.clientCode), on: desk.today)
    } catch {
      desk.say(
        Words(
          ja: "この端末に番号を控えられませんでした。コードか名前でご指定ください。",
          en: "The numbers could not be kept on this machine; name clients by code or name."))
    }
  }

  private func table(_ items: [TodayItem]) -> Table {
    var table = Table(
      [
        Column("number", ja: "№", en: "No.", alignment: .right),
        Column("kind", ja: "こと", en: "What", isLabelled: true), Column("ref", ja: "番号", en: "Of"),
        Column("client", ja: "コード", en: "Code"), Column("client_name", ja: "名前", en: "Name", fit: .truncate),
        Column("since", ja: "いつから", en: "Since"), Column("detail", ja: "詳しく", en: "Detail"),
      ], empty: Words(ja: "今日、待っていることはありません。", en: "Nothing waits today."))
    for (at, item) in items.enumerated() {
      table.add([
        .integer(at + 1),
        .code(item.kind, label: (TodaySheet.kinds[item.kind] ?? Words(ja: item.kind, en: item.kind))(desk.lang)),
        .text(item.reference), .text(orNull: item.clientCode), .text(orNull: item.clientName), desk.cell(item.since),
        detail(item),
      ])
    }
    return table
  }

  private func detail(_ item: TodayItem) -> Cell {
    guard let detail = item.detail else { return .null }
    for list in [CodeList.referralStatus, .who, .channel, .inquiryKind, .sessionMethod] where list[detail] != nil {
      return desk.cell(detail, in: list)
    }
    return .text(detail)
  }
}
