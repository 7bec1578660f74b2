import ArgumentParser
import CaseCore
import Edge
import Paper
import Postgres

struct ProviderVerify: Verb {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: said("先方に確かめ、内容が合っていたことを記録する", "Put on record that the facts were right on a day"))

  @Argument(help: .said("コード、名前、ふりがな、today の番号", "code, name, kana, or a number from today")) var provider: String
  @Option(help: .said("確かめた日(既定は今日)", "day of asking (default: today)")) var on: String?
  @Option(help: .said("この操作の id", "id of this change")) var id: String?
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    let day = try on.map { try CalendarDate(parsing: $0, today: desk.today, yearless: .recent) }
    let reference = ProviderReference(provider)
    let id = try desk.recordID(self.id)
    let store = try desk.store()
    let sheet = ProviderSheet(desk: desk)
    try sheet.confirm(reference, in: store)
    store.connection.deadline = .after(.seconds(10))
    let answer = try Provider.verify(reference, on: day, id: id, in: store)
    try desk.show(sheet.answer(code: answer.code, state: answer.state, in: store), as: output.format)
  }
}

struct ProviderClose: Verb {
  static let configuration = CommandConfiguration(
    commandName: "close",
    abstract: said("閉鎖を記録する(以後は探しても出ません)", "Put on record that a provider is no more; it is found no longer"))

  @Argument(help: .said("コード、名前、ふりがな、today の番号", "code, name, kana, or a number from today")) var provider: String
  @Option(help: .said("閉鎖日(既定は今日)", "day of closing (default: today)")) var on: String?
  @Option(help: .said("この操作の id", "id of this change")) var id: String?
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    let day = try on.map { try CalendarDate(parsing: $0, today: desk.today, yearless: .recent) }
    let reference = ProviderReference(provider)
    let id = try desk.recordID(self.id)
    let store = try desk.store()
    let sheet = ProviderSheet(desk: desk)
    try sheet.confirm(reference, in: store)
    store.connection.deadline = .after(.seconds(10))
    let answer = try Provider.close(reference, on: day, id: id, in: store)
    try desk.show(sheet.answer(code: answer.code, state: answer.state, in: store), as: output.format)
  }
}
