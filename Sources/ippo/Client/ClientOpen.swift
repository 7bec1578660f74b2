import ArgumentParser
import CaseCore
import Edge
import Paper
import Terminal

struct ClientOpen: Verb {
  static let configuration = CommandConfiguration(
    commandName: "open",
    abstract: said("担当外の方の記録を、理由を残して1時間開く", "Open a record outside your caseload for an hour, for a reason on record"))

  @Argument(help: .said("コード(C-…)", "code (C-…)")) var client: String
  @Option(help: .said("理由のコード(cover safety handover …)", "reason code (cover safety handover …)")) var reason: String
  @Option(help: .said("「-」で標準入力の JSON {\"reason\": …} を読む", "`-` reads {\"reason\": …} from standard input")) var json:
    String?
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    try desk.demandDash(json, option: "--json")
    let reasonCode = try CodeList.accessReason.demand(reason)
    let code = try ClientCode(parsing: client)
    let words: String
    if json != nil {
      words = try desk.readJSON(keys: ["reason"]).text("reason") ?? ""
    } else if desk.isAttended {
      words = try Prose(desk.tty().ask(Words(ja: "開く理由: ", en: "Reason: ")(desk.lang)) ?? "").text
    } else {
      throw desk.missing("--json -", ja: "開く理由", en: "The reason")
    }
    let until = try Client.breakGlass(code: code, reasonCode: reasonCode, reason: words, in: desk.store())
    var record = Record()
    record.add("code", ja: "コード", en: "Code", .text(code.canonical))
    record.add("until", ja: "開いている期限", en: "Open until", desk.cell(until))
    try desk.show(record, as: output.format)
  }
}
