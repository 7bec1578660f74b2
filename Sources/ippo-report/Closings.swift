import ArgumentParser
import CaseCore
import CaseReport
import Edge
import Paper

struct Closings: Verb {
  static let configuration = CommandConfiguration(
    commandName: "closings", abstract: said("締めた月の一覧", "Closed months, every edition"))

  @Option(help: .said("所のコード(なければ、見られるすべての所)", "office code (default: all you may see)")) var office: String?
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    var table = Table(
      [
        Column("office", ja: "所", en: "Office"), Column("month", ja: "対象月", en: "Month"),
        Column("edition", ja: "版", en: "Edition", alignment: .right),
        Column("closed_at", ja: "締めた日時", en: "Closed"), Column("closed_by", ja: "締めた人", en: "By"),
        Column("state", ja: "状態", en: "State", isLabelled: true),
        Column("reopened_at", ja: "開いた日時", en: "Reopened"), Column("reopened_by", ja: "開いた人", en: "By"),
        Column("reason", ja: "訂正の理由", en: "Reason", fit: .wrap),
        Column("audit_head", ja: "監査の鎖", en: "Audit head", fit: .truncate),
        Column("files", ja: "残した形式", en: "Files", isShown: false),
        Column("programs", ja: "残した事業", en: "Programs", isShown: false),
        Column("id", ja: "id", en: "id", isShown: false),
      ], empty: Words(ja: "締めた月はありません。", en: "No month is closed."))
    for one in try MonthClosing.list(office: office, in: desk.store()) {
      let isOpen = one.reopenedAt != nil
      let state = isOpen ? Words(ja: "訂正のため開いた", en: "reopened") : Words(ja: "締め済み", en: "closed")
      table.add([
        .text(one.office), .text(one.month.iso), .integer(one.edition), desk.cell(one.closedAt), .text(one.closedBy),
        .code(isOpen ? "reopened" : "closed", label: state(desk.lang)), desk.cell(one.reopenedAt),
        .text(orNull: one.reopenedBy), .text(orNull: one.reason), .text(orNull: one.auditHead.map(hex)),
        .list(one.files.map { .text($0) }), .list(one.programs.map { .text($0) }), desk.cell(one.id),
      ])
    }
    try desk.show(table, as: output.format)
  }

  private func hex(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
