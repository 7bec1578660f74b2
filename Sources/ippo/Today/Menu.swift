import CaseCore
import Edge
import Glibc
import Paper
import Terminal

/// What waits today, and what one might do next.
struct Menu {
  let desk: Desk

  private enum Choices: String, CaseIterable {
    case log, tel, list, find, inquiries, callbacks, plans, outbox, quit

    var words: Words {
      switch self {
      case .log: Words(ja: "面談を記録する", en: "log a session")
      case .tel: Words(ja: "電話を受けながら書き留める", en: "write a call down")
      case .list: Words(ja: "見られる方の一覧", en: "the clients I may see")
      case .find: Words(ja: "名前や電話で探す", en: "find somebody")
      case .inquiries: Words(ja: "終わっていない問い合わせ", en: "open inquiries")
      case .callbacks: Words(ja: "折り返しを待っている方", en: "those who wait for a call back")
      case .plans: Words(ja: "確認・見直しの時期の計画", en: "plans that are due")
      case .outbox: Words(ja: "この端末に預かっている記録", en: "notes kept on this machine")
      case .quit: Words(ja: "終わる", en: "quit")
      }
    }
  }

  func run() throws {
    try TodaySheet(desk: desk).show(as: .table)
    let options = Choices.allCases.map { Choice(code: $0.rawValue, label: $0.words(desk.lang)) }
    let question = Words(ja: "どうしますか:", en: "What next:")
    let chosen = try desk.tty().choose(question(desk.lang), options, default: Choices.quit.rawValue)
    switch chosen.flatMap({ Choices(rawValue: $0) }) {
    case .log: try log()
    case .tel: try become(["tel"])
    case .list: try become(["client", "list"])
    case .find: try become(["client", "find"])
    case .inquiries: try become(["inquiry", "list", "--open"])
    case .callbacks: try become(["inquiry", "list", "--callbacks"])
    case .plans: try become(["plan", "list", "--due"])
    case .outbox: try become(["outbox", "list"])
    case .quit, nil: return
    }
  }

  /// Asks whom and how; the name is made a code first, so that it stands in no command line.
  private func log() throws {
    guard let name = try desk.askText(Words(ja: "どなたの(コード、名前、ふりがな、番号): ", en: "Whose (code, name, kana or number): "))
    else {
      return
    }
    let client = try Client.named(desk.client(name), in: desk.store())
    let methods = CodeList.sessionMethod.codes.map { Choice(code: $0.code, label: desk.lang == .ja ? $0.ja : $0.en) }
    let question = Words(ja: "方法:", en: "Method:")
    guard let method = try desk.tty().choose(question(desk.lang), methods, default: "office") else { return }
    try become(["session", "log", client.code, "--method", method])
  }

  /// Goes on as another command of this program, in the same language.
  private func become(_ arguments: [String]) throws {
    let all = [desk.executable] + arguments + ["--lang", desk.lang.rawValue]
    var words: [UnsafeMutablePointer<CChar>?] = all.map { strdup($0) }
    words.append(nil)
    execv(desk.executable, words)
    throw Trouble(ja: "\(desk.executable) を起動できません。", en: "Cannot run \(desk.executable).", status: .other)
  }
}
