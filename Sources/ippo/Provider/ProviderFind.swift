import ArgumentParser
import CaseCore
import Edge
import Paper

struct ProviderFind: Verb {
  static let configuration = CommandConfiguration(
    commandName: "find",
    abstract: said("名前・ふりがな・所在地・電話・コードで紹介先を探す", "Find a provider by name, kana, address, telephone or code"),
    discussion: said(
      "探す言葉は標準入力から読み、端末では尋ねます。--kind があれば、言葉は空でもかまいません。",
      "What to look for is read from standard input; at a terminal it asks. With --kind the text may be empty."))

  @Option(help: .said("この種類だけ", "of this kind only")) var kind: String?
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    let kind = try kind.map { try CodeList.providerKind.demand($0) }
    let typed = try desk.readSearch(
      Words(ja: "名前・ふりがな・所在地・電話: ", en: "Name, kana, address or telephone: "), mayBeEmpty: kind != nil)
    let found = try Provider.find(typed, kind: kind, in: desk.store())
    try desk.show(ProviderSheet(desk: desk).table(found), as: output.format)
  }
}

struct ProviderList: Verb {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: said("名簿のすべて(閉鎖した紹介先も)", "The whole directory, closed providers too"))

  @Option(help: .said("この種類だけ", "of this kind only")) var kind: String?
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    let kind = try kind.map { try CodeList.providerKind.demand($0) }
    try desk.show(ProviderSheet(desk: desk).table(Provider.list(kind: kind, in: desk.store())), as: output.format)
  }
}
