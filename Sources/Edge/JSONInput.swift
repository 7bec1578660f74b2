import CaseCore
import FoundationEssentials
import Paper

/// One JSON object from standard input: what people wrote and who they are never stands in a command line.
package struct JSONInput {
  private var values: [String: Given]

  private enum Given: Decodable {
    case text(String), number(Int), flag(Bool), texts([String]), null

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if container.decodeNil() {
        self = .null
      } else if let flag = try? container.decode(Bool.self) {
        self = .flag(flag)
      } else if let number = try? container.decode(Int.self) {
        self = .number(number)
      } else if let text = try? container.decode(String.self) {
        self = .text(text)
      } else {
        self = .texts(try container.decode([String].self))
      }
    }
  }

  /// Reads an object that has no other keys than these.
  package init(_ bytes: [UInt8], keys: [String]) throws(Trouble) {
    do {
      values = try JSONDecoder().decode([String: Given].self, from: Data(bytes))
    } catch {
      // the decoder's own words would quote the input
      throw Trouble(
        ja: "標準入力の JSON を読めません。文字列・数・真偽・文字列の並びだけを持つオブジェクトを1つ渡してください。",
        en: "Standard input is not one JSON object of texts, numbers, booleans and lists of texts.", status: .usage)
    }
    for key in values.keys.sorted() where !keys.contains(key) {
      let near = nearest(key, in: keys, limit: 3).joined(separator: ", ")
      let shown = InvalidValue.shown(key)
      throw Trouble(
        ja: "JSON の項目「\(shown)」はありません。近いもの: \(near)。使える項目: \(keys.joined(separator: ", "))",
        en: "There is no key \"\(shown)\". Near it: \(near). Keys: \(keys.joined(separator: ", "))", status: .usage)
    }
  }

  /// Whether the key was given, `null` included.
  package func has(_ key: String) -> Bool { values[key] != nil }

  /// A text of at most a note's size, checked for control characters; nil where it is not given, null or empty.
  package func text(_ key: String) throws -> String? {
    switch values[key] {
    case .text(let text):
      let prose = try Prose(text, limit: Note.limit)
      return prose.isEmpty ? nil : prose.text
    case .number(let number): return String(number)
    case nil, .null: return nil
    case .flag, .texts: throw wrongKind(key, ja: "文字列", en: "a text")
    }
  }

  /// One line of text, such as a name; nil where it is not given, null or empty.
  package func line(_ key: String) throws -> String? { try text(key).map { try Line($0).text } }

  /// Texts, from a list or from one text.
  package func texts(_ key: String) throws -> [String] {
    switch values[key] {
    case .texts(let texts): return try texts.map { try Prose($0).text }
    case nil, .null: return []
    default: return try text(key).map { [$0] } ?? []
    }
  }

  private func wrongKind(_ key: String, ja: String, en: String) -> Trouble {
    Trouble(ja: "JSON の「\(key)」は\(ja)です。", en: "The key \"\(key)\" takes \(en).", status: .usage)
  }
}
