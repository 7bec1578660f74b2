package import CaseCore
package import Paper
package import Terminal

/// What the person is told for each thing that can go wrong; rules come back from the database as names and get their words
/// here.
package enum Wording {
  package static func trouble(of error: CaseError) -> Trouble {
    switch error {
    case .notFound(let what):
      let noun = nouns[what] ?? caseNouns[what] ?? directoryNouns[what] ?? Words(ja: "記録", en: "record")
      return Trouble(
        ja: "\(noun.ja)が見つからないか、担当ではありません。", en: "There is no such \(noun.en), or it is not yours.",
        status: .notFound)
    case .refused(let rule):
      return Trouble(known(rule) ?? unknownRule(rule), status: .refused)
    case .conflict(let what):
      return Trouble(
        known(what) ?? Words(ja: "先に別の変更がありました(\(what))。", en: "Something else was saved first (\(what))."),
        status: .conflict)
    case .login:
      return Trouble(
        ja: "ログイン名かパスワードが違うか、このログインのパスワードがこの機械にありません(または利用が止められています)。",
        en: "The login or its password is refused, or there is no password for it on this machine.",
        status: .refused)
    case .schema(newer: true):
      return Trouble(
        ja: "データベースがこのプログラムより新しくなっています。ippo を更新してください。",
        en: "The database is newer than this program: update ippo.", status: .refused)
    case .schema(newer: false):
      return Trouble(
        ja: "データベースがこのプログラムより古いようです。管理者が ippo db migrate を実行してください。",
        en: "The database is older than this program: an administrator must run `ippo db migrate`.", status: .refused)
    case .unreachable(outcomeUnknown: true):
      return Trouble(
        ja: "サーバーから返事がありません。保存されたかどうか分かりません。一覧で確かめてください(--id を付けて送ると、送り直しても二重になりません)。",
        en:
          "The server did not answer: what was sent may or may not be saved. Sent again with the same --id it is never doubled.",
        status: .unreachable)
    case .unreachable:
      return Trouble(
        ja: "サーバーに届きません。何も送っていません。", en: "The server cannot be reached; nothing was sent.", status: .unreachable)
    case .broken(let error):
      return Trouble(
        ja: "思わぬエラーです: \(error)", en: "Unexpected: \(error)", status: .other)
    }
  }

  package static func trouble(of failure: Outbox.Failure) -> Trouble {
    switch failure {
    case .system(let what, let code):
      Trouble(
        ja: "この端末に記録を預かれません: \(what) (errno \(code))。",
        en: "This machine cannot keep the note: \(what) (errno \(code)).",
        status: .other)
    case .key:
      Trouble(
        ja: "この端末の鍵が使えません(32バイト、本人だけが読めること)。",
        en: "This machine's key cannot be used (32 bytes, readable by you alone).", status: .other)
    case .broken(let id):
      Trouble(ja: "預かった記録 \(id) を開けません。", en: "The kept note \(id) cannot be opened.", status: .other)
    case .taken(let id):
      Trouble(
        ja: "同じ id \(id) で、別の記録をすでに預かっています。この記録は預かっていません。別の id で送ってください。",
        en: "Another note is kept under the same id \(id). This one is not kept: send it with another id.",
        status: .conflict)
    }
  }

  package static func trouble(of error: TerminalError) -> Trouble {
    switch error {
    case .cancelled: Trouble(ja: "中止しました。何も保存していません。", en: "Cancelled; nothing was saved.", status: .interrupted)
    case .closedPipe: Trouble(ja: "出力先が閉じられました。", en: "The reader of the output is gone.", status: .other)
    case .noTerminal: Trouble(ja: "端末がありません。", en: "There is no terminal.", status: .usage)
    case .noAlternateScreen:
      Trouble(
        ja: "この端末には、履歴に残さない画面がありません。--format json をお使いください。",
        en: "This terminal has no screen that leaves no history; use --format json.", status: .usage)
    case .system(let code):
      Trouble(ja: "出力できません(errno \(code))。", en: "Cannot write (errno \(code)).", status: .other)
    default: Trouble(ja: "端末のエラーです。", en: "The terminal failed.", status: .other)
    }
  }

  /// The words of a rule by its name, wherever it belongs.
  package static func known(_ rule: String) -> Words? {
    // one expression of them all is too much for the compiler
    let lists = [
      rules, caseRules, directoryRules, monthRules, telephoneRules, lineRules, conflicts, caseConflicts,
      directoryConflicts, monthConflicts, lineConflicts,
    ]
    for words in lists { if let found = words[rule] { return found } }
    return nil
  }

  /// Why a kept note was refused.
  package static func refusal(_ rule: String) -> Words {
    if rule.hasPrefix("not_found.") {
      return trouble(of: CaseError.notFound(what: String(rule.dropFirst(10)))).words
    }
    return known(rule) ?? unknownRule(rule)
  }

  private static func unknownRule(_ rule: String) -> Words {
    Words(ja: "きまりにより受け付けられません(\(rule))。", en: "A rule refuses this (\(rule)).")
  }

  package static let nouns: [String: Words] = [
    "client": Words(ja: "その方の記録", en: "client"),
    "session": Words(ja: "その面談の記録", en: "session"),
    "staff": Words(ja: "その職員", en: "member of staff"),
    "request": Words(ja: "承認待ちの申請", en: "waiting request"),
    "message": Words(ja: "そのメッセージ", en: "message"),
    "media": Words(ja: "その番号の写真やファイル", en: "picture or file"),
    "line_account": Words(ja: "その LINE アカウント", en: "LINE account"),
    "code_list": Words(ja: "その一覧", en: "code list"),
  ]

  package static let conflicts: [String: Words] = [
    "receipt.other_content": Words(
      ja: "同じ id で別の内容がすでに送られています。新しい id で送ってください。",
      en: "Other content was sent under this id before; send it with a new id."),
    "amend.lost_race": Words(
      ja: "先に別の訂正が保存されました。最新の内容を見てから、もう一度訂正してください。",
      en: "Somebody else amended it first: look at it as it is now, then amend again."),
  ]
}
