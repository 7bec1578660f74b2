import ArgumentParser
import CaseCore
import Edge
import Paper
import Terminal

struct PlanCheckVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: said("達成度を確認する(小さくした一歩も前進です)", "Check a plan; a step made smaller is movement too"))

  @Argument(help: .said("コード、名前、ふりがな、today の番号", "code, name, kana, or a number from today")) var client: String
  @Option(help: .said("結果(done partly smaller other_step rested not_yet not_confirmed)", "result code")) var result:
    String
  @Option(help: .said("日(既定は今日)", "day (default: today)")) var on: String?
  @Option(help: .said("誰の計画か(既定は本人)", "whose plan (default: the person's)")) var owner: String?
  @Option(help: .said("この確認の id", "id of this check")) var id: String?
  @Option(help: .said("「-」で標準入力の JSON {feeling, praise} を読む", "`-` reads {feeling, praise} from standard input"))
  var json: String?
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    try desk.demandDash(json, option: "--json")
    let result = try CodeList.planResult.demand(result)
    let owner = try self.owner.map { try CodeList.who.demand($0) }
    let day = try on.map { try CalendarDate(parsing: $0, today: desk.today, yearless: .recent) }
    let client = try desk.confirmedClient(self.client)
    let id = try desk.recordID(self.id)
    var feeling: String?
    var praise: String?
    if json != nil {
      let input = try desk.readJSON(keys: ["feeling", "praise"])
      (feeling, praise) = (try input.text("feeling"), try input.text("praise"))
    } else if desk.isAttended {
      feeling = try desk.askText(Words(ja: "そのときの気持ち: ", en: "How it felt: "))
      praise = try desk.askText(Words(ja: "自分を褒める言葉: ", en: "Praise: "))
    }
    let (answer, checked, progress) = try Plan.check(
      client, owner: owner, result: result, on: day, feeling: feeling.map { try Note($0) },
      praise: praise.map { try Note($0) }, id: id, in: desk.store())
    var record = desk.answer(id: id, about: answer)
    record.add("on", ja: "日", en: "On", desk.cell(checked))
    record.add("result", ja: "できぐあい", en: "How it went", desk.cell(result, in: .planResult))
    record.add("progress", ja: "前進", en: "Progress", progress.map { .flag($0) } ?? .null)
    try desk.show(record, as: output.format)
  }
}

/// The options of letting a plan rest and taking it up again.
struct PlanRest: ParsableArguments {
  @Argument(help: .said("コード、名前、ふりがな、today の番号", "code, name, kana, or a number from today")) var client: String
  @Option(help: .said("日(既定は今日)", "day (default: today)")) var on: String?
  @Option(help: .said("誰の計画か(既定は本人)", "whose plan (default: the person's)")) var owner: String?
  @Option(help: .said("この操作の id", "id of this change")) var id: String?
  @OptionGroup var output: Output

  func make(
    at desk: Desk, _ change: (ClientReference, String?, CalendarDate?, RecordID, CaseStore) throws -> ClientAnswer
  ) throws {
    let owner = try self.owner.map { try CodeList.who.demand($0) }
    let day = try on.map { try CalendarDate(parsing: $0, today: desk.today, yearless: .recent) }
    let id = try desk.recordID(self.id)
    let client = try desk.confirmedClient(client)
    try desk.show(desk.answer(id: id, about: change(client, owner, day, id, desk.store())), as: output.format)
  }
}

struct PlanPause: Verb {
  static let configuration = CommandConfiguration(
    commandName: "pause", abstract: said("計画をお休みにする", "Let a plan rest"))

  @OptionGroup var rest: PlanRest

  func run(at desk: Desk) throws {
    try rest.make(at: desk) { try Plan.pause($0, owner: $1, on: $2, id: $3, in: $4) }
  }
}

struct PlanResume: Verb {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: said("お休みの計画をまた始める", "Take a resting plan up again"))

  @OptionGroup var rest: PlanRest

  func run(at desk: Desk) throws {
    try rest.make(at: desk) { try Plan.resume($0, owner: $1, on: $2, id: $3, in: $4) }
  }
}
