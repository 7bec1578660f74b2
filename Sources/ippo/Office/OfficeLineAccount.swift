import ArgumentParser
import CaseCore
import Edge
import Paper

struct OfficeLineAccount: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "line-account",
    abstract: said("所の LINE アカウント(どの所に届くか)", "Which LINE account is which office's"),
    discussion: said(
      "宛先はボットのユーザー ID(U と32桁)です。受け取りプログラムのログに「知らない宛先」として出ます。所が1つなら、決めなくても届きます。",
      "The destination is the bot's user id (U and 32 digits), which the receiver's log names as unknown. One office alone needs none."
    ),
    subcommands: [OfficeLineAccountBind.self, OfficeLineAccountList.self, OfficeLineAccountUnbind.self])
}

struct OfficeLineAccountBind: Verb {
  static let configuration = CommandConfiguration(
    commandName: "bind", abstract: said("LINE アカウントを所のものにする", "Say that a LINE account is an office's"))

  @Argument(help: .said("宛先(ボットのユーザー ID)", "destination (the bot's user id)")) var destination: String
  @Option(help: .said("所のコード(複数の所を管理するとき)", "office code, if you administer several")) var office: String?
  @Flag(
    name: .customLong("takes-unknown"),
    help: .said("知らない宛先のものも、この所で受ける(組織に1つ)", "what is for an unknown destination comes here too (one of all)"))
  var takesUnknown = false
  @Option(help: .said("この操作の id", "id of this change")) var id: String?
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    let id = try desk.recordID(self.id)
    let answer = try LineAccount.bind(
      InputText.trimmed(InputText.folded(destination)), to: office, takesUnknown: takesUnknown, id: id, in: desk.store()
    )
    try desk.show(desk.lineAccount(answer, id: id), as: output.format)
  }
}

struct OfficeLineAccountUnbind: Verb {
  static let configuration = CommandConfiguration(
    commandName: "unbind",
    abstract: said("LINE アカウントを所から外す(届いたものは残ります)", "Take a LINE account off its office; what came stays"))

  @Argument(help: .said("宛先(ボットのユーザー ID)", "destination (the bot's user id)")) var destination: String
  @Option(help: .said("この操作の id", "id of this change")) var id: String?
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    let id = try desk.recordID(self.id)
    let answer = try LineAccount.unbind(InputText.trimmed(InputText.folded(destination)), id: id, in: desk.store())
    try desk.show(desk.lineAccount(answer, id: id), as: output.format)
  }
}

struct OfficeLineAccountList: Verb {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: said("自分の所の LINE アカウント", "Your offices' LINE accounts"))

  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    var table = Table(
      [
        Column("destination", ja: "宛先", en: "Destination"), Column("office", ja: "所", en: "Office"),
        Column("takes_unknown", ja: "知らない宛先も", en: "Unknown too"), Column("author", ja: "決めた人", en: "By"),
        Column("added_at", ja: "いつ", en: "When"),
      ], empty: Words(ja: "決めた LINE アカウントはありません。", en: "No LINE account is bound."))
    for account in try LineAccount.list(in: desk.store()) {
      table.add([
        .text(account.destination), .text(account.office), .flag(account.takesUnknown), .text(account.author),
        desk.cell(account.addedAt),
      ])
    }
    try desk.show(table, as: output.format)
  }
}

extension Desk {
  fileprivate func lineAccount(_ answer: LineAccount.Answer, id: RecordID) -> Record {
    var record = self.answer(id: id, state: answer.state)
    record.add("destination", ja: "宛先", en: "Destination", .text(answer.destination))
    record.add("office", ja: "所", en: "Office", .text(orNull: answer.office))
    return record
  }
}
