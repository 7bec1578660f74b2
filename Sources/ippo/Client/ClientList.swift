import ArgumentParser
import CaseCore
import Edge
import Paper
import Terminal

struct ClientList: Verb {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: said("見られる方の一覧(担当の方、所の方)", "The clients you may see"))

  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    try desk.show(ClientSheet(desk: desk).table(Client.list(in: desk.store())), as: output.format)
  }
}

struct ClientFind: Verb {
  static let configuration = CommandConfiguration(
    commandName: "find",
    abstract: said("名前・ふりがな・電話・コードで探す", "Find by name, kana, telephone or code"),
    discussion: said(
      "探す言葉は標準入力から読みます(コマンド行は他の人に見えるため)。端末では尋ねます。",
      "What to look for is read from standard input, as command lines can be seen by others; at a terminal it asks."))

  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    let text = try desk.readSearch(Words(ja: "名前・ふりがな・電話: ", en: "Name, kana or telephone: "))
    try desk.show(ClientSheet(desk: desk).table(Client.find(text, in: desk.store())), as: output.format)
  }
}

struct ClientShow: Verb {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: said("一人の記録を開く(開いたことは記録されます)", "Open one record; that is put on record"))

  @Argument(help: .said("コード、名前、ふりがな、today の番号", "code, name, kana, or a number from today")) var client: String
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    let reference = try desk.client(client)
    try desk.show(ClientSheet(desk: desk).record(Client.show(reference, in: desk.store())), as: output.format)
  }
}

extension Desk {
  /// A line to look for: asked at a terminal, else from standard input; never from the command line. `mayBeEmpty`: where
  /// something else narrows the search already.
  func readSearch(_ prompt: Words, mayBeEmpty: Bool = false) throws -> String {
    let typed: String
    if isAttended {
      typed = try tty().ask(prompt(lang)) ?? ""
    } else {
      typed = try Prose(String(decoding: readInput(limit: 65536), as: UTF8.self)).text
    }
    let text = InputText.trimmed(typed)
    guard mayBeEmpty || !text.isEmpty else {
      throw Trouble(ja: "探す言葉がありません。", en: "There is nothing to look for.", status: .usage)
    }
    return text
  }
}
