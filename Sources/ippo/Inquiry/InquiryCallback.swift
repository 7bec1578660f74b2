import ArgumentParser
import CaseCore
import Edge
import Paper
import Postgres
import Terminal

struct InquiryCallback: Verb {
  static let configuration = CommandConfiguration(
    commandName: "callback",
    abstract: said("折り返しの結果を記録する、折り返しを約束する", "Write an attempt to call back down, or promise a call"),
    discussion: said(
      "reached not_wanted wrong_number で済みになります。ほかは回数を数え、折り返し待ちのまま残ります。",
      "reached, not_wanted and wrong_number settle it; the others are counted, and it stays due."))

  @Argument(help: .said("コード(Q-…)", "code (Q-…)")) var inquiry: String
  @Option(help: .said("結果(reached no_answer busy voicemail …)", "result (reached no_answer busy voicemail …)"))
  var result: String?
  @Option(help: .said("かけた日時(既定は今)", "when it was tried (default: now)")) var at: String?
  @Option(help: .said("この日時に折り返すと約束した", "a call was promised for then")) var due: String?
  @Option(help: .said("この操作の id", "id of this change")) var id: String?
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    let code = try InquiryCode(parsing: inquiry)
    let id = try desk.recordID(self.id)
    let moment = try at.map { try Instant(parsing: $0, now: desk.now) }
    let answer: CallBack.Answer
    if let due {
      guard result == nil, at == nil else {
        throw Trouble(ja: "--due は --result や --at と一緒には使えません。", en: "--due goes alone.", status: .usage)
      }
      answer = try Inquiry.promiseCall(code, at: Instant(parsing: due, now: desk.now), id: id, in: desk.store())
    } else {
      let store = try desk.store()
      let result = try self.result.map { try CodeList.callbackResult.demand($0) } ?? ask(of: code, in: store, at: desk)
      // calling took its time; the deadline is for the answer, not for the person
      store.connection.deadline = .after(.seconds(10))
      answer = try Inquiry.callBack(code, result: result, at: moment, id: id, in: store)
    }
    var record = desk.answer(id: id, state: answer.state)
    record.add("code", ja: "コード", en: "Code", .text(answer.code ?? code.canonical))
    record.add("attempts", ja: "かけた回数", en: "Attempts", .integer(orNull: answer.attempts))
    record.add("callback_due_at", ja: "折り返し", en: "Due", desk.cell(answer.dueAt), isShown: answer.dueAt != nil)
    try desk.show(record, as: output.format)
  }

  /// Shows whom to call and what to mind, and asks how it went.
  private func ask(of code: InquiryCode, in store: CaseStore, at desk: Desk) throws -> String {
    guard desk.isAttended else { throw desk.missing("--result", ja: "結果", en: "The result") }
    let tty = try desk.tty()
    if let due = try CallBack.list(in: store).first(where: { $0.code == code.canonical }) {
      if let cautions = due.cautions {
        try tty.say(Words(ja: "【注意】\(cautions)", en: "CAUTION: \(cautions)")(desk.lang))
      }
      let whom = [due.callerName, due.callerPhone].compactMap(\.self).joined(separator: " ")
      if !whom.isEmpty { try tty.say(whom) }
    }
    let choices = CodeList.callbackResult.codes.map { Choice(code: $0.code, label: desk.lang == .ja ? $0.ja : $0.en) }
    guard let chosen = try tty.choose(Words(ja: "結果:", en: "Result:")(desk.lang), choices) else {
      throw TerminalError.cancelled
    }
    return chosen
  }
}

/// How those who are to be called back are printed.
struct CallBackSheet {
  let desk: Desk

  func table(_ callbacks: [CallBack]) -> Table {
    var table = Table(
      [
        Column("code", ja: "コード", en: "Code"), Column("due_at", ja: "折り返し", en: "Due"),
        Column("why", ja: "わけ", en: "Why", isLabelled: true),
        Column("cautions", ja: "連絡上の注意", en: "Cautions", fit: .wrap),
        Column("caller_name", ja: "相談した方", en: "Caller", fit: .truncate),
        Column("caller_phone", ja: "電話", en: "Telephone"),
        Column("calls", ja: "着信", en: "Calls", alignment: .right), Column("clients", ja: "お心当たり", en: "Perhaps"),
        Column("attempts", ja: "かけた回数", en: "Tried", alignment: .right),
        Column("last_result", ja: "前回", en: "Last result", isLabelled: true),
        Column("last_tried_at", ja: "前回の日時", en: "Last tried", isShown: false),
        Column("claimed_by", ja: "対応", en: "Taken by"), Column("office", ja: "所", en: "Office", isShown: false),
      ], empty: Words(ja: "折り返しを待っている方はいません。", en: "Nobody waits for a call back."))
    for callback in callbacks {
      let why =
        callback.why == "promised" ? Words(ja: "約束", en: "promised") : Words(ja: "不在着信", en: "missed call")
      table.add([
        .text(callback.code), desk.cell(callback.dueAt), .code(callback.why, label: why(desk.lang)),
        .text(orNull: callback.cautions), .text(orNull: callback.callerName), .text(orNull: callback.callerPhone),
        .integer(callback.calls), .list(callback.clients.map { .text($0) }), .integer(callback.attempts),
        desk.cell(callback.lastResult, in: .callbackResult), desk.cell(callback.lastTriedAt),
        .text(orNull: callback.claimedBy), .text(callback.office),
      ])
    }
    return table
  }
}
