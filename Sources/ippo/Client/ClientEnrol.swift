import ArgumentParser
import CaseCore
import Edge
import Paper

struct ClientEnrol: Verb {
  static let configuration = CommandConfiguration(
    commandName: "enrol",
    abstract: said("事業への参加を記録する", "Put a case into a program"),
    discussion: said(
      "その日から先の面談は、その事業のものになります。同じ日に2つの事業には入れません。",
      "Sessions from that day on belong to the program. A case is in one program on any day."))

  @Argument(help: .said("コード、名前、ふりがな、today の番号", "code, name, kana, or a number from today")) var client: String
  @Option(help: .said("事業のコード", "program code")) var program: String
  @Option(help: .said("最初の日(既定は今日)", "first day (default: today)")) var from: String?
  @Option(help: .said("最後の日(もう終わった事業のとき)", "last day, where it is over already")) var until: String?
  @Option(help: .said("この操作の id", "id of this change")) var id: String?
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    let id = try desk.recordID(self.id)
    let first = try from.map { try CalendarDate(parsing: $0, today: desk.today, yearless: .recent) }
    let last = try until.map { try CalendarDate(parsing: $0, today: desk.today, yearless: .recent) }
    let state = try Client.enrol(
      desk.confirmedClient(client), in: Program.code(typed: program), from: first, until: last, id: id, in: desk.store()
    )
    try desk.show(desk.answer(id: id, state: state), as: output.format)
  }
}

struct ClientLeave: Verb {
  static let configuration = CommandConfiguration(
    commandName: "leave",
    abstract: said("事業への参加の終わりを記録する", "End a case's time in a program"),
    discussion: said(
      "--on の日までがその事業のものです。参加の記録が間違いだったときは、最初の日の前の日を指定します。",
      "The day given with --on is the last one that belongs to it; the day before the first one takes a mistake back."))

  @Argument(help: .said("コード、名前、ふりがな、today の番号", "code, name, kana, or a number from today")) var client: String
  @Option(help: .said("事業のコード", "program code")) var program: String
  @Option(help: .said("最後の日(既定は今日)", "last day (default: today)")) var on: String?
  @Option(help: .said("この操作の id", "id of this change")) var id: String?
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    let id = try desk.recordID(self.id)
    let day = try on.map { try CalendarDate(parsing: $0, today: desk.today, yearless: .recent) }
    let state = try Client.leave(
      desk.confirmedClient(client), program: Program.code(typed: program), on: day, id: id, in: desk.store())
    try desk.show(desk.answer(id: id, state: state), as: output.format)
  }
}

struct ClientEnrolments: Verb {
  static let configuration = CommandConfiguration(
    commandName: "enrolments", abstract: said("これまでに参加した事業", "The programs a case has been in"))

  @Argument(help: .said("コード、名前、ふりがな、today の番号", "code, name, kana, or a number from today")) var client: String
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    var table = Table(
      [
        Column("id", ja: "id", en: "id", isShown: false), Column("program", ja: "事業", en: "Program"),
        Column("program_name", ja: "名前", en: "Name", fit: .wrap), Column("from", ja: "最初の日", en: "From"),
        Column("until", ja: "最後の日", en: "Until"), Column("author", ja: "記入", en: "Written by"),
      ], empty: Words(ja: "参加した事業はありません。", en: "The case has been in no program."))
    for enrolment in try Client.enrolments(desk.client(client), in: desk.store()) {
      table.add([
        desk.cell(enrolment.id), .text(enrolment.program), .text(enrolment.programName), desk.cell(enrolment.from),
        desk.cell(enrolment.until), .text(enrolment.author),
      ])
    }
    try desk.show(table, as: output.format)
  }
}
