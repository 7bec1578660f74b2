import Paper

/// One answer that `choose` offers.
public struct Choice: Sendable, Equatable {
  public let code: String
  public let label: String

  public init(code: String, label: String) {
    self.code = code
    self.label = label
  }
}

extension Tty {
  /// Lists the choices and asks for one by its number, its code or its label; gives its code, or nil on Ctrl-D. Enter
  /// alone is the default where there is one.
  public func choose(
    _ prompt: String, _ choices: [Choice], default fallback: String? = nil
  ) throws(TerminalError) -> String? {
    let widest = String(choices.count).count
    for (at, choice) in choices.enumerated() {
      let number = String(at + 1)
      let blank = String(repeating: " ", count: 2 + widest - number.count)
      let code = choice.code == choice.label ? "" : "  (\(choice.code))"
      try say("\(blank)\(number)  \(choice.label)\(code)")
    }
    let hint = fallback.map { " [\($0)]" } ?? ""
    while true {
      guard let answer = try ask("\(prompt)\(hint) ") else { return nil }
      if let code = chosen(answer, from: choices) { return code }
      if let fallback, folded(answer).isEmpty { return fallback }
      let again = Words(
        ja: "1から\(choices.count)までの番号かコードで答えてください。", en: "Please give a number from 1 to \(choices.count), or a code.")
      try say(again(lang))
    }
  }
}

/// The code that an answer means; a code goes before a number, in case a code is one.
func chosen(_ answer: String, from choices: [Choice]) -> String? {
  let wanted = folded(answer)
  if wanted.isEmpty { return nil }
  let named = choices.first { folded($0.code) == wanted || folded($0.label) == wanted }
  if let named { return named.code }
  guard let number = Int(wanted), choices.indices.contains(number - 1) else { return nil }
  return choices[number - 1].code
}
