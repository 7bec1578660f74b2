import ArgumentParser
import CaseCore
import Edge
import Paper

struct ClientAmend: Verb {
  static let configuration = CommandConfiguration(
    commandName: "amend",
    abstract: said("一人について分かっていることを訂正・追加する", "Amend what is known of a client"),
    discussion: said(
      "--json - で、変える項目だけを渡します: name kana phones municipality cautions reason(理由は必須、null で消去)。前の版は残ります。",
      "`--json -` takes only what changes: name kana phones municipality cautions, and the reason. null clears; former versions stay."
    ))

  @Argument(help: .said("コード、名前、ふりがな、today の番号", "code, name, kana, or a number from today")) var client: String
  @Option(help: .said("生年月日", "date of birth")) var birth: String?
  @Option(name: .customLong("age-about"), help: .said("聞き取った年齢", "an age as it was told")) var ageAbout: String?
  @Option(help: .said("male female other unknown", "male female other unknown")) var sex: String?
  @Option(name: .customLong("withdrawn-since"), help: .said("YYYY か YYYY-MM", "YYYY or YYYY-MM")) var withdrawnSince:
    String?
  @Option(help: .said("見ていた版(先に変わっていたら止まる)", "the version you saw; stops if it changed since")) var base: Int?
  @Option(help: .said("この訂正の id", "id of this amendment")) var id: String?
  @Option(help: .said("「-」で標準入力の JSON を読む", "`-` reads a JSON object from standard input")) var json: String?
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    try desk.demandDash(json, option: "--json")
    guard json != nil else { throw desk.missing("--json -", ja: "訂正の内容と理由", en: "The amendment and its reason") }
    let input = try desk.readJSON(keys: ["name", "kana", "phones", "municipality", "cautions", "reason"])
    var changes: [ClientChange] = []
    for key in ["name", "kana", "municipality"] where input.has(key) {
      changes.append(ClientChange(key: key, value: try input.line(key)))
    }
    if input.has("cautions") { changes.append(ClientChange(key: "cautions", value: try input.text("cautions"))) }
    if let birth {
      changes.append(ClientChange(key: "birth", value: try CalendarDate(parsing: birth, today: desk.today).iso))
    }
    if let ageAbout {
      let years = try AgeAbout(parsing: ageAbout, toldOn: desk.today).years
      changes.append(ClientChange(key: "age_about", value: "\(years)"))
    }
    if let sex { changes.append(ClientChange(key: "sex", value: try CodeList.sex.demand(sex))) }
    if let withdrawnSince {
      changes.append(ClientChange(key: "withdrawn_since", value: try PartialMonth(parsing: withdrawnSince).iso))
    }
    let phones = input.has("phones") ? try input.texts("phones").map { try PhoneNumber(parsing: $0) } : nil
    guard !changes.isEmpty || phones != nil else {
      throw Trouble(ja: "変える項目がありません。", en: "Nothing would change.", status: .usage)
    }
    let id = try desk.recordID(self.id)
    let version = try Client.amend(
      desk.client(client), changes: changes, phones: phones, reason: try input.text("reason") ?? "", base: base,
      id: id, in: desk.store())
    var record = desk.answer(id: id, state: version == nil ? "duplicate" : "saved")
    record.add("version", ja: "版", en: "Version", .integer(orNull: version))
    try desk.show(record, as: output.format)
  }
}
