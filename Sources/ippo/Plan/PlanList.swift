import ArgumentParser
import CaseCore
import Edge
import Paper
import Terminal

struct PlanList: Verb {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: said("計画の一覧(言葉は出ません)", "Plans, without their words"))

  @Flag(help: .said("確認・見直しの時期のものだけ", "only those due for a check or review")) var due = false
  @Option(help: .said("この方だけ", "of one client")) var client: String?
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    let plans = try Plan.list(of: client.map(desk.client), due: due, in: desk.store())
    try desk.show(PlanSheet(desk: desk).table(plans), as: output.format)
  }
}

struct PlanShow: Verb {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: said("計画と確認の記録を開く(開いたことは記録されます)", "Open a client's plans and checks; that is put on record"))

  @Argument(help: .said("コード、名前、ふりがな、today の番号", "code, name, kana, or a number from today")) var client: String
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    let (plans, checks) = try Plan.show(of: desk.client(client), in: desk.store())
    let sheet = PlanSheet(desk: desk)
    var record = Record()
    record.add(
      "plans", ja: "計画", en: "Plans", .list(plans.map { .record(sheet.record($0.plan, $0.words)) }), isShown: false)
    record.add(
      "checks", ja: "確認", en: "Checks", .list(checks.map { .record(checkRecord($0, at: desk)) }), isShown: false)
    if output.format != .table { return try desk.show(record, as: output.format) }
    try desk.showSensitive(
      card(plans: plans.map { sheet.record($0.plan, $0.words) }, checks: checks, at: desk), at: desk)
  }

  private func checkRecord(_ check: PlanCheck, at desk: Desk) -> Record {
    var record = Record()
    record.add("on", ja: "日", en: "On", desk.cell(check.on))
    record.add("owner", ja: "誰の計画", en: "Whose", desk.cell(check.owner, in: .who))
    record.add("result", ja: "結果", en: "Result", desk.cell(check.result, in: .planResult))
    record.add("progress", ja: "前進", en: "Progress", .flag(check.isProgress))
    record.add("feeling", ja: "気持ち", en: "Feeling", .text(orNull: check.feeling))
    record.add("praise", ja: "褒める言葉", en: "Praise", .text(orNull: check.praise))
    record.add("author", ja: "記入", en: "By", .text(check.author))
    return record
  }

  private func card(plans: [Record], checks: [PlanCheck], at desk: Desk) -> String {
    let width = desk.console.screenWidth
    let parts = plans + checks.map { checkRecord($0, at: desk) }
    guard !parts.isEmpty else { return Words(ja: "計画はまだありません。", en: "No plan yet.")(desk.lang) }
    return parts.map { String(decoding: render($0, as: .table, lang: desk.lang, width: width), as: UTF8.self) }
      .joined(separator: "\n")
  }
}

extension Desk {
  /// Text that holds what people said: at a terminal on the alternate screen.
  fileprivate func showSensitive(_ text: String, at desk: Desk) throws {
    guard console.isTerminal(.output) else { return try write(Array(text.utf8)) }
    _ = try AlternateScreen.show(text, title: Words(ja: "行動計画", en: "Plan")(lang), on: tty(), idle: .seconds(300))
  }
}
