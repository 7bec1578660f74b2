package import CaseCore
import Glibc
package import Paper
import Terminal

extension Desk {
  /// Everything on standard input, up to a limit: what is larger is refused before it is sent anywhere.
  package func readInput(limit: Int) throws -> [UInt8] {
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = buffer.withUnsafeMutableBytes { read(console.input, $0.baseAddress, $0.count) }
      if count == 0 { return all }
      if count < 0 {
        if errno == EINTR { continue }
        throw Trouble(ja: "標準入力を読めません。", en: "Standard input cannot be read.", status: .other)
      }
      all += buffer.prefix(count)
      if all.count > limit {
        throw InvalidValue(.noteTooLarge, ["bytes": "\(all.count)", "limit": "\(limit)"])
      }
    }
  }

  /// The value of an option that may only be `-`: its text is on standard input.
  package func demandDash(_ value: String?, option: String) throws {
    guard let value, value != "-" else { return }
    throw Trouble(
      ja: "\(option) は「-」だけを取り、内容は標準入力から読みます(コマンド行は他の人に見えるため)。",
      en: "\(option) takes only `-`: the text is read from standard input, as command lines can be seen by others.",
      status: .usage)
  }

  /// One JSON object from standard input.
  package func readJSON(keys: [String]) throws -> JSONInput {
    try JSONInput(try readInput(limit: 3 * Note.limit), keys: keys)
  }

  /// A note from standard input.
  package func readNote() throws -> Note { try Note(bytes: try readInput(limit: Note.limit)) }

  /// Says that something must be given and how, when nobody is there to be asked.
  package func missing(_ option: String, ja: String, en: String) -> Trouble {
    Trouble(
      ja: "\(ja)がありません。\(option) で渡してください。", en: "\(en) is missing: give it with \(option).", status: .usage)
  }
}

extension Desk {
  /// One line asked at the terminal, checked; nil for an empty answer.
  package func askText(_ prompt: Words) throws -> String? {
    let text = try tty().ask(prompt(lang)).map { try Prose($0).text }
    return text?.isEmpty == true ? nil : text
  }

  /// Several lines asked at the terminal; nil for an empty answer.
  package func askNote(_ prompt: Words) throws -> Note? { try tty().askProse(prompt(lang)).map { try Note($0) } }
}
