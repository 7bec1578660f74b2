package import CaseCore
package import Paper
import Terminal

extension Desk {
  /// The client that was typed. Of several with the same name a person at a terminal chooses one, before they are asked for
  /// anything else.
  ///
  /// Only a name asks the office; a code or number is looked up by the verb itself.
  ///
  /// - Throws: status 4 with the codes where several fit and nobody is there to choose.
  package func client(_ typed: String) throws -> ClientReference {
    let reference = try reference(typed)
    return reference.isCode ? reference : try chosen(reference, in: store(delivering: false))
  }

  /// The same in an office that is open already.
  ///
  /// One that fits stays as it was typed: what was sent again must be the same content.
  package func chosen(_ reference: ClientReference, in store: CaseStore) throws -> ClientReference {
    if reference.isCode { return reference }
    let clients = try Client.fitting(reference, in: store)
    guard clients.count > 1 else { return reference }
    guard isAttended else { throw several(clients) }
    let question = Words(ja: "同じ名前の方が複数います。どなたですか:", en: "Several people have this name. Which one:")
    let choices = clients.map { Choice(code: $0.code, label: line(about: $0)(lang)) }
    guard let code = try tty().choose(question(lang), choices) else { throw TerminalError.cancelled }
    return ClientReference(code)
  }

  /// What a script is told where a name fits several: their codes, and nothing else of them.
  package func several(_ clients: [Client]) -> Trouble {
    let codes = clients.map(\.code)
    return Trouble(
      ja: "当てはまる方が複数います。コードで指定してください: \(codes.joined(separator: "、"))",
      en: "Several clients fit: name one by its code: \(codes.joined(separator: ", "))", status: .refused)
  }

  /// Name, age and last contact in one line. Whoever may not read the sessions is told nothing of a last contact, as "none"
  /// would be untrue.
  package func line(about client: Client) -> Words {
    let name = client.name ?? client.kana
    let age = client.age(on: today)
    let last = client.lastContact
    return Words(
      ja: "\(name.map { $0 + "さん" } ?? "お名前未確認の方")" + (age.map { "(\($0)歳)" } ?? "")
        + (client.readsSessions ? " 最終相談: \(last?.japanese ?? "なし")" : ""),
      en: (name ?? "(unnamed)") + (age.map { ", \($0)" } ?? "")
        + (client.readsSessions ? ", last contact: \(last?.english ?? "none")" : ""))
  }
}
