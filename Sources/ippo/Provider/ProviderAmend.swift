import ArgumentParser
import CaseCore
import Edge
import Paper

struct ProviderAmend: Verb {
  static let configuration = CommandConfiguration(
    commandName: "amend",
    abstract: said("名簿の紹介先を訂正する(前の版は残ります)", "Amend a provider; former versions stay"),
    discussion: said(
      "--json - で、変える項目だけを渡します: name kana phone postal address url hours notes(null で消去)。",
      "`--json -` takes only what changes: name kana phone postal address url hours notes. null clears."))

  @Argument(help: .said("コード、名前、ふりがな、today の番号", "code, name, kana, or a number from today")) var provider: String
  @Option(help: .said("種類(すべて書き直す)", "kinds (all of them)")) var kind: String?
  @Option(help: .said("この訂正の id", "id of this amendment")) var id: String?
  @Option(help: .said("「-」で標準入力の JSON を読む", "`-` reads a JSON object from standard input")) var json: String?
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    try desk.demandDash(json, option: "--json")
    var changes: [ProviderChange] = []
    if let kind { changes.append(.kinds(try CodeList.providerKind.demandEach(kind))) }
    if json != nil {
      let input = try desk.readJSON(keys: ProviderAdd.keys)
      for key in ["name", "kana", "address", "url", "hours", "notes"] where input.has(key) {
        changes.append(.text(key: key, value: try input.text(key)))
      }
      if input.has("postal") {
        changes.append(.text(key: "postal", value: try input.text("postal").map(demandPostal)))
      }
      if input.has("phone") {
        changes.append(.phone(try input.text("phone").map { ProviderPhone(try PhoneNumber(parsing: $0)) }))
      }
    } else if kind == nil {
      throw desk.missing("--json -", ja: "訂正の内容", en: "The amendment")
    }
    guard !changes.isEmpty else { throw Trouble(ja: "変える項目がありません。", en: "Nothing would change.", status: .usage) }
    let store = try desk.store()
    let reference = ProviderReference(provider)
    let amended = try Provider.amend(reference, changes: changes, id: desk.recordID(id), in: store)
    let code = try amended.code ?? ProviderSheet(desk: desk).meant(reference, in: store)?.code
    try desk.show(ProviderSheet(desk: desk).answer(code: code, state: amended.state, in: store), as: output.format)
  }
}
