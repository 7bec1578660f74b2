import ArgumentParser
import CaseCore
import Edge
import Paper
import Postgres
import Terminal

struct ClientAdd: Verb {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: said("新しい方を登録する", "Take on a client"),
    discussion: said(
      "端末では名前などを順に尋ねます。スクリプトでは --json - で、標準入力から name kana phones municipality cautions を渡します。",
      "At a terminal it asks; in scripts `--json -` reads name kana phones municipality cautions from standard input."))

  @Option(help: .said("生年月日(1994-05-14、平成6年5月14日)", "date of birth, 和暦 too")) var birth: String?
  @Option(
    name: .customLong("age-about"), parsing: .unconditional, help: .said("聞き取った、おおよその年齢", "an age as it was told"))
  var ageAbout: String?
  @Option(help: .said("male female other unknown", "male female other unknown")) var sex: String = "unknown"
  @Option(name: .customLong("withdrawn-since"), help: .said("ひきこもり始めた年(YYYY か YYYY-MM)", "YYYY or YYYY-MM"))
  var withdrawnSince: String?
  @Option(help: .said("担当する相談員のログイン名", "login of the counselor")) var assign: String?
  @Option(help: .said("所のコード(複数の所に属するとき)", "office code, if you work in several")) var office: String?
  @Option(name: .customLong("from-inquiry"), help: .said("この問い合わせから(Q-…)", "from an inquiry (Q-…)")) var fromInquiry:
    String?
  @Option(help: .said("事業のコード(受付日から)", "program code (from the day of acceptance on)")) var program: String?
  @Option(help: .said("受付日(既定は今日)", "day of acceptance (default: today)")) var received: String?
  @Flag(name: .customLong("even-if-similar"), help: .said("似た方がいても登録する", "add even if somebody similar exists"))
  var evenIfSimilar = false
  @Flag(help: .said("名前がまだ分からない", "nobody knows the name yet")) var unnamed = false
  @Option(help: .said("この登録の id(再送しても二重にならない)", "id of this record: a retry is never doubled")) var id: String?
  @Option(help: .said("「-」で標準入力の JSON を読む", "`-` reads a JSON object from standard input")) var json: String?
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    try desk.demandDash(json, option: "--json")
    var new = NewClient()
    new.birth = try birth.map { try CalendarDate(parsing: $0, today: desk.today) }
    new.ageAbout = try ageAbout.map { try AgeAbout(parsing: $0, toldOn: desk.today).years }
    new.sex = try CodeList.sex.demand(sex)
    new.withdrawnSince = try withdrawnSince.map { try PartialMonth(parsing: $0) }
    new.receivedOn = try received.map { try CalendarDate(parsing: $0, today: desk.today, yearless: .recent) }
    new.assign = assign
    new.office = office
    new.unnamed = unnamed
    new.fromInquiry = try fromInquiry.map { try InquiryCode(parsing: $0) }
    new.program = program.map(Program.code(typed:))
    let id = try desk.recordID(self.id)
    if json != nil {
      let input = try desk.readJSON(keys: ["name", "kana", "phones", "municipality", "cautions"])
      new.name = try input.line("name")
      new.kana = try input.line("kana")
      new.phones = try input.texts("phones").map { try PhoneNumber(parsing: $0) }
      new.municipality = try input.line("municipality")
      new.cautions = try input.text("cautions")
    } else if desk.isAttended, fromInquiry == nil {
      try ask(&new, on: try desk.tty(), in: desk.lang)
    } else if fromInquiry == nil {
      throw desk.missing("--json -", ja: "名前など", en: "The client")
    }
    let store = try desk.store()
    var addition = try Client.add(new, id: id, evenIfSimilar: evenIfSimilar, in: store)
    if case .similar(let candidates, let hidden) = addition {
      try showSimilar(candidates, hidden: hidden, at: desk)
      guard desk.isAttended, json == nil,
        try desk.tty().confirm(Words(ja: "それでも登録しますか", en: "Add all the same")(desk.lang), default: false)
      else {
        throw Trouble(
          ja: "登録していません。別の方なら --even-if-similar を付けてください。",
          en: "Nothing was added. If it is somebody else, say --even-if-similar.", status: .refused)
      }
      // thinking about it took its time; the deadline is for the answer, not for the person
      store.connection.deadline = .after(.seconds(10))
      addition = try Client.add(new, id: id, evenIfSimilar: true, in: store)
    }
    try report(addition, id: id, new: new, in: store, at: desk)
  }

  private func ask(_ new: inout NewClient, on tty: Tty, in lang: Language) throws {
    func text(_ ja: String, _ en: String, limit: Int = Line.defaultLimit) throws -> String? {
      let answer = try tty.ask(Words(ja: ja, en: en)(lang)).map { try Line($0, limit: limit).text }
      return answer?.isEmpty == true ? nil : answer
    }
    new.name = try text("名前(分からなければ空のまま Enter): ", "Name (Enter if not known): ")
    new.kana = try text("ふりがな: ", "Kana: ")
    new.phones =
      try text("電話番号(複数は「、」で区切る): ", "Telephone numbers, separated by commas: ")
      .map { try $0.split(whereSeparator: { ",、".contains($0) }).map { try PhoneNumber(parsing: String($0)) } } ?? []
    new.municipality = try text("居住地の市区町村: ", "Municipality: ")
    new.cautions = try text(
      "連絡上の注意(かけてよい時間、知られてはいけないことなど): ", "Cautions when contacting: ",
      limit: Prose.defaultLimit)
    if new.name == nil, new.kana == nil, !new.unnamed {
      new.unnamed = try tty.confirm(
        Words(ja: "お名前なしで登録しますか", en: "Add without a name")(lang), default: false)
    }
  }

  private func showSimilar(_ candidates: [Client], hidden: Bool, at desk: Desk) throws {
    desk.say(Words(ja: "似た方の記録があります。", en: "Somebody similar is on record."))
    for candidate in candidates { desk.say(ClientSheet(desk: desk).oneLine(candidate)) }
    if hidden {
      desk.say(
        Words(
          ja: "所内に似た方の記録があります(担当外のため表示しません。この確認は記録されました)。",
          en: "Your office has a similar record that you may not see; that you were told is on record."))
    }
  }

  private func report(
    _ addition: Client.Addition, id: RecordID, new: NewClient, in store: CaseStore, at desk: Desk
  ) throws {
    var code: String?
    var state = "saved"
    switch addition {
    case .saved(let made, _): code = made
    case .duplicate(let known): (code, state) = (known, "duplicate")
    case .similar: throw Trouble(ja: "登録していません。", en: "Nothing was added.", status: .refused)
    }
    // intake and whoever assigned the client to somebody else may no longer see the whole record
    let added = try code.flatMap { code in try Client.find(code, in: store).first { $0.code == code } }
    var record = added.map { ClientSheet(desk: desk).record($0) } ?? Record()
    if added == nil {
      record.add("id", ja: "id", en: "id", desk.cell(id), isShown: false)
      record.add("code", ja: "コード", en: "Code", .text(orNull: code))
      record.add("name", ja: "名前", en: "Name", .text(orNull: new.name))
    }
    record.add("state", ja: "結果", en: "Result", .code(state, label: desk.label(ofState: state)))
    try desk.show(record, as: output.format)
  }
}
