import CaseCore
import Paper
import TestSupport
import Testing

@testable import Edge

@Suite("Words for everything that can be refused")
struct WordingTests {
  /// A name that some SQL raises, and the file.
  struct Raised: Hashable, CustomStringConvertible {
    let name: String
    let file: String
    var description: String { "\(name) (\(file))" }
  }

  @Test("every rule that the SQL raises has words in both languages")
  func rules() throws {
    let refused = try raised(by: "kit.refuse")
    let unknown = try raised(by: "kit.demand_code").map { Raised(name: "code.unknown." + $0.name, file: $0.file) }
    #expect(refused.contains { $0.name == "note.empty" })
    #expect(unknown.contains { $0.name == "code.unknown.session_method" })
    demandNone(of: (refused + unknown).filter { Wording.known($0.name) == nil })
  }

  @Test("every conflict that the SQL raises has words in both languages")
  func conflicts() throws {
    let names = try raised(by: "kit.conflict")
    #expect(names.contains { $0.name == "receipt.other_content" })
    demandNone(of: names.filter { Wording.known($0.name) == nil })
  }

  @Test("everything that the SQL does not find has a noun in both languages")
  func nouns() throws {
    let names = try raised(by: "kit.not_found")
    #expect(names.contains { $0.name == "client" })
    demandNone(of: names.filter { words(for: $0.name) == words(for: "nothing of ours") })
  }

  @Test("every value that can be refused has words of its own, and no code stands in them")
  func values() {
    for rule in InvalidValue.Rule.allCases {
      let arguments = rule.required.union(rule.optional).map { ($0, "28") }
      let trouble = Wording.trouble(of: InvalidValue(rule, Dictionary(uniqueKeysWithValues: arguments)))
      let hasCode = trouble.words.ja.contains(rule.rawValue) || trouble.words.en.contains(rule.rawValue)
      #expect(!hasCode, "\(rule.rawValue)")
      #expect([.usage, .refused, .notFound].contains(trouble.status), "\(rule.rawValue)")
    }
    #expect(Wording.trouble(of: InvalidValue(code: "new.rule")).words.en.contains("new.rule"))
  }

  @Test("words are in their language: the Japanese are Japanese, the English hold none")
  func languages() throws {
    let rules = try raised(by: "kit.refuse") + raised(by: "kit.conflict")
    let all = rules.compactMap { one in Wording.known(one.name).map { (one.name, $0) } }
    #expect(all.count > 20)
    for (name, words) in all {
      #expect(words.ja.unicodeScalars.contains { $0.value > 0x3000 }, "\(name)")
      #expect(!words.en.isEmpty && words.en.unicodeScalars.allSatisfy { $0.value < 0x3000 }, "\(name)")
    }
  }

  /// What the person is told when such a thing is not found.
  private func words(for what: String) -> Words { Wording.trouble(of: CaseError.notFound(what: what)).words }

  private func demandNone(of missing: [Raised]) {
    for one in missing { Issue.record("\(one) has no words") }
  }

  /// The first argument of each call of a function in `sql/code`, where it is a literal.
  private func raised(by function: String) throws -> [Raised] {
    let folder = Pages.folder.split(separator: "/").dropLast(3).reduce(into: "") { $0 += "/" + $1 } + "/sql"
    var found: Set<Raised> = []
    for file in try SchemaSource(folder: folder).code {
      for part in file.text.split(separator: function + "('").dropFirst() {
        let name = part.prefix { $0 != "'" }
        // a name that is put together, as 'code.unknown.' || list, is found where the rest of it is said
        if name.last != "." { found.insert(Raised(name: String(name), file: file.path)) }
      }
    }
    return found.sorted { $0.description < $1.description }
  }
}
