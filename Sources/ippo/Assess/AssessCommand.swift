import ArgumentParser
import CaseCore
import Edge
import Paper
import Terminal

struct AssessCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assess",
    abstract: said("要因の見立て(重ねて記録し、消しません)", "Assessment of factors, added to and never overwritten"),
    subcommands: [AssessAdd.self, AssessShow.self])
}

struct AssessAdd: Verb {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: said("要因を記録する", "Record factors"))

  @Argument(help: .said("コード、名前、ふりがな、today の番号", "code, name, kana, or a number from today")) var client: String
  @Option(help: .said("要因(social_anxiety,trauma,…)", "factors (social_anxiety,trauma,…)")) var factor: String
  @Option(help: .said("trigger(きっかけ)か present(現在)", "trigger or present")) var role: String?
  @Option(help: .said("誰から聞いたか(person mother …)", "who told it (person mother …)")) var source: String?
  @Option(help: .said("確からしさ(diagnosed suspected told)", "diagnosed suspected told")) var certainty: String?
  @Option(help: .said("いつから(YYYY、YYYY-MM)", "since (YYYY, YYYY-MM)")) var since: String?
  @Option(help: .said("聞いた日(既定は今日)", "on which day (default: today)")) var on: String?
  @Option(help: .said("この記録の id", "id of this record")) var id: String?
  @Option(help: .said("「-」で本文を標準入力から読む", "`-` reads the note from standard input")) var note: String?
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    try desk.demandDash(note, option: "--note")
    var new = NewAssessment(factors: try CodeList.factor.demandEach(factor))
    new.role = try role.map { try CodeList.factorRole.demand($0) }
    new.source = try source.map { try CodeList.who.demand($0) }
    new.certainty = try certainty.map { try CodeList.certainty.demand($0) }
    new.since = try since.map { try PartialMonth(parsing: $0).iso }
    new.on = try on.map { try CalendarDate(parsing: $0, today: desk.today, yearless: .recent) }
    let client = try desk.confirmedClient(self.client)
    let id = try desk.recordID(self.id)
    if note != nil {
      new.note = try desk.readNote()
    } else if desk.isAttended {
      new.note = try desk.askNote(Words(ja: "記録:", en: "Note:"))
    }
    let answer = try Assessment.add(new, of: client, id: id, in: desk.store())
    var record = desk.answer(id: id, about: answer)
    record.add("factors", ja: "要因", en: "Factors", desk.cells(new.factors, in: .factor))
    try desk.show(record, as: output.format)
  }
}

struct AssessShow: Verb {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: said("要因の見立てを開く(開いたことは記録されます)", "Open a client's factors; that is put on record"))

  @Argument(help: .said("コード、名前、ふりがな、today の番号", "code, name, kana, or a number from today")) var client: String
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    var table = Table(
      [
        Column("on", ja: "日", en: "On"), Column("factor", ja: "要因", en: "Factor", isLabelled: true),
        Column("role", ja: "位置", en: "As", isLabelled: true),
        Column("source", ja: "聞いた人", en: "Told by", isLabelled: true),
        Column("certainty", ja: "確からしさ", en: "Certainty", isLabelled: true), Column("since", ja: "いつから", en: "Since"),
        Column("standing", ja: "今の見立て", en: "Stands"), Column("author", ja: "記入", en: "By"),
        Column("note", ja: "記録", en: "Note", fit: .wrap), Column("id", ja: "id", en: "id", isShown: false),
      ], empty: Words(ja: "見立てはまだありません。", en: "Nothing assessed yet."))
    for item in try Assessment.show(of: desk.client(client), in: desk.store()) {
      table.add([
        desk.cell(item.on), desk.cell(item.factor, in: .factor), desk.cell(item.role, in: .factorRole),
        desk.cell(item.source, in: .who), desk.cell(item.certainty, in: .certainty), .text(orNull: item.since),
        .flag(item.isStanding), .text(item.author), .text(orNull: item.note), desk.cell(item.id),
      ])
    }
    try desk.showSensitive(table, title: Words(ja: "要因の見立て", en: "Factors"), as: output.format)
  }
}

extension Desk {
  /// What a write about a client answers with.
  func answer(id: RecordID, about answer: ClientAnswer) -> Record {
    var record = Record()
    record.add("id", ja: "id", en: "id", cell(id), isShown: false)
    record.add("client", ja: "コード", en: "Code", .text(orNull: answer.clientCode))
    record.add("client_name", ja: "名前", en: "Name", .text(orNull: answer.clientName))
    record.add("state", ja: "結果", en: "Result", .code(answer.state, label: label(ofState: answer.state)))
    return record
  }

  /// Shows records that hold what people said: at a terminal on the alternate screen.
  func showSensitive(_ table: Table, title: Words, as format: Format) throws {
    guard format == .table, console.isTerminal(.output) else { return try show(table, as: format) }
    let text = String(decoding: render(table, as: .table, lang: lang, width: console.screenWidth), as: UTF8.self)
    _ = try AlternateScreen.show(text, title: title(lang), on: tty(), idle: .seconds(300))
  }
}
