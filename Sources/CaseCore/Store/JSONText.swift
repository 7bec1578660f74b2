/// JSON as text: the little that this side writes, so that it needs no encoder.
package enum JSONText {
  /// A string in its quotes; `null` for nil.
  package static func string(_ text: String?) -> String {
    guard let text else { return "null" }
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\u{0}"..."\u{1F}":
        let digits = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }

  /// A list of strings.
  package static func strings(_ texts: [String]) -> String { "[\(texts.map { string($0) }.joined(separator: ", "))]" }

  /// An object of members whose values are JSON already.
  package static func object(_ members: [(key: String, json: String)]) -> String {
    "{\(members.map { "\(string($0.key)): \($0.json)" }.joined(separator: ", "))}"
  }
}
