import ArgumentParser
import CaseCore
import Edge
import Paper
import Postgres
import Terminal

struct StaffPassword: Verb {
  static let configuration = CommandConfiguration(
    commandName: "password",
    abstract: said("パスワードを替える(自分、または職員)", "Change a password, one's own or a colleague's"),
    discussion: said("--json - で password を渡します。端末では尋ねます。", "`--json -` takes password; at a terminal it asks."))

  @Argument(help: .said("ログイン名", "login")) var login: String
  @Option(help: .said("「-」で標準入力の JSON を読む", "`-` reads a JSON object from standard input")) var json: String?
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    try desk.demandDash(json, option: "--json")
    let login = try Login(self.login).text
    let typed: String?
    if json != nil {
      typed = try desk.readJSON(keys: ["password"]).text("password")
    } else if desk.isAttended {
      let tty = try desk.tty()
      typed = try tty.askSecret(Words(ja: "新しいパスワード: ", en: "New password: ")(desk.lang))
      let again = try tty.askSecret(Words(ja: "もう一度: ", en: "Once more: ")(desk.lang))
      guard typed == again else {
        throw Trouble(ja: "2回の入力が違います。", en: "The two differ.", status: .usage)
      }
    } else {
      throw desk.missing("--json -", ja: "パスワード", en: "The password")
    }
    let password = try Password.demand(typed)
    let store = try desk.store()
    let id = desk.newID()
    if login == store.login {
      try Staff.changeOwnPassword(to: password, login: login, in: store)
      return try desk.show(desk.answer(id: id, state: "saved"), as: output.format)
    }
    let answer = try Staff.resetPassword(of: login, to: password, id: id, in: store)
    try desk.show(desk.answer(id: answer.id, state: answer.state), as: output.format)
  }
}

struct StaffDisable: Verb {
  static let configuration = CommandConfiguration(
    commandName: "disable",
    abstract: said("職員の利用をすぐに止める(接続も切れます)", "End an account at once, open connections included"))

  @Argument(help: .said("ログイン名", "login")) var login: String
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    let answer = try Staff.disable(Login(login).text, in: desk.store())
    try desk.show(desk.answer(id: answer.id, state: answer.state), as: output.format)
  }
}

struct StaffApprove: Verb {
  static let configuration = CommandConfiguration(
    commandName: "approve",
    abstract: said("別の方の申請を承認・却下する", "Decide on what a colleague asked for"))

  @Argument(help: .said("申請されたログイン名", "login of the request")) var login: String
  @Flag(help: .said("却下する", "refuse it")) var refuse = false
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    let answer = try Staff.decide(on: Login(login).text, approved: !refuse, in: desk.store())
    try desk.show(desk.answer(id: answer.id, state: answer.state), as: output.format)
  }
}

struct StaffRequests: Verb {
  static let configuration = CommandConfiguration(
    commandName: "requests", abstract: said("承認待ちの申請", "What waits for a second person"))

  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    var table = Table([
      Column("id", ja: "id", en: "id", isShown: false), Column("action", ja: "内容", en: "What", isLabelled: true),
      Column("login", ja: "ログイン名", en: "Login"), Column("name", ja: "名前", en: "Name"),
      Column("roles", ja: "役割", en: "Roles", fit: .wrap), Column("office", ja: "所", en: "Office"),
      Column("requested_by", ja: "申請", en: "Asked by"), Column("requested_at", ja: "日時", en: "When"),
    ])
    for request in try GateRequest.list(in: desk.store()) {
      let what =
        request.action == "add" ? Words(ja: "登録", en: "new login") : Words(ja: "パスワード再設定", en: "password reset")
      table.add([
        desk.cell(request.id), .code(request.action, label: what(desk.lang)), .text(request.login),
        .text(orNull: request.name), desk.cells(request.roles, in: .role), .text(request.office),
        .text(request.requestedBy), desk.cell(request.requestedAt),
      ])
    }
    try desk.show(table, as: output.format)
  }
}
