import ArgumentParser
import CaseCore
import CaseReport
import Edge
import Paper

/// 月締め: the month's report as it is now is kept, and printed like that from then on.
struct Close: Verb {
  static let configuration = CommandConfiguration(
    commandName: "close",
    abstract: said("月を締める(報告をいまの内容で残す)", "Close a month: keep its report as it is now"),
    discussion: said(
      "締めた月の報告は、あとから記録が変わっても同じです。その後の記録は、翌月以降の報告に「調整」として出ます。",
      "What is recorded of the month later is an adjustment in a later month's report."))

  @Argument(help: .said("年月(2026-10、令和8年10月)", "month (2026-10)")) var month: String
  @Option(help: .said("所のコード", "office code")) var office: String?
  @Option(help: .said("この操作の id", "id of this change")) var id: String?
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    let month = try ReportMonth(parsing: self.month)
    let id = try desk.recordID(self.id)
    let answer = try MonthClosing.close(
      month, office: office, id: id, in: desk.store(within: .seconds(60)),
      render: { try ReportFormat.files(of: $0, remark: desk.say) })
    try desk.show(desk.answer(id: id, month: month, answer), as: output.format)
  }
}

struct Reopen: Verb {
  static let configuration = CommandConfiguration(
    commandName: "reopen",
    abstract: said("締めた月を訂正のために開く", "Open a closed month again, to correct it"),
    discussion: said(
      "もう一度締めると、次の版(訂正第2版)になります。前の版も残ります。理由は報告を見る方が読むので、どなたかの名前は書かないでください。",
      "Closed again it is the next edition; the one before stays. Readers of the report see the reason: name nobody in it."
    ))

  @Argument(help: .said("年月(2026-10、令和8年10月)", "month (2026-10)")) var month: String
  @Option(help: .said("所のコード", "office code")) var office: String?
  @Option(help: .said("この操作の id", "id of this change")) var id: String?
  @Option(help: .said("「-」で標準入力の JSON {\"reason\": …} を読む", "`-` reads {\"reason\": …} from standard input")) var json:
    String?
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    try desk.demandDash(json, option: "--json")
    let month = try ReportMonth(parsing: self.month)
    let id = try desk.recordID(self.id)
    let reason: String?
    if json != nil {
      reason = try desk.readJSON(keys: ["reason"]).text("reason")
    } else if desk.isAttended {
      reason = try desk.askText(Words(ja: "訂正の理由(名前は書かないでください): ", en: "Reason (name nobody): "))
    } else {
      throw desk.missing("--json -", ja: "訂正の理由", en: "The reason")
    }
    let answer = try MonthClosing.reopen(month, office: office, reason: reason ?? "", id: id, in: desk.store())
    try desk.show(desk.answer(id: id, month: month, answer), as: output.format)
  }
}

extension Desk {
  fileprivate func answer(id: RecordID, month: ReportMonth, _ answer: MonthAnswer) -> Record {
    var record = self.answer(id: id, state: answer.state)
    record.add("office", ja: "所", en: "Office", .text(orNull: answer.office))
    record.add(
      "month", ja: "対象月", en: "Month", .code(month.iso, label: lang == .ja ? month.japanese : month.english))
    record.add("edition", ja: "版", en: "Edition", .integer(orNull: answer.edition))
    return record
  }
}
