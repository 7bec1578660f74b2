import ArgumentParser
import CaseCore
import Edge
import Paper
import Postgres
import Terminal

struct ReferralUpdate: Verb {
  static let configuration = CommandConfiguration(
    commandName: "update",
    abstract: said("紹介のその後を記録する", "Say where a referral stands"),
    discussion: said(
      "id の代わりに、進行中の紹介が1件だけの方を指定できます。--json - で理由 reason を渡します(任意)。",
      "Instead of the id, a client with exactly one open referral will do. `--json -` reads the reason, if there is one."
    ))

  @Argument(help: .said("紹介の id、または方のコード・名前", "the referral's id, or a client")) var referral: String
  @Option(help: .said("状態(asked waiting booked in_use …)", "status (asked waiting booked in_use …)"))
  var status: String
  @Option(help: .said("その状態になった日(既定は今日)", "since when (default: today)")) var on: String?
  @Option(help: .said("先方に伝えることに本人が同意した日", "day of the person's consent")) var consent: String?
  @Option(help: .said("この更新の id", "id of this change")) var id: String?
  @Option(help: .said("「-」で標準入力の JSON を読む", "`-` reads a JSON object from standard input")) var json: String?
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    try desk.demandDash(json, option: "--json")
    let status = try CodeList.referralStatus.demand(status)
    let day = try on.map { try CalendarDate(parsing: $0, today: desk.today, yearless: .recent) }
    let consentOn = try consent.map { try CalendarDate(parsing: $0, today: desk.today, yearless: .recent) }
    var reference = ReferralReference(referral)
    let id = try desk.recordID(self.id)
    var reason: Note?
    if json != nil { reason = try desk.readJSON(keys: ["reason"]).text("reason").map { try Note($0) } }
    let store = try desk.store()
    let sheet = ReferralSheet(desk: desk)
    if desk.isAttended {
      let known = try Referral.named(reference, in: store)
      reference = ReferralReference(known.id)
      let tty = try desk.tty()
      try tty.say(sheet.oneLine(known)(desk.lang))
      guard try tty.confirm(Words(ja: "この紹介ですか", en: "Is this the right referral")(desk.lang), default: true) else {
        throw TerminalError.cancelled
      }
      if json == nil {
        let typed = try tty.ask(Words(ja: "理由・経過(なければ Enter): ", en: "Reason (Enter for none): ")(desk.lang))
        reason = try typed.flatMap { try Prose($0).isEmpty ? nil : Note($0) }
      }
      store.connection.deadline = .after(.seconds(10))
    }
    let update = try Referral.update(
      reference, status: status, on: day, consentOn: consentOn, reason: reason, id: id, in: store)
    if let record = try sheet.answer(id: update.id, client: update.clientCode, state: update.state, in: store) {
      return try desk.show(record, as: output.format)
    }
    var record = Record()
    record.add("id", ja: "id", en: "id", (update.id ?? reference.id).map(desk.cell) ?? .null)
    record.add("status", ja: "状態", en: "Status", desk.cell(update.status ?? status, in: .referralStatus))
    sheet.add(update.state, to: &record)
    try desk.show(record, as: output.format)
  }
}
