import ArgumentParser
import CaseCore
import Edge
import Paper

struct OfficeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "office",
    abstract: said("所(オフィス)", "Offices"),
    subcommands: [
      OfficeAdd.self, OfficeList.self, OfficeFound.self, OfficeTranscription.self, OfficeLine.self,
      OfficeLineAccount.self,
    ])
}

struct OfficeAdd: Verb {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: said("所を追加する", "Add an office"),
    discussion: said("--json - で name name_en phone を渡します。", "`--json -` takes name name_en phone."))

  @Argument(help: .said("所のコード(英小文字)", "code, small letters")) var code: String
  @Option(help: .said("この登録の id", "id of this record")) var id: String?
  @Option(help: .said("「-」で標準入力の JSON を読む", "`-` reads a JSON object from standard input")) var json: String?
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    try desk.demandDash(json, option: "--json")
    guard json != nil else { throw desk.missing("--json -", ja: "所の名前", en: "The office's name") }
    let input = try desk.readJSON(keys: ["name", "name_en", "phone"])
    let phone = try input.text("phone").map { try PhoneNumber(parsing: $0).display }
    let answer = try Office.add(
      code: code, name: input.text("name") ?? "", nameEnglish: input.text("name_en"), phone: phone,
      id: desk.recordID(id), in: desk.store())
    var record = desk.answer(id: answer.id, state: answer.state)
    record.add("code", ja: "コード", en: "Code", .text(code))
    record.add("name", ja: "名前", en: "Name", .text(orNull: try input.text("name")))
    try desk.show(record, as: output.format)
  }
}

struct OfficeList: Verb {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: said("所の一覧", "The organisation's offices"))

  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    var table = Table([
      Column("id", ja: "id", en: "id", isShown: false), Column("code", ja: "コード", en: "Code"),
      Column("name", ja: "名前", en: "Name"), Column("name_en", ja: "英語名", en: "In English"),
      Column("phone", ja: "電話", en: "Telephone"), Column("language", ja: "報告の言語", en: "Language", isShown: false),
      Column("mine", ja: "自分の所", en: "Yours"),
    ])
    for office in try Office.list(in: desk.store()) {
      table.add([
        desk.cell(office.id), .text(office.code), .text(office.name), .text(orNull: office.nameEnglish),
        .text(orNull: office.phone), .text(office.language), .flag(office.mine),
      ])
    }
    try desk.show(table, as: output.format)
  }
}

struct OfficeFound: Verb {
  static let configuration = CommandConfiguration(
    commandName: "found",
    abstract: said("最初の所と、最初の2人を登録する(1回だけ)", "Found the first office with its first two people, once"),
    discussion: said(
      "ippo_migrate のログインで実行します。--json - で name name_en phone admin_name admin_password supervisor_name supervisor_password を渡します。",
      "Run as the login ippo_migrate. `--json -` takes name name_en phone admin_name admin_password supervisor_name supervisor_password."
    ))

  @Argument(help: .said("所のコード(英小文字)", "code, small letters")) var code: String
  @Option(help: .said("最初の office_admin のログイン名", "login of the first office_admin")) var admin: String
  @Option(help: .said("最初の supervisor のログイン名", "login of the first supervisor")) var supervisor: String
  @Option(help: .said("「-」で標準入力の JSON を読む", "`-` reads a JSON object from standard input")) var json: String?
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    try desk.demandDash(json, option: "--json")
    guard json != nil else { throw desk.missing("--json -", ja: "所と2人の名前", en: "The names") }
    let input = try desk.readJSON(keys: [
      "name", "name_en", "phone", "admin_name", "admin_password", "supervisor_name", "supervisor_password",
    ])
    func founder(_ login: String, _ part: String) throws -> Office.Founder {
      Office.Founder(
        login: try Login(login).text, name: try input.text("\(part)_name") ?? login,
        password: try Password.demand(input.text("\(part)_password")))
    }
    let answer = try Office.found(
      code: code, name: input.text("name") ?? code, nameEnglish: input.text("name_en"),
      phone: input.text("phone").map { try PhoneNumber(parsing: $0).display }, admin: founder(admin, "admin"),
      supervisor: founder(supervisor, "supervisor"), in: desk.store())
    try desk.show(desk.answer(id: answer.id, state: answer.state), as: output.format)
  }
}
