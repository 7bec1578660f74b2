import ArgumentParser
import CaseCore
import CaseReport
import Edge
import Paper

struct PlanSheetVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "plan-sheet",
    abstract: said("行動計画シート(本人に渡す一枚)", "A plan on paper, for its owner"),
    discussion: said(
      "名前もコードも載りません。どなたの計画かは標準エラーに出ます。開いたことは記録されます。",
      "It names nobody; whose plan it is goes to standard error. That it was opened is put on record."))

  @OptionGroup var whose: PlanOwner
  @Option(help: .said("この日の計画(既定は今日)", "the plan of this day (default: today)")) var on: String?
  @Flag(help: .said("計画にないご褒美・相談先を、書きこむ欄にする", "print offers the plan has none of as lines to write on"))
  var blanks = false
  @Option(help: .said("text(既定)、html、pdf", "text (default), html or pdf")) var format: SheetFormat = .text
  @OptionGroup var output: SheetOutput

  func run(at desk: Desk) throws {
    let day = try on.map { try CalendarDate(parsing: $0, today: desk.today, yearless: .recent) }
    let (plan, office) = try whose.open(on: day, at: desk)
    let sheet = PlanSheet(plan, office: office, hasBlanks: blanks, today: desk.today)
    try desk.deliver(sheet.document(lang: output.language), as: format, to: output)
  }
}

struct WeekSheetVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "week-sheet",
    abstract: said("一週間シート(計画の持ち主が書きこむ一枚)", "A week to tick, for a plan's owner"))

  @OptionGroup var whose: PlanOwner
  @Option(help: .said("はじめの日(省略すると日付は空欄)", "first day (default: the dates are left blank)")) var from: String?
  @Option(help: .said("text(既定)、html、pdf", "text (default), html or pdf")) var format: SheetFormat = .text
  @OptionGroup var output: SheetOutput

  func run(at desk: Desk) throws {
    let from = try self.from.map { try CalendarDate(parsing: $0, today: desk.today, yearless: .recent) }
    let (plan, office) = try whose.open(on: from, at: desk)
    let sheet = WeekSheet(plan, office: office, from: from)
    try desk.deliver(sheet.document(lang: output.language), as: format, to: output)
  }
}

/// Whose plan, and whether the office names itself on its sheet.
struct PlanOwner: ParsableArguments {
  @Argument(help: .said("コード、名前、ふりがな", "code, name or kana")) var client: String
  @Option(help: .said("誰の計画か(既定は本人)", "whose plan (default: the person's)")) var owner: String?
  @Flag(help: .said("いちばん下に所の名前と電話を入れる", "put the office's name and telephone at the foot"))
  var officeName = false

  /// Opens the plan, and says on standard error whose it is, as the sheet does not.
  func open(on day: CalendarDate?, at desk: Desk) throws -> (plan: Plan.Sheet, office: Office?) {
    let owner = try self.owner.map { try CodeList.who.demand($0) }
    let reference = try desk.client(self.client)
    let store = try desk.store()
    let (client, plan) = try Plan.sheet(of: reference, owner: owner, on: day, in: store)
    let whose = CodeList.who[owner ?? "person"]
    let name = client.name ?? Words(ja: "お名前未聴取の方", en: "name not known")(desk.lang)
    desk.say(
      Words(
        ja: "\(client.code) \(name)(\(whose?.ja ?? "")の計画)のシートです。",
        en: "\(client.code) \(name): the sheet is of the plan of \(whose?.en ?? "")."))
    let office = officeName ? try Office.list(in: store).first { $0.code == client.office } : nil
    return (plan, office)
  }
}
