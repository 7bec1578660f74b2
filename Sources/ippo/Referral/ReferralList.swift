import ArgumentParser
import CaseCore
import Edge
import Paper
import Terminal

struct ReferralList: Verb {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: said("紹介の一覧(目的や理由は出ません)", "Referrals, without their purposes and reasons"))

  @Option(help: .said("この方だけ", "of one client")) var client: String?
  @Flag(name: .customLong("open"), help: .said("進行中だけ", "only those still open")) var isOpen = false
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    let referrals = try Referral.list(of: client.map(desk.client), onlyOpen: isOpen, in: desk.store())
    try desk.show(ReferralSheet(desk: desk).table(referrals), as: output.format)
  }
}

struct ReferralHistory: Verb {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: said("紹介の経過を、目的と理由とともに開く(開いたことは記録されます)", "Open how a referral went; that is put on record"),
    discussion: said(
      "端末では履歴に残らない画面に示し、閉じるか5分そのままにすると消えます。",
      "At a terminal it is shown on the alternate screen, and gone when closed or left alone for five minutes."))

  @Argument(help: .said("紹介の id、または方のコード・名前", "the referral's id, or a client")) var referral: String
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    let (referral, steps) = try Referral.history(ReferralReference(referral), in: desk.store())
    let sheet = ReferralSheet(desk: desk)
    if output.format == .table, desk.console.isTerminal(.output) {
      let head = render(sheet.record(referral), as: .table, lang: desk.lang, width: desk.console.screenWidth)
      let text = String(decoding: head, as: UTF8.self) + "\n" + steps.map(paragraph(at: desk)).joined(separator: "\n\n")
      _ = try AlternateScreen.show(text, title: referral.clientCode, on: desk.tty(), idle: .seconds(300))
      return
    }
    var record = sheet.record(referral)
    record.add(
      "history", ja: "経過", en: "History",
      .list(
        steps.map { step in
          var entry = Record()
          entry.add("version", ja: "版", en: "Version", .integer(step.version))
          entry.add("status", ja: "状態", en: "Status", desk.cell(step.status, in: .referralStatus))
          entry.add("status_on", ja: "日", en: "Since", desk.cell(step.statusOn))
          entry.add("author", ja: "記入", en: "By", .text(step.author))
          entry.add("saved_at", ja: "保存", en: "Saved", desk.cell(step.savedAt))
          entry.add("note", ja: "目的・理由", en: "Purpose or reason", .text(orNull: step.note))
          return .record(entry)
        }))
    try desk.show(record, as: output.format)
  }

  private func paragraph(at desk: Desk) -> (ReferralStep) -> String {
    { step in
      let status = CodeList.referralStatus[step.status]
      let head = Words(
        ja: "\(step.statusOn.japaneseWithEra) \(status?.ja ?? step.status) (\(step.author)、\(step.savedAt.japanese))",
        en: "\(step.statusOn.english) \(status?.en ?? step.status) (\(step.author), \(step.savedAt.english))")
      return head(desk.lang) + (step.note.map { "\n" + $0 } ?? "")
    }
  }
}
