import ArgumentParser
import CaseCore
import Edge
import Paper
import Terminal

struct PlanAgree: Verb {
  static let configuration = CommandConfiguration(
    commandName: "agree",
    abstract: said("本人と合意した計画を記録する", "Record a plan as it was agreed"),
    discussion: said(
      "端末では順に尋ねます。スクリプトでは --json - で goal action reward consult を渡します(ご褒美と相談先はなくてもかまいません)。",
      "At a terminal it asks; `--json -` takes goal action reward consult (the last two may be left out)."))

  @Argument(help: .said("コード、名前、ふりがな、today の番号", "code, name, kana, or a number from today")) var client: String
  @Option(help: .said("達成度確認(daily weekly none)", "check (daily weekly none)")) var check: String?
  @Option(help: .said("開始日(既定は今日)", "first day (default: today)")) var from: String?
  @Option(help: .said("終わりの日", "last day")) var until: String?
  @Option(help: .said("誰の計画か(既定は本人)", "whose plan (default: the person's)")) var owner: String?
  @Option(help: .said("この計画の id", "id of this plan")) var id: String?
  @Option(help: .said("「-」で標準入力の JSON を読む", "`-` reads a JSON object from standard input")) var json: String?
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    try desk.demandDash(json, option: "--json")
    func day(_ text: String?) throws -> CalendarDate? {
      try text.map { try CalendarDate(parsing: $0, today: desk.today, yearless: .recent) }
    }
    let check = try self.check.map { try CodeList.planCheck.demand($0) }
    let owner = try self.owner.map { try CodeList.who.demand($0) }
    let (from, until) = (try day(self.from), try day(self.until))
    let client = try desk.confirmedClient(self.client)
    let id = try desk.recordID(self.id)
    let answers: (String, Words) throws -> String?
    if json != nil {
      let input = try desk.readJSON(keys: ["goal", "action", "reward", "consult"])
      answers = { key, _ in try input.text(key) }
    } else if desk.isAttended {
      answers = { _, prompt in try desk.askText(prompt) }
    } else {
      throw desk.missing("--json -", ja: "計画の内容", en: "The plan")
    }
    guard let goal = try answers("goal", Words(ja: "今週の目標: ", en: "Goal of the week: ")) else {
      throw CaseError.refused(rule: "plan.goal_missing")
    }
    guard let action = try answers("action", Words(ja: "具体的な行動: ", en: "Action: ")) else {
      throw CaseError.refused(rule: "plan.action_missing")
    }
    let reward = try answers("reward", Words(ja: "ご褒美(なくてもかまいません): ", en: "Reward (may be none): "))
    let consult = try answers("consult", Words(ja: "専門機関への相談(なくてもかまいません): ", en: "Consultation (may be none): "))
    var new = NewPlan(goal: try Note(goal), action: try Note(action))
    (new.check, new.owner, new.from, new.until) = (check, owner, from, until)
    new.reward = try reward.map { try Note($0) }
    new.consult = try consult.map { try Note($0) }
    let (answer, version) = try Plan.agree(new, for: client, id: id, in: desk.store())
    var record = desk.answer(id: id, about: answer)
    record.add("version", ja: "版", en: "Version", .integer(orNull: version))
    record.add("goal", ja: "今週の目標", en: "Goal of the week", .text(goal))
    record.add("action", ja: "具体的な行動", en: "Action", .text(action))
    record.add("reward", ja: "ご褒美", en: "Reward", .text(orNull: reward), isShown: reward != nil)
    record.add("consult", ja: "専門機関への相談", en: "Consultation", .text(orNull: consult), isShown: consult != nil)
    try desk.show(record, as: output.format)
  }
}
