import ArgumentParser
import CaseCore
import Edge
import Paper
import Postgres
import Terminal

struct ReferralMake: Verb {
  static let configuration = CommandConfiguration(
    commandName: "make",
    abstract: said("紹介する", "Refer a client to a provider"),
    discussion: said(
      "同意の日がなければ「提案(本人検討中)」、あれば「本人が同意」から始まります。--json - で目的 purpose を渡します。",
      "It starts as `offered`, or as `agreed` with the day of consent. `--json -` reads the purpose from standard input."
    ))

  @Argument(help: .said("コード、名前、ふりがな、today の番号", "code, name, kana, or a number from today")) var client: String
  @Option(help: .said("紹介先のコード(P-…)、名前", "provider: code (P-…) or name")) var provider: String
  @Option(help: .said("先方に伝えることに本人が同意した日", "day of the person's consent")) var consent: String?
  @Flag(help: .said("同行する", "somebody goes along")) var accompany = false
  @Option(help: .said("状態(informed offered agreed asked …)", "status (informed offered agreed asked …)"))
  var status: String?
  @Option(help: .said("紹介日(既定は今日)", "day of the referral (default: today)")) var on: String?
  @Option(help: .said("この紹介の id(再送しても二重にならない)", "id of this record: a retry is never doubled")) var id: String?
  @Option(help: .said("「-」で標準入力の JSON を読む", "`-` reads a JSON object from standard input")) var json: String?
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    try desk.demandDash(json, option: "--json")
    var entry = ReferralEntry(to: ProviderReference(provider))
    entry.status = try status.map { try CodeList.referralStatus.demand($0) }
    entry.on = try on.map { try CalendarDate(parsing: $0, today: desk.today, yearless: .recent) }
    entry.consentOn = try consent.map { try CalendarDate(parsing: $0, today: desk.today, yearless: .recent) }
    entry.accompanied = accompany
    var reference = try desk.reference(client)
    let id = try desk.recordID(self.id)
    if json != nil { entry.purpose = try desk.readJSON(keys: ["purpose"]).text("purpose").map { try Note($0) } }
    let store = try desk.store()
    reference = try desk.chosen(reference, in: store)
    // choosing took its time; the deadline is for the answer, not for the person
    store.connection.deadline = .after(.seconds(10))
    if desk.isAttended {
      try confirm(reference, entry.provider, in: store, at: desk)
      if json == nil {
        let typed = try desk.tty().askProse(Words(ja: "目的: ", en: "Purpose: ")(desk.lang))
        entry.purpose = try typed.map { try Note($0) }
      }
      // writing took its time; the deadline is for the answer, not for the person
      store.connection.deadline = .after(.seconds(10))
    } else if json == nil {
      throw desk.missing("--json -", ja: "目的", en: "The purpose")
    }
    let receipt = try Referral.make(entry, of: reference, id: id, in: store)
    let sheet = ReferralSheet(desk: desk)
    if let record = try sheet.answer(id: id, client: receipt.clientCode, state: receipt.state, in: store) {
      return try desk.show(record, as: output.format)
    }
    var record = Record()
    record.add("id", ja: "id", en: "id", desk.cell(id))
    record.add("client", ja: "コード", en: "Code", .text(orNull: receipt.clientCode))
    record.add("client_name", ja: "名前", en: "Name", .text(orNull: receipt.clientName))
    record.add("provider", ja: "紹介先コード", en: "Provider code", .text(orNull: receipt.providerCode))
    record.add("provider_name", ja: "紹介先", en: "Provider", .text(orNull: receipt.providerName))
    record.add("status", ja: "状態", en: "Status", desk.cell(receipt.status, in: .referralStatus))
    sheet.add(receipt.state, to: &record)
    try desk.show(record, as: output.format)
  }

  private func confirm(
    _ reference: ClientReference, _ provider: ProviderReference, in store: CaseStore, at desk: Desk
  ) throws {
    let question = Words(ja: "この方の紹介ですか", en: "Is this the right person")
    _ = try desk.confirm(reference, in: store, asking: question) { tty in
      let sheet = ProviderSheet(desk: desk)
      guard let found = try sheet.meant(provider, in: store) else { return }
      try tty.say("→ " + sheet.oneLine(found))
      if found.isStale(on: desk.today) {
        try tty.say(
          Words(
            ja: "この紹介先の内容は1年以上確かめられていません。", en: "Nobody has verified this provider's facts within a year.")(desk.lang))
      }
    }
  }
}
