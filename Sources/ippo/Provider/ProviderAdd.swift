import ArgumentParser
import CaseCore
import Edge
import Paper
import Terminal

struct ProviderAdd: Verb {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: said("紹介先を名簿に加える", "Add a provider to the directory"),
    discussion: said(
      "端末では名前などを順に尋ねます。スクリプトでは --json - で、標準入力から name kana phone postal address url hours notes を渡します。",
      "At a terminal it asks; in scripts `--json -` reads name kana phone postal address url hours notes from standard input."
    ))

  static let keys = ["name", "kana", "phone", "postal", "address", "url", "hours", "notes"]

  @Option(help: .said("種類(psychiatry,medical,ibasho …)", "kinds (psychiatry,medical,ibasho …)")) var kind: String
  @Option(help: .said("内容を先方に確かめた日", "day on which the facts were verified")) var verified: String?
  @Option(help: .said("この登録の id(再送しても二重にならない)", "id of this record: a retry is never doubled")) var id: String?
  @Option(help: .said("「-」で標準入力の JSON を読む", "`-` reads a JSON object from standard input")) var json: String?
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    try desk.demandDash(json, option: "--json")
    var facts = ProviderFacts()
    facts.kinds = try CodeList.providerKind.demandEach(kind)
    let verifiedOn = try verified.map { try CalendarDate(parsing: $0, today: desk.today, yearless: .recent) }
    let id = try desk.recordID(self.id)
    if json != nil {
      let input = try desk.readJSON(keys: ProviderAdd.keys)
      facts.name = try input.text("name")
      facts.kana = try input.text("kana")
      facts.phone = try input.text("phone").map { ProviderPhone(try PhoneNumber(parsing: $0)) }
      facts.postal = try input.text("postal").map(demandPostal)
      facts.address = try input.text("address")
      facts.url = try input.text("url")
      facts.hours = try input.text("hours")
      facts.notes = try input.text("notes")
    } else if desk.isAttended {
      try ask(&facts, on: try desk.tty(), in: desk.lang)
    } else {
      throw desk.missing("--json -", ja: "紹介先の名前など", en: "The provider")
    }
    let store = try desk.store()
    let added = try Provider.add(facts, verifiedOn: verifiedOn, id: id, in: store)
    try desk.show(
      ProviderSheet(desk: desk).answer(code: added.code, state: added.state, in: store), as: output.format)
  }

  private func ask(_ facts: inout ProviderFacts, on tty: Tty, in lang: Language) throws {
    func text(_ ja: String, _ en: String) throws -> String? {
      let answer = try tty.ask(Words(ja: ja, en: en)(lang)).map { try Prose($0).text }
      return answer?.isEmpty == true ? nil : answer
    }
    facts.name = try text("名前: ", "Name: ")
    facts.kana = try text("ふりがな: ", "Kana: ")
    facts.phone = try text("電話番号: ", "Telephone: ").map { ProviderPhone(try PhoneNumber(parsing: $0)) }
    facts.postal = try text("郵便番号: ", "Postcode: ").map(demandPostal)
    facts.address = try text("所在地: ", "Address: ")
    facts.url = try text("URL: ", "URL: ")
    facts.hours = try text("利用できる曜日と時間: ", "Days and hours: ")
    facts.notes = try text("備考: ", "Notes: ")
  }
}
