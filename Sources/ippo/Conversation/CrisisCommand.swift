import ArgumentParser
import CaseCore
import Edge
import Paper

struct CrisisCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "crisis",
    abstract: said("緊急の知らせ(言葉の一覧、当番、受けた)", "Cries for help: the words, who is on call, taking one"),
    discussion: said(
      "LINE のメッセージに一覧の言葉があると、いつでも知らせを立てます。一覧は見落としも空振りもします。読んだ人、聞いた人が crisis raise で立てることもできます。見守りを約束するものではありません。",
      "A word of the list in a LINE message raises a flag at any hour. The list misses and misfires; whoever read or heard something raises one with `crisis raise`. Nothing here promises that anybody watches."
    ),
    subcommands: [CrisisList.self, CrisisRaise.self, CrisisTake.self, CrisisWordsVerb.self, CrisisOnCall.self],
    defaultSubcommand: CrisisList.self)
}

/// How open flags are printed: codes, times and logins, and never a word of what was written.
struct CrisisSheet {
  let desk: Desk

  func table(_ flags: [CrisisFlag]) -> Table {
    var table = Table(
      [
        Column("code", ja: "番号", en: "Inquiry"), Column("raised_at", ja: "いつから", en: "Since"),
        Column("first", ja: "当番", en: "On call"), Column("second", ja: "二人目", en: "Second"),
        Column("minutes", ja: "分", en: "Min", alignment: .right),
        Column("escalated_at", ja: "二人目を呼んだ", en: "Second called"),
        Column("office", ja: "所", en: "Office", isShown: false),
        Column("flag_id", ja: "id", en: "id", isShown: false), Column("calls_me", ja: "自分", en: "You", isShown: false),
        Column("raised_by", ja: "立てた人", en: "Raised by", isShown: false),
      ], empty: Words(ja: "受けていない緊急の知らせはありません。", en: "No cry for help is waiting."))
    for flag in flags {
      table.add([
        .text(flag.inquiry), desk.cell(flag.raisedAt), .text(orNull: flag.first), .text(orNull: flag.second),
        .integer(orNull: flag.minutes), desk.cell(flag.escalatedAt), .text(flag.office), desk.cell(flag.id),
        .flag(flag.callsMe), .text(orNull: flag.raisedBy),
      ])
    }
    return table
  }
}

struct CrisisList: Verb {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: said("まだ誰も受けていない知らせ", "Flags that nobody has taken"))

  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    try desk.show(CrisisSheet(desk: desk).table(CrisisFlag.board(in: desk.store())), as: output.format)
  }
}

struct CrisisRaise: Verb {
  static let configuration = CommandConfiguration(
    commandName: "raise",
    abstract: said("読んだこと、聞いたことから知らせを立てる(電話や来所でも)", "Raise a flag for what you read or heard, by telephone too"),
    discussion: said(
      "当番を呼び、誰も受けなければ二人目を呼びます。言葉は添えません。自分が受けるなら続けて crisis ack を。",
      "It calls who is on call, and the second person if nobody takes it. No word goes with it. To take it yourself, `crisis ack` follows."
    ))

  @OptionGroup var change: InquiryChange

  func run(at desk: Desk) throws {
    try change.make(at: desk) { try CrisisFlag.raise($0, id: $1, in: $2) }
  }
}

struct CrisisTake: Verb {
  static let configuration = CommandConfiguration(
    commandName: "ack", abstract: said("自分が受ける(二人目は呼ばれません)", "Take it: nobody else is called"))

  @OptionGroup var change: InquiryChange

  func run(at desk: Desk) throws {
    try change.make(at: desk) { try CrisisFlag.take($0, id: $1, in: $2) }
  }
}

struct CrisisWordsVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "words",
    abstract: said("知らせを立てる言葉の一覧を見る、決める", "The words that raise a flag"),
    discussion: said(
      "--json - で words(言葉の並び)を渡すと、一覧を置き換えます(2字以上、500語まで。かな・全角半角・空白の違いは問いません)。",
      "`--json -` takes words, the whole list anew: two letters or more each, at most 500; kana, width and blanks do not matter."
    ))

  @Option(help: .said("所のコード(複数の所に属するとき)", "office code, if you work in several")) var office: String?
  @Option(help: .said("この操作の id", "id of this change")) var id: String?
  @Option(help: .said("「-」で標準入力の JSON を読む", "`-` reads a JSON object from standard input")) var json: String?
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    try desk.demandDash(json, option: "--json")
    let id = try desk.recordID(self.id)
    let given = json == nil ? nil : try desk.readJSON(keys: ["words"]).texts("words")
    let store = try desk.store()
    let state = try given.map { try CrisisWords.set($0, office: office, id: id, in: store) }
    let list = try CrisisWords.show(office: office, in: store)
    var record = Record()
    record.add("office", ja: "所", en: "Office", .text(list.office))
    record.add("version", ja: "版", en: "Version", .integer(list.version))
    record.add("words", ja: "言葉", en: "Words", .list(list.words.map { .text($0) }))
    record.add("author", ja: "決めた人", en: "By", .text(orNull: list.author), isShown: list.author != nil)
    record.add("saved_at", ja: "保存", en: "Saved", desk.cell(list.savedAt), isShown: list.savedAt != nil)
    if let state { record.add("state", ja: "結果", en: "Result", .code(state, label: desk.label(ofState: state))) }
    try desk.show(record, as: output.format)
    if list.version == 0 {
      desk.say(
        Words(
          ja: "所の一覧はまだありません。これは最初の一覧です。所の言葉に直してください。",
          en: "The office has no list of its own yet: this is the one it starts from."))
    }
  }
}

struct CrisisOnCall: Verb {
  static let configuration = CommandConfiguration(
    commandName: "oncall",
    abstract: said("当番と二人目を見る、決める", "Who is on call, and who after that"))

  @Option(help: .said("当番のログイン名", "login of who is called first")) var first: String?
  @Option(help: .said("二人目のログイン名", "login of who is called after that")) var second: String?
  @Option(help: .said("二人目を呼ぶまでの分(1〜240)", "minutes until then (1 to 240)")) var minutes: Int?
  @Option(help: .said("所のコード(複数の所に属するとき)", "office code, if you work in several")) var office: String?
  @Option(help: .said("この操作の id", "id of this change")) var id: String?
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    let id = try desk.recordID(self.id)
    var state: String?
    let store: CaseStore
    if first != nil || second != nil || minutes != nil {
      guard let first, let second, let minutes else {
        throw Trouble(
          ja: "--first と --second と --minutes を、いっしょに渡してください。", en: "Give --first, --second and --minutes together.",
          status: .usage)
      }
      store = try desk.store()
      state = try OnCall.set(first: first, second: second, minutes: minutes, office: office, id: id, in: store)
    } else {
      store = try desk.store()
    }
    let call = try OnCall.show(office: office, in: store)
    var record = Record()
    record.add("office", ja: "所", en: "Office", .text(call.office))
    record.add("first", ja: "当番", en: "On call", .text(orNull: call.first))
    record.add("second", ja: "二人目", en: "Second", .text(orNull: call.second))
    record.add("minutes", ja: "二人目を呼ぶまで(分)", en: "Minutes until then", .integer(orNull: call.minutes))
    record.add("author", ja: "決めた人", en: "By", .text(orNull: call.author), isShown: call.author != nil)
    record.add("saved_at", ja: "保存", en: "Saved", desk.cell(call.savedAt), isShown: call.savedAt != nil)
    if let state { record.add("state", ja: "結果", en: "Result", .code(state, label: desk.label(ofState: state))) }
    try desk.show(record, as: output.format)
  }
}
