import Paper

extension Tty {
  /// Asks a yes-or-no question until it is answered: はい, いいえ, y, n, yes, no, in any width and case. Enter alone is the
  /// default where there is one; Ctrl-D and Ctrl-C throw `.cancelled`.
  public func confirm(_ prompt: String, default fallback: Bool? = nil) throws(TerminalError) -> Bool {
    let hint: Words =
      switch fallback {
      case true?: Words(ja: "[はい]/いいえ", en: "[yes]/no")
      case false?: Words(ja: "はい/[いいえ]", en: "yes/[no]")
      case nil: Words(ja: "はい/いいえ", en: "yes/no")
      }
    while true {
      guard let answer = try ask("\(prompt) (\(hint(lang))) ") else { throw .cancelled }
      if let meant = yesOrNo(answer) { return meant }
      if let fallback, folded(answer).isEmpty { return fallback }
      try say(Words(ja: "「はい」か「いいえ」で答えてください。", en: "Please answer yes or no.")(lang))
    }
  }
}

/// What a typed answer means, nil when it is neither yes nor no.
func yesOrNo(_ answer: String) -> Bool? {
  switch folded(answer) {
  case "はい", "ハイ", "ﾊｲ", "y", "yes": true
  case "いいえ", "イイエ", "ｲｲｴ", "n", "no": false
  default: nil
  }
}

/// A short answer as if it had been typed without an input method: full-width ASCII narrowed, lower case, no blanks around.
func folded(_ answer: String) -> String {
  var result = ""
  for scalar in answer.unicodeScalars {
    switch scalar.value {
    case 0xFF01...0xFF5E: result.unicodeScalars.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
    case 0x3000: result.append(" ")
    default: result.unicodeScalars.append(scalar)
    }
  }
  let words = result.lowercased().split(separator: " ")
  return words.joined(separator: " ")
}
