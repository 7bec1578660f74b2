import ArgumentParser
import CaseCore
import Edge
import Paper

struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: said("行動計画(今週の目標・行動・達成度確認・ご褒美・相談先)", "Agreed plans: goal, action, check, reward, consultation"),
    subcommands: [
      PlanAgree.self, PlanCheckVerb.self, PlanShow.self, PlanList.self, PlanPause.self, PlanResume.self,
    ])
}

/// How a plan is printed; its words only where it was opened.
struct PlanSheet {
  let desk: Desk

  private static let columns: [Column] = [
    Column("client", ja: "コード", en: "Code"), Column("client_name", ja: "名前", en: "Name", fit: .truncate),
    Column("owner", ja: "誰の計画", en: "Whose", isLabelled: true),
    Column("version", ja: "版", en: "Version", alignment: .right),
    Column("from", ja: "開始", en: "From"), Column("until", ja: "終わり", en: "Until"),
    Column("agreed_on", ja: "合意日", en: "Agreed", isShown: false),
    Column("check", ja: "達成度確認", en: "Check", isLabelled: true),
    Column("status", ja: "状態", en: "Status", isLabelled: true),
    Column("checks", ja: "確認回数", en: "Checks", alignment: .right),
    Column("last_checked_on", ja: "最後の確認", en: "Last checked"),
    Column("last_result", ja: "その結果", en: "Result", isLabelled: true),
    Column("due", ja: "予定", en: "Due", isLabelled: true), Column("id", ja: "id", en: "id", isShown: false),
  ]

  func table(_ plans: [Plan]) -> Table {
    var table = Table(PlanSheet.columns, empty: Words(ja: "計画はありません。", en: "No plans."))
    for plan in plans { table.add(cells(plan)) }
    return table
  }

  func record(_ plan: Plan, _ words: PlanWords) -> Record {
    var record = Record()
    for (column, cell) in zip(PlanSheet.columns, cells(plan)) {
      record.add(column.key, column.title, cell, isShown: column.key != "id" && cell != .null)
    }
    record.add("goal", ja: "今週の目標", en: "Goal of the week", .text(orNull: words.goal))
    record.add("action", ja: "具体的な行動", en: "Action", .text(orNull: words.action))
    record.add("reward", ja: "ご褒美", en: "Reward", .text(orNull: words.reward))
    record.add("consult", ja: "専門機関への相談", en: "Consultation", .text(orNull: words.consult))
    return record
  }

  private func cells(_ plan: Plan) -> [Cell] {
    let status =
      switch plan.state {
      case "paused": Words(ja: "お休み中", en: "resting")
      case "coming": Words(ja: "これから", en: "coming")
      case "superseded": Words(ja: "次の計画へ", en: "superseded")
      default: Words(ja: "進行中", en: "in force")
      }
    let due =
      plan.due.map { due in
        Cell.code(
          due, label: (due == "review" ? Words(ja: "見直し", en: "review") : Words(ja: "確認", en: "check"))(desk.lang))
      } ?? .null
    return [
      .text(plan.clientCode), .text(orNull: plan.clientName), desk.cell(plan.owner, in: .who), .integer(plan.version),
      desk.cell(plan.from), desk.cell(plan.until), desk.cell(plan.agreedOn), desk.cell(plan.check, in: .planCheck),
      .code(plan.state, label: status(desk.lang)), .integer(plan.checks), desk.cell(plan.lastCheckedOn),
      desk.cell(plan.lastResult, in: .planResult), due, desk.cell(plan.id),
    ]
  }
}
