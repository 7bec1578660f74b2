import ArgumentParser
import CaseCore
import Edge
import Paper
import Terminal

struct SessionList: Verb {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: said("面談の一覧(本文は出ません)", "Sessions, without their notes"))

  @Option(help: .said("この方だけ", "of one client")) var client: String?
  @Option(help: .said("この月だけ(2026-10、令和8年10月)", "of one month (2026-10)")) var month: String?
  @Flag(help: .said("スーパーバイザーの確認を待っているものだけ", "only those that wait for a supervisor's review"))
  var unreviewed = false
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    let month = try month.map { try ReportMonth(parsing: $0) }
    let sessions = try Session.list(
      of: client.map(desk.client), in: month, unreviewed: unreviewed, from: desk.store())
    try desk.show(SessionSheet(desk: desk).table(sessions), as: output.format)
  }
}

struct SessionShow: Verb {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: said("面談の本文を開く(開いたことは記録されます)", "Open a session's note; that is put on record"),
    discussion: said(
      "端末では履歴に残らない画面に示し、閉じるか5分そのままにすると消えます。",
      "At a terminal it is shown on the alternate screen, and gone when closed or left alone for five minutes."))

  @Argument(help: .said("面談の id", "the session's id")) var session: String
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    let id = try desk.recordID(of: session, what: "session")
    let (session, notes) = try Session.show(id, in: desk.store())
    let sheet = SessionSheet(desk: desk)
    if output.format == .table, desk.console.isTerminal(.output) {
      let head = render(sheet.record(session), as: .table, lang: desk.lang, width: desk.console.screenWidth)
      let text = String(decoding: head, as: UTF8.self) + "\n" + notes.map(paragraph(at: desk)).joined(separator: "\n\n")
      _ = try AlternateScreen.show(
        text, title: session.clientCode, on: desk.tty(), idle: .seconds(300))
      return
    }
    var record = sheet.record(session)
    record.add("note", ja: "本文", en: "Note", .text(orNull: notes.compactMap(\.body).last))
    record.add(
      "versions", ja: "版の履歴", en: "Versions",
      .list(
        notes.map { note in
          var version = Record()
          version.add("version", ja: "版", en: "Version", .integer(note.version))
          version.add("saved_at", ja: "保存", en: "Saved", desk.cell(note.savedAt))
          version.add("author", ja: "記入", en: "By", .text(note.author))
          version.add("reason", ja: "理由", en: "Reason", .text(orNull: note.reason))
          version.add("told_by", ja: "話した人", en: "Told by", note.toldBy.map { desk.cell($0, in: .who) } ?? .null)
          version.add("note", ja: "本文", en: "Note", .text(orNull: note.body))
          return .record(version)
        }), isShown: notes.count > 1)
    try desk.show(record, as: output.format)
  }

  private func paragraph(at desk: Desk) -> (SessionNote) -> String {
    { note in
      let head = Words(
        ja: "第\(note.version)版 \(note.savedAt.japanese) \(note.author)" + (note.reason.map { "(訂正: \($0))" } ?? ""),
        en: "Version \(note.version), \(note.savedAt.english), \(note.author)"
          + (note.reason.map { " (amended: \($0))" } ?? ""))
      let unchanged = Words(ja: "(本文はそのまま)", en: "(the note stays)")
      return head(desk.lang) + "\n" + (note.body ?? unchanged(desk.lang))
    }
  }
}
