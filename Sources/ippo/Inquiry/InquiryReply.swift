import ArgumentParser
import CaseCore
import Edge
import Paper
import Postgres
import Terminal

struct InquiryReply: Verb {
  static let configuration = CommandConfiguration(
    commandName: "reply",
    abstract: said("LINE の問い合わせに返事をする", "Answer an inquiry on LINE"),
    discussion: said(
      "端末では、だれに送るかを示して確かめてから本文を尋ね、送る前に10秒の間、取り消せます(Ctrl-C)。スクリプトでは --note - で本文を標準入力から読みます。",
      "At a terminal it shows to whom the answer goes, asks for it, and gives ten seconds to take it back (Ctrl-C); in scripts `--note -` reads it."
    ))

  @Argument(help: .said("コード(Q-…)", "code (Q-…)")) var inquiry: String
  @Option(help: .said("「-」で本文を標準入力から読む", "`-` reads the answer from standard input")) var note: String?
  @Flag(help: .said("緊急(取り置いた通数を使う)", "an emergency: may use the messages kept in reserve")) var crisis = false
  @Option(help: .said("この返事の id(再送しても二重にならない)", "id of this answer: a retry is never doubled")) var id: String?
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    try desk.demandDash(note, option: "--note")
    let code = try InquiryCode(parsing: inquiry)
    let id = try desk.recordID(self.id)
    var words = note == nil ? nil : try desk.readNote()
    guard words != nil || desk.isAttended else { throw desk.missing("--note -", ja: "本文", en: "The answer") }
    let store = try desk.store()
    let whom = try Inquiry.addressee(code, in: store)
    if desk.isAttended {
      let tty = try desk.tty()
      let line = ThreadSheet(desk: desk).line(whom)
      try tty.say(Words(ja: "送り先: \(line.ja)", en: "To: \(line.en)")(desk.lang))
      if words == nil { words = try desk.askNote(Words(ja: "返事:", en: "Answer:")) }
      let question = Words(ja: "この方に送りますか", en: "Send it to this person")
      guard try tty.confirm(question(desk.lang)) else { throw TerminalError.cancelled }
    }
    guard let words else { throw CaseError.refused(rule: "note.empty") }
    // writing took its time; the deadline is for the answer, not for the person
    store.connection.deadline = .after(.seconds(10))
    let receipt = try Inquiry.reply(words, to: code, crisis: crisis, id: id, in: store)
    if let left = whom.left, left <= whom.reserve {
      desk.say(
        Words(
          ja: "今月 LINE で送れる残りは\(left)通です(取り置き\(whom.reserve)通)。急がないときは電話をお使いください。",
          en: "\(left) messages are left of this month (\(whom.reserve) are kept). Use the telephone where it can wait."
        ))
    }
    var state = receipt.state
    if desk.isAttended, receipt.state == "saved", try !grace(whom.recallSeconds, at: desk) {
      store.connection.deadline = .after(.seconds(10))
      _ = try Inquiry.recall(code, message: id, id: desk.newID(), in: store)
      state = "recalled"
    }
    var record = Record()
    record.add("id", ja: "id", en: "id", desk.cell(id))
    record.add("code", ja: "コード", en: "Code", .text(code.canonical))
    record.add(
      "to", ja: "送り先", en: "To", .text(ThreadSheet(desk: desk).line(whom)(desk.lang)), isShown: !desk.isAttended)
    record.add("not_before", ja: "送信", en: "Sent from", desk.cell(receipt.notBefore), isShown: state != "recalled")
    let label =
      state == "recalled"
      ? (ThreadSheet.states[state] ?? Words(ja: state, en: state))(desk.lang) : desk.label(ofState: state)
    record.add("state", ja: "結果", en: "Result", .code(state, label: label))
    try desk.show(record, as: output.format)
  }

  private func grace(_ seconds: Int, at desk: Desk) throws -> Bool {
    if seconds == 0 { return true }
    return try desk.tty().grace(
      Words(
        ja: "\(seconds)秒後に送ります。取り消すには Ctrl-C、待たずに閉じるには Enter。",
        en: "It is sent in \(seconds) seconds. Ctrl-C takes it back; Enter closes without waiting.")(desk.lang),
      for: .seconds(seconds))
  }
}

struct InquiryRecall: Verb {
  static let configuration = CommandConfiguration(
    commandName: "recall", abstract: said("まだ送られていない返事を取り消す", "Take an answer back that is not on its way yet"))

  @Option(help: .said("返事の id(なければ自分の最後の返事)", "the answer's id (default: your own newest)")) var message: String?
  @OptionGroup var change: InquiryChange

  func run(at desk: Desk) throws {
    let message = try message.map { try desk.recordID(of: $0, what: "message") }
    try change.make(at: desk) { try Inquiry.recall($0, message: message, id: $1, in: $2) }
  }
}
