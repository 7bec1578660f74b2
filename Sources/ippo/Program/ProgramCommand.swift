import ArgumentParser
import CaseCore
import Edge
import Paper

struct ProgramCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "program",
    abstract: said("事業(市町村などからの委託)", "Programs: what a funder pays for by contract"),
    subcommands: [ProgramAdd.self, ProgramAmend.self, ProgramList.self, ProgramShow.self])
}

/// How a program is printed, in lists and alone.
struct ProgramSheet {
  let desk: Desk

  private static let columns: [Column] = [
    Column("id", ja: "id", en: "id", isShown: false),
    Column("code", ja: "コード", en: "Code"),
    Column("name", ja: "名前", en: "Name", fit: .wrap),
    Column("name_en", ja: "英語名", en: "In English", isShown: false),
    Column("funder", ja: "委託元", en: "Funder"),
    Column("municipality", ja: "対象の市区町村", en: "Municipality", isShown: false),
    Column("offices", ja: "所", en: "Offices"),
    Column("from", ja: "開始", en: "From"),
    Column("until", ja: "終了", en: "Until"),
    Column("presence", ja: "同席の数え方", en: "Several people count", isShown: false, isLabelled: true),
    Column("line_by_day", ja: "LINE・メールは1日1件", en: "LINE and mail by day", isShown: false),
    Column("target_inquiries", ja: "今年度の目標(問い合わせ)", en: "Target: inquiries", alignment: .right, isShown: false),
    Column("target_sessions", ja: "今年度の目標(延件数)", en: "Target: consultations", alignment: .right, isShown: false),
    Column("target_people", ja: "今年度の目標(実人数)", en: "Target: people", alignment: .right, isShown: false),
    Column("version", ja: "版", en: "Version", alignment: .right, isShown: false),
    Column("saved_at", ja: "保存", en: "Saved", isShown: false),
  ]

  func table(_ programs: [Program]) -> Table {
    var table = Table(ProgramSheet.columns, empty: Words(ja: "事業はまだありません。", en: "There is no program yet."))
    for program in programs { table.add(cells(program)) }
    return table
  }

  func record(_ program: Program) -> Record {
    var record = Record()
    for (column, cell) in zip(ProgramSheet.columns, cells(program)) {
      record.add(column.key, column.title, cell, isShown: column.key != "id" && cell != .null)
    }
    return record
  }

  private func cells(_ program: Program) -> [Cell] {
    let presence =
      program.presence == "person"
      ? Words(ja: "同席した人数分", en: "each person") : Words(ja: "1件", en: "one")
    return [
      desk.cell(program.id), .text(program.code), .text(program.name), .text(orNull: program.nameEnglish),
      .text(orNull: program.funder), .text(orNull: program.municipality), .list(program.offices.map { .text($0) }),
      desk.cell(program.from), desk.cell(program.until), .code(program.presence, label: presence(desk.lang)),
      .flag(program.lineByDay), .integer(orNull: program.target.inquiries), .integer(orNull: program.target.sessions),
      .integer(orNull: program.target.people), .integer(program.version), desk.cell(program.savedAt),
    ]
  }

  func answer(_ answer: ProgramAnswer, in store: CaseStore) throws -> Record {
    var record = Record()
    if let code = answer.code { record = self.record(try Program.show(code, in: store).program) }
    record.add("state", ja: "結果", en: "Result", .code(answer.state, label: desk.label(ofState: answer.state)))
    return record
  }
}

extension Program {
  /// A code as people type it; the server decides whether there is one.
  static func code(typed: String) -> String { InputText.trimmed(InputText.folded(typed)).lowercased() }

  /// Codes separated by commas.
  static func codes(typed: String) -> [String] {
    InputText.folded(typed).split(whereSeparator: { $0 == "," || $0 == "、" }).map { code(typed: String($0)) }
  }
}

struct ProgramList: Verb {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: said("事業の一覧", "The organisation's programs"))

  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    try desk.show(ProgramSheet(desk: desk).table(Program.list(in: desk.store())), as: output.format)
  }
}

struct ProgramShow: Verb {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: said("事業の期間、数え方、年度ごとの目標", "A program's term, rules and targets"))

  @Argument(help: .said("事業のコード", "program code")) var program: String
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    let (program, targets) = try Program.show(Program.code(typed: self.program), in: desk.store())
    var record = ProgramSheet(desk: desk).record(program)
    record.add(
      "targets", ja: "年度ごとの目標", en: "Targets by fiscal year",
      .list(
        targets.map { year, target in
          var one = Record()
          one.add("fiscal_year", ja: "年度", en: "Fiscal year", .integer(year))
          one.add("inquiries", ja: "問い合わせ", en: "Inquiries", .integer(orNull: target.inquiries))
          one.add("sessions", ja: "延件数", en: "Consultations", .integer(orNull: target.sessions))
          one.add("people", ja: "実人数", en: "People", .integer(orNull: target.people))
          return .record(one)
        }), isShown: !targets.isEmpty)
    try desk.show(record, as: output.format)
  }
}
