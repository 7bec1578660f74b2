import ArgumentParser
import CaseCore
import Edge
import Paper

struct LineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "line",
    abstract: said("だれの LINE かを確かめる番号", "Whose LINE account it is"),
    subcommands: [LineCodeVerb.self, LineUnlink.self])
}

struct LineCodeVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "code",
    abstract: said("対面で手渡す番号を作る(1回だけ、1日有効)", "Make a code to hand over in person; it works once, for a day"),
    discussion: said(
      "会って手渡した番号が LINE で送られてくると、その LINE が誰のものか確かめられます。--json - で name(その方の呼び名)を渡せます。",
      "Handed over in person and sent back on LINE, it shows whose account that is. `--json -` takes name, what that person is called."
    ))

  @Argument(help: .said("コード、名前、ふりがな、today の番号", "code, name, kana, or a number from today")) var client: String
  @Option(
    name: .customLong("as"), help: .said("だれの LINE か(self mother father …)", "whose account (self mother father …)"))
  var relation: String
  @Option(help: .said("この操作の id", "id of this code")) var id: String?
  @Option(help: .said("「-」で標準入力の JSON を読む", "`-` reads a JSON object from standard input")) var json: String?
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    try desk.demandDash(json, option: "--json")
    let relation = try CodeList.relation.demand(relation)
    let reference = try desk.confirmedClient(client)
    let id = try desk.recordID(self.id)
    var name: String?
    if json != nil {
      name = try desk.readJSON(keys: ["name"]).line("name")
    } else if desk.isAttended, relation != "self" {
      name = try desk.askText(Words(ja: "その方の呼び名(Enter で飛ばす): ", en: "What that person is called (Enter skips): "))
    }
    let made = try LineCode.make(for: reference, as: relation, name: name, id: id, in: desk.store())
    var record = Record()
    record.add("id", ja: "id", en: "id", desk.cell(id), isShown: false)
    record.add("client", ja: "コード", en: "Client", .text(orNull: made.clientCode))
    record.add("client_name", ja: "名前", en: "Name", .text(orNull: made.clientName))
    record.add("as", ja: "だれの LINE", en: "Whose account", desk.cell(relation, in: .relation))
    record.add("code", ja: "手渡す番号", en: "Code to hand over", .text(orNull: made.code))
    record.add("until", ja: "期限", en: "Until", desk.cell(made.until))
    record.add("state", ja: "結果", en: "Result", .code(made.state, label: desk.label(ofState: made.state)))
    try desk.show(record, as: output.format)
  }
}

struct LineUnlink: Verb {
  static let configuration = CommandConfiguration(
    commandName: "unlink",
    abstract: said("間違えて確かめた LINE を戻す", "Undo whose account it is"),
    discussion: said("--json - で reason を渡します。", "`--json -` takes the reason."))

  @Option(help: .said("「-」で標準入力の JSON を読む", "`-` reads a JSON object from standard input")) var json: String?
  @OptionGroup var change: InquiryChange

  func run(at desk: Desk) throws {
    let reason = try desk.readReason(json)
    try change.make(at: desk) { try LineCode.untie($0, reason: reason, id: $1, in: $2) }
  }
}
