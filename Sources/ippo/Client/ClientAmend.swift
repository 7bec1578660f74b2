import ArgumentParser
import CaseCore
import Edge
import Paper
import Terminal

struct ClientAmend: Verb {
  static let configuration = CommandConfiguration(
    commandName: "amend",
    abstract: said("一人について分かっていることを訂正・追加する", "Amend what is known of a client"),
    discussion: said(
      "端末では順に尋ねます。スクリプトでは --json - で、変える項目だけを渡します: name kana phones municipality cautions reason(理由は必須、null で消去)。前の版は残ります。",
      "At a terminal it asks; `--json -` takes only what changes: name kana phones municipality cautions, and the reason. null clears; former versions stay."
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
    guard json != nil || desk.isAttended else {
      throw desk.missing("--json -", ja: "訂正の内容と理由", en: "The amendment and its reason")
    }
    let options = try optionChanges(at: desk)
    let reference: ClientReference
    let amendment: ClientAmendment
    if json != nil {
      reference = try desk.confirmedClient(client)
      amendment = try read(at: desk)
    } else {
      let known = try desk.confirmed(client)
      reference = ClientReference(known.code)
      amendment = try ask(base: known.version, hasOptions: !options.isEmpty, at: desk)
    }
    let changes = amendment.changes + options
    guard !changes.isEmpty || amendment.phones != nil else {
      throw Trouble(ja: "変える項目がありません。", en: "Nothing would change.", status: .usage)
    }
    let id = try desk.recordID(self.id)
    let version = try Client.amend(
      reference, changes: changes, phones: amendment.phones, reason: amendment.reason, base: base ?? amendment.base,
      id: id, in: desk.store())
    var record = desk.answer(id: id, state: version == nil ? "duplicate" : "saved")
    record.add("version", ja: "版", en: "Version", .integer(orNull: version))
    try desk.show(record, as: output.format)
  }

  private func optionChanges(at desk: Desk) throws -> [ClientChange] {
    var changes: [ClientChange] = []
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
    return changes
  }

  private func read(at desk: Desk) throws -> ClientAmendment {
    let input = try desk.readJSON(keys: ["name", "kana", "phones", "municipality", "cautions", "reason"])
    var amendment = ClientAmendment()
    for key in ["name", "kana", "municipality"] where input.has(key) {
      amendment.changes.append(ClientChange(key: key, value: try input.line(key)))
    }
    if input.has("cautions") {
      amendment.changes.append(ClientChange(key: "cautions", value: try input.text("cautions")))
    }
    amendment.phones = input.has("phones") ? try input.texts("phones").map { try PhoneNumber(parsing: $0) } : nil
    amendment.reason = try input.text("reason") ?? ""
    return amendment
  }

  /// Asks part by part; Enter keeps what stands. The reason is asked for only where something changes.
  private func ask(base: Int, hasOptions: Bool, at desk: Desk) throws -> ClientAmendment {
    let tty = try desk.tty()
    try tty.say(
      Words(ja: "変えないところは Enter、消すところは「-」です。", en: "Enter keeps what stands; - clears it.")(desk.lang))
    func typed(_ ja: String, _ en: String, limit: Int = Line.defaultLimit) throws -> String? {
      let answer = try tty.ask(Words(ja: ja, en: en)(desk.lang)).map { try Line($0, limit: limit).text }
      return answer?.isEmpty == true ? nil : answer
    }
    func cleared(_ text: String) -> Bool { ["-", "−", "ー"].contains(text) }
    var amendment = ClientAmendment(base: base)
    func change(_ key: String, _ typed: String?) {
      if let typed { amendment.changes.append(ClientChange(key: key, value: cleared(typed) ? nil : typed)) }
    }
    change("name", try typed("名前: ", "Name: "))
    change("kana", try typed("ふりがな: ", "Kana: "))
    amendment.phones = try typed("電話番号(すべて。複数は「、」で区切る): ", "Telephone numbers (all, separated by commas): ").map {
      cleared($0)
        ? [] : try $0.split(whereSeparator: { ",、".contains($0) }).map { try PhoneNumber(parsing: String($0)) }
    }
    change("municipality", try typed("居住地の市区町村: ", "Municipality: "))
    change("cautions", try typed("連絡上の注意: ", "Cautions when contacting: ", limit: Prose.defaultLimit))
    if hasOptions || !amendment.changes.isEmpty || amendment.phones != nil {
      amendment.reason = try typed("訂正の理由: ", "Reason: ", limit: Prose.defaultLimit) ?? ""
    }
    return amendment
  }
}

/// What was read or asked for; the version is the one that was shown.
private struct ClientAmendment {
  var changes: [ClientChange] = []
  var phones: [PhoneNumber]?
  var reason = ""
  var base: Int?

  init(base: Int? = nil) { self.base = base }
}
