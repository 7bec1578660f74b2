/// What the placeholders of a page stand for, as far as they were met.
struct Bindings {
  private var values: [String: String] = [:]

  /// A placeholder that is used before anything bound it.
  struct Unbound: Error { let name: String }

  private static let shapes: [String: String] = [
    "code": "[CQP]-[2-9A-HJKMNP-RT-Y]{4}",
    "id": "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
    "date": date,
    "time": "(?:\(date) \\d{1,2}:\\d\\d|\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?\\+09:00)",
    "age": "\\d{1,3}", "count": "\\d+", "hash": "[0-9a-f]{64}",
  ]
  private static let date =
    "(?:\\d{4}-\\d\\d-\\d\\d|\\d{4}年\\d{1,2}月\\d{1,2}日\\([^) ]+\\)|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \\d{1,2} [A-Z][a-z]+ \\d{4})"

  /// A text with its bound placeholders filled in.
  func filled(_ text: String) throws(Unbound) -> String {
    var out = ""
    for part in Self.parts(of: text) {
      switch part {
      case .literal(let literal): out += literal
      case .placeholder(let name):
        guard let value = values[name] else { throw Unbound(name: name) }
        out += value
      }
    }
    return out
  }

  /// Whether a line reads as the page says; new placeholders take what they meet.
  mutating func match(_ expected: String, _ actual: String) -> Bool {
    var pattern = ""
    var names: [String] = []
    for part in Self.parts(of: expected) {
      switch part {
      case .literal(let literal): pattern += Self.escaped(literal)
      case .placeholder(let name):
        if let value = values[name] {
          pattern += Self.escaped(value)
        } else {
          pattern += "(\(Self.shapes[String(name.prefix { $0 != ":" })] ?? ""))"
          names.append(name)
        }
      }
    }
    // a pattern that is none is a mistake of this file, and fits nothing
    guard let regex = try? Regex(pattern).matchingSemantics(.unicodeScalar) else { return false }
    guard let met = actual.wholeMatch(of: regex) else { return false }
    for (at, name) in names.enumerated() where name.contains(":") {
      values[name] = met.output[at + 1].substring.map(String.init)
    }
    return true
  }

  private enum Part { case literal(String), placeholder(String) }

  private static func parts(of text: String) -> [Part] {
    var parts: [Part] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{") {
      let tail = rest[rest.index(after: open)...]
      let name = tail.prefix { $0 != "}" && $0 != "{" }
      let kind = String(name.prefix { $0 != ":" })
      let isNamed = name.dropFirst(kind.count).dropFirst().allSatisfy(\.isLetter)
      if name.endIndex < tail.endIndex, tail[name.endIndex] == "}", shapes[kind] != nil, isNamed {
        parts += [.literal(String(rest[..<open])), .placeholder(String(name))]
        rest = tail[tail.index(after: name.endIndex)...]
      } else {
        parts.append(.literal(String(rest[...open])))
        rest = tail
      }
    }
    return parts + [.literal(String(rest))]
  }

  /// A literal as a pattern; columns are as wide as their widest cell, so runs of blanks and rules fit any length.
  private static func escaped(_ literal: String) -> String {
    var out = ""
    var rest = literal[...]
    while let character = rest.first {
      let run = rest.prefix { $0 == character }
      if (character == " " || character == "─") && run.count > 1 {
        out += "\(character){2,}"
        rest = rest[run.endIndex...]
        continue
      }
      let needsEscape = character.isASCII && !character.isLetter && !character.isNumber && character != " "
      out += needsEscape ? "\\\(character)" : String(character)
      rest.removeFirst()
    }
    return out
  }
}
