import ArgumentParser
import CaseCore
import Edge
import Paper

/// The options of a program's contract that are codes, days and numbers.
struct ProgramTerms: ParsableArguments {
  @Option(help: .said("最後の日", "the term's last day")) var until: String?
  @Option(help: .said("同席の数え方: case(1件)か person(人数分)", "several people count as one case or each person"))
  var presence: String?
  @Flag(
    inversion: .prefixedNo, help: .said("LINE・メールは一人一日を1件とする(既定)", "LINE and mail count one a client and day (default)")
  )
  var lineByDay: Bool?
  @Option(help: .said("目標の年度(2026、令和8年度)", "the fiscal year of the target (2026)")) var year: String?
  @Option(help: .said("目標の問い合わせ件数", "target of inquiries")) var inquiries: Int?
  @Option(help: .said("目標の延件数", "target of consultations")) var sessions: Int?
  @Option(help: .said("目標の実人数", "target of people")) var people: Int?

  var target: ProgramTarget { ProgramTarget(inquiries: inquiries, sessions: sessions, people: people) }
}

struct ProgramAdd: Verb {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: said("事業を追加する", "Add a program"),
    discussion: said(
      "--json - で name name_en funder municipality を渡します。", "`--json -` takes name name_en funder municipality."))

  static let keys = ["name", "name_en", "funder", "municipality"]

  @Argument(help: .said("事業のコード(英小文字)", "code, small letters")) var code: String
  @Option(help: .said("行う所のコード(「,」で複数)", "office codes, separated by commas")) var office: String
  @Option(help: .said("最初の日", "the term's first day")) var from: String
  @OptionGroup var terms: ProgramTerms
  @Option(help: .said("この登録の id", "id of this record")) var id: String?
  @Option(help: .said("「-」で標準入力の JSON を読む", "`-` reads a JSON object from standard input")) var json: String?
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    try desk.demandDash(json, option: "--json")
    guard json != nil else { throw desk.missing("--json -", ja: "事業の名前", en: "The program's name") }
    let input = try desk.readJSON(keys: ProgramAdd.keys)
    var new = NewProgram(
      code: Program.code(typed: code), offices: Program.codes(typed: office), name: try input.line("name") ?? "",
      from: try CalendarDate(parsing: from, today: desk.today))
    new.nameEnglish = try input.line("name_en")
    new.funder = try input.line("funder")
    new.municipality = try input.line("municipality")
    new.until = try terms.until.map { try CalendarDate(parsing: $0, today: desk.today) }
    new.presence = terms.presence ?? "case"
    new.lineByDay = terms.lineByDay ?? true
    new.year = try terms.year.map { try FiscalYear(parsing: $0) }
    new.target = terms.target
    let store = try desk.store()
    let answer = try Program.add(new, id: desk.recordID(id), in: store)
    try desk.show(ProgramSheet(desk: desk).answer(answer, in: store), as: output.format)
  }
}

struct ProgramAmend: Verb {
  static let configuration = CommandConfiguration(
    commandName: "amend",
    abstract: said("事業の内容や目標を改める(前の版は残ります)", "Amend a program; former versions stay"),
    discussion: said(
      "--json - で、理由と変える項目だけを渡します: name name_en funder municipality reason(理由は必須)。--office は所を加えます。",
      "`--json -` takes the reason and only what changes: name name_en funder municipality reason. --office adds offices."
    ))

  @Argument(help: .said("事業のコード", "program code")) var program: String
  @Option(help: .said("加える所のコード", "offices that join")) var office: String?
  @Option(help: .said("最初の日", "the term's first day")) var from: String?
  @OptionGroup var terms: ProgramTerms
  @Option(help: .said("見ていた版(先に変わっていたら止まる)", "the version you saw; stops if it changed since")) var base: Int?
  @Option(help: .said("この訂正の id", "id of this amendment")) var id: String?
  @Option(help: .said("「-」で標準入力の JSON を読む", "`-` reads a JSON object from standard input")) var json: String?
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    try desk.demandDash(json, option: "--json")
    guard json != nil else { throw desk.missing("--json -", ja: "訂正の内容と理由", en: "The amendment and its reason") }
    let input = try desk.readJSON(keys: ProgramAdd.keys + ["reason"])
    var changes = ProgramChanges()
    for key in ProgramAdd.keys where input.has(key) { changes.texts.append((key, try input.line(key))) }
    changes.from = try from.map { try CalendarDate(parsing: $0, today: desk.today) }
    changes.until = try terms.until.map { try CalendarDate(parsing: $0, today: desk.today) }
    changes.presence = terms.presence
    changes.lineByDay = terms.lineByDay
    changes.offices = office.map(Program.codes(typed:)) ?? []
    changes.year = try terms.year.map { try FiscalYear(parsing: $0) }
    changes.target = terms.target
    guard !changes.isEmpty else {
      throw Trouble(ja: "変える項目がありません。", en: "Nothing would change.", status: .usage)
    }
    let store = try desk.store()
    let answer = try Program.amend(
      Program.code(typed: program), changes, reason: input.text("reason") ?? "", base: base, id: desk.recordID(id),
      in: store)
    try desk.show(ProgramSheet(desk: desk).answer(answer, in: store), as: output.format)
  }
}
