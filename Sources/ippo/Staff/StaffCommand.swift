import ArgumentParser
import CaseCore
import Edge
import Paper
import Terminal

struct StaffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "staff",
    abstract: said("職員とログイン", "Staff and their logins"),
    subcommands: [
      StaffAdd.self, StaffList.self, StaffPassword.self, StaffDisable.self, StaffApprove.self, StaffRequests.self,
      OfficeCommand.self, ProgramCommand.self,
    ])
}

struct StaffAdd: Verb {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: said("職員を登録する(スーパーバイザーは別の方の承認が要ります)", "Add a member of staff; a supervisor waits for a second person"),
    discussion: said(
      "--json - で name kana password を渡します。端末では尋ねます。", "`--json -` takes name kana password; at a terminal it asks."))

  @Argument(help: .said("ログイン名", "login")) var login: String
  @Option(help: .said("役割(counselor intake supervisor office_admin、「,」で複数)", "roles, separated by commas")) var role:
    String
  @Option(help: .said("所のコード", "office code")) var office: String
  @Option(help: .said("「-」で標準入力の JSON を読む", "`-` reads a JSON object from standard input")) var json: String?
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    try desk.demandDash(json, option: "--json")
    let login = try Login(self.login).text
    let roles = try CodeList.role.demandEach(role)
    let name: String?
    var kana: String?
    let password: String?
    if json != nil {
      let input = try desk.readJSON(keys: ["name", "kana", "password"])
      (name, kana, password) = (try input.text("name"), try input.text("kana"), try input.text("password"))
    } else if desk.isAttended {
      let tty = try desk.tty()
      name = try tty.ask(Words(ja: "名前: ", en: "Name: ")(desk.lang))
      kana = try tty.ask(Words(ja: "ふりがな: ", en: "Kana: ")(desk.lang))
      password = try tty.askSecret(Words(ja: "はじめのパスワード: ", en: "First password: ")(desk.lang))
    } else {
      throw desk.missing("--json -", ja: "名前とパスワード", en: "Name and password")
    }
    let answer = try Staff.add(
      login: login, name: Prose(name ?? "").text, kana: kana.map { try Prose($0).text }, roles: roles, office: office,
      password: Password.demand(password), id: desk.newID(), in: desk.store())
    var record = Record()
    record.add("id", ja: "id", en: "id", desk.cell(answer.id), isShown: false)
    record.add("login", ja: "ログイン名", en: "Login", .text(login))
    record.add("name", ja: "名前", en: "Name", .text(orNull: name))
    record.add("roles", ja: "役割", en: "Roles", desk.cells(roles, in: .role))
    record.add("office", ja: "所", en: "Office", .text(office))
    record.add("state", ja: "結果", en: "Result", .code(answer.state, label: desk.label(ofState: answer.state)))
    try desk.show(record, as: output.format)
  }
}

struct StaffList: Verb {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: said("同じ所の職員", "The colleagues of your offices"))

  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    var table = Table([
      Column("id", ja: "id", en: "id", isShown: false), Column("login", ja: "ログイン名", en: "Login"),
      Column("name", ja: "名前", en: "Name"), Column("kana", ja: "ふりがな", en: "Kana"),
      Column("roles", ja: "役割", en: "Roles", fit: .wrap), Column("offices", ja: "所", en: "Offices", fit: .wrap),
      Column("status", ja: "状態", en: "Status", isLabelled: true),
      Column("created_at", ja: "登録", en: "Added", isShown: false),
    ])
    for staff in try Staff.list(in: desk.store()) {
      table.add([
        desk.cell(staff.id), .text(staff.login), .text(staff.name), .text(orNull: staff.kana),
        desk.cells(staff.roles, in: .role), .list(staff.offices.map { .text($0) }),
        .code(
          staff.state,
          label: (staff.state == "active" ? Words(ja: "在籍", en: "active") : Words(ja: "停止", en: "disabled"))(desk.lang)),
        desk.cell(staff.createdAt),
      ])
    }
    try desk.show(table, as: output.format)
  }
}
