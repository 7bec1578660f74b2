import ArgumentParser
import CaseCore
import Edge
import Paper
import Postgres
import Terminal

struct MonthWrite: Verb {
  static let configuration = CommandConfiguration(
    commandName: "write",
    abstract: said("月次報告に添える文を書く(前の版は残ります)", "Write beside a month's figures; former versions stay"),
    discussion: said(
      "端末では、いまの文を見せながら順に尋ねます。スクリプトでは --json - で、変える項目だけを渡します: highlights issues next_month incidents training open_days(null で消去)。報告は所の外へも出ます。どなたのことか分かることは書きません。",
      "At a terminal it shows what stands and asks part by part; `--json -` takes only what changes: highlights issues next_month incidents training open_days. null clears. Reports leave the office: name nobody."
    ))

  @Argument(help: .said("年月(2026-10、令和8年10月)", "month (2026-10)")) var month: String
  @Option(help: .said("所のコード", "office code")) var office: String?
  @Option(help: .said("見ていた版(0 はまだ何もない。先に変わっていたら止まる)", "the version you saw, 0 for none; stops if it changed since"))
  var base: Int?
  @Option(help: .said("この記入の id", "id of this writing")) var id: String?
  @Option(help: .said("「-」で標準入力の JSON を読む", "`-` reads a JSON object from standard input")) var json: String?
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    try desk.demandDash(json, option: "--json")
    let month = try ReportMonth(parsing: self.month)
    let id = try desk.recordID(self.id)
    var changes = MonthChanges()
    var base = self.base
    let store: CaseStore
    if json != nil {
      let input = try desk.readJSON(keys: MonthNote.Part.allCases.map(\.rawValue) + ["open_days"])
      for part in MonthNote.Part.allCases where input.has(part.rawValue) {
        changes.set(part, to: try input.text(part.rawValue))
      }
      if input.has("open_days") { changes.setOpenDays(to: try input.text("open_days").map(MonthWrite.days)) }
      store = try desk.store()
    } else if desk.isAttended {
      store = try desk.store()
      guard let stands = try MonthNote.versions(of: month, office: office, in: store).last else { return }
      if let base, base != stands.version { throw CaseError.conflict(what: "month.lost_race") }
      base = stands.version
      try ask(for: &changes, of: stands, month: month, at: desk)
      store.connection.deadline = .after(.seconds(10))
    } else {
      throw desk.missing("--json -", ja: "書く内容", en: "What is to be written")
    }
    guard !changes.isEmpty else { throw Trouble(ja: "変える項目がありません。", en: "Nothing would change.", status: .usage) }
    let answer = try MonthNote.write(changes, of: month, office: office, base: base, id: id, in: store)
    let versions = try MonthNote.versions(of: month, office: answer.office, in: store)
    var record = MonthSheet(desk: desk).record(versions, of: month, state: answer.state)
    record.add("id", ja: "id", en: "id", desk.cell(id), isShown: false)
    try desk.show(record, as: output.format)
  }

  /// Part by part, with what stands there; Enter keeps it.
  private func ask(for changes: inout MonthChanges, of stands: MonthNote, month: ReportMonth, at desk: Desk) throws {
    let tty = try desk.tty()
    try tty.say(
      Words(
        ja: "\(month.japanese)の報告に添える文です。Enter で、そのまま次へ進みます。\n報告は所の外へも出ます。名前など、どなたのことか分かることは書かないでください。",
        en: "What stands beside the figures of \(month.english). Enter keeps and goes on.\n"
          + "Reports leave the office: write no names, and nothing that tells who is meant.")(desk.lang))
    for part in MonthNote.Part.allCases {
      let title = MonthSheet.title(part)(desk.lang)
      if let text = stands.texts[part] {
        try tty.say(Words(ja: "【\(title)】\n\(text)", en: "[\(title)]\n\(text)")(desk.lang))
      }
      let question =
        stands.texts[part] == nil
        ? Words(ja: "「\(title)」を書きますか", en: "Write \"\(title)\"?")
        : Words(ja: "「\(title)」を書き直しますか(何も書かなければ消えます)", en: "Rewrite \"\(title)\"? (Nothing written clears it.)")
      guard try tty.confirm(question(desk.lang), default: false) else { continue }
      let text = try desk.askNote(Words(ja: "\(title):", en: "\(title):"))?.text
      if text != nil || stands.texts[part] != nil { changes.set(part, to: text) }
    }
    let days = stands.openDays.map { String($0) }
    if let typed = try desk.askText(
      Words(
        ja: "開所日数(\(days.map { "いま\($0)日。「-」で消去" } ?? "まだありません")): ",
        en: "Days open (\(days.map { "now \($0); - clears" } ?? "none yet")): "))
    {
      changes.setOpenDays(to: ["-", "−", "ー"].contains(typed) ? nil : try MonthWrite.days(typed))
    }
  }

  /// A number of days as it was typed, in any width; the database knows how many the month has.
  private static func days(_ typed: String) throws -> Int {
    guard let days = Int(InputText.folded(typed)), (0...31).contains(days) else {
      throw Trouble(ja: "開所日数は0から31までの数です。", en: "Days open are a number from 0 to 31.", status: .usage)
    }
    return days
  }
}
