import ArgumentParser
import CaseCore
import Edge
import Paper
import Postgres

struct InquirySettle: Verb {
  static let configuration = CommandConfiguration(
    commandName: "settle",
    abstract: said("「届いたか分かりません」の返事が、届いていたかを決める", "Say of an answer that nobody knows of whether it arrived"),
    discussion: said(
      "LINE の管理画面で確かめてから使います。--missing --again は、同じ本文をもう一度送ります(打ち直しは要りません)。",
      "Look in LINE's own manager first. `--missing --again` sends the same words anew, with nothing typed twice."))

  @Argument(help: .said("コード(Q-…)", "code (Q-…)")) var inquiry: String
  @Flag(help: .said("届いていた", "it is there")) var arrived = false
  @Flag(help: .said("届いていなかった", "it is not there")) var missing = false
  @Flag(help: .said("もう一度送る(--missing と)", "send it anew (with --missing)")) var again = false
  @Option(help: .said("返事の id(なければ自分の最後のもの)", "the answer's id (default: your own newest)")) var message: String?
  @Option(help: .said("この操作の id", "id of this change")) var id: String?
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    guard arrived != missing, !(again && arrived) else {
      throw Trouble(
        ja: "--arrived か --missing のどちらかを付けてください(--again は --missing と)。",
        en: "Give --arrived or --missing (and --again with --missing alone).", status: .usage)
    }
    let code = try InquiryCode(parsing: inquiry)
    let message = try message.map { try desk.recordID(of: $0, what: "message") }
    let id = try desk.recordID(self.id)
    let settled = try Inquiry.settle(code, message: message, arrived: arrived, again: again, id: id, in: desk.store())
    var record = desk.answer(id: id, state: settled.state)
    record.add("code", ja: "コード", en: "Code", .text(code.canonical))
    record.add("arrived", ja: "届いていた", en: "Arrived", .flag(arrived))
    record.add(
      "again", ja: "もう一度送る返事", en: "Sent anew as", settled.again.map { desk.cell($0) } ?? .null, isShown: false)
    record.add(
      "not_before", ja: "送信", en: "Sent from", desk.cell(settled.notBefore), isShown: settled.notBefore != nil)
    try desk.show(record, as: output.format)
  }
}
