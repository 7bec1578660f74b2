import ArgumentParser
import CaseCore
import Edge
import Paper

struct ClientAssign: Verb {
  static let configuration = CommandConfiguration(
    commandName: "assign", abstract: said("担当を決める・替える", "Hand a client to a counselor"))

  @Argument(help: .said("コード、名前、ふりがな、today の番号", "code, name, kana, or a number from today")) var client: String
  @Option(help: .said("相談員のログイン名", "login of the counselor")) var staff: String
  @Flag(help: .said("副担当にする", "beside the main counselor")) var sub = false
  @Option(help: .said("この操作の id", "id of this change")) var id: String?
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    let id = try desk.recordID(self.id)
    let login = try Login(staff).text
    let state = try Client.assign(
      desk.confirmedClient(client), to: login, sub: sub, id: id, in: desk.store())
    try desk.show(desk.answer(id: id, state: state), as: output.format)
  }
}

struct ClientClose: Verb {
  static let configuration = CommandConfiguration(
    commandName: "close", abstract: said("終結する", "Close a case"))

  @Argument(help: .said("コード、名前、ふりがな、today の番号", "code, name, kana, or a number from today")) var client: String
  @Option(help: .said("終結理由のコード", "closing reason")) var reason: String
  @Option(help: .said("終結日(既定は今日)", "day of closing (default: today)")) var on: String?
  @Option(help: .said("この操作の id", "id of this change")) var id: String?
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    let id = try desk.recordID(self.id)
    let day = try on.map { try CalendarDate(parsing: $0, today: desk.today, yearless: .recent) }
    let reason = try CodeList.clientClosingReason.demand(reason)
    let state = try Client.close(desk.confirmedClient(client), reason: reason, on: day, id: id, in: desk.store())
    try desk.show(desk.answer(id: id, state: state), as: output.format)
  }
}

struct ClientReopen: Verb {
  static let configuration = CommandConfiguration(
    commandName: "reopen", abstract: said("終結した方を再開する", "Reopen a closed case"))

  @Argument(help: .said("コード、名前、ふりがな、today の番号", "code, name, kana, or a number from today")) var client: String
  @Option(help: .said("再開日(既定は今日)", "day of reopening (default: today)")) var on: String?
  @Option(help: .said("この操作の id", "id of this change")) var id: String?
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    let id = try desk.recordID(self.id)
    let day = try on.map { try CalendarDate(parsing: $0, today: desk.today, yearless: .recent) }
    let state = try Client.reopen(desk.confirmedClient(client), on: day, id: id, in: desk.store())
    try desk.show(desk.answer(id: id, state: state), as: output.format)
  }
}
