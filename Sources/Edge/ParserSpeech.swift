package import ArgumentParser
package import Paper

/// The parser's own sentences are English; these are the ones that people meet, in Japanese.
package enum ParserSpeech {
  package static func message(of error: any Error, from root: any ParsableCommand.Type, lang: Language, columns: Int?)
    -> String
  {
    let text = root.fullMessage(for: error, columns: columns)
    return lang == .ja ? japanese(text) : text
  }

  package static func japanese(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line(String($0)) }.joined(separator: "\n")
  }

  private static let headings = [
    ("OVERVIEW: ", "説明: "), ("USAGE: ", "使い方: "), ("Usage: ", "使い方: "), ("Error: ", "エラー: "),
    ("Help:  ", "説明: "), ("ARGUMENTS:", "引数:"), ("OPTIONS:", "オプション:"), ("SUBCOMMANDS:", "コマンド:"),
  ]

  private static let sentences: [(start: String, end: String, ja: @Sendable (String) -> String)] = [
    ("Missing expected argument '", "'", { "\($0) が必要です" }),
    ("Unknown option '", "'", { "オプション \($0) はありません" }),
    ("Unexpected argument '", "'", { "余分な引数があります: \($0)" }),
    ("Missing value for '", "'", { "\($0) の値がありません" }),
    ("The value '", "", { "値が正しくありません: '\($0)" }),
    ("  See '", "' for more information.", { "詳しくは \($0.replacing("<subcommand>", with: "<コマンド>"))" }),
    ("See '", "' for detailed help.", { "詳しくは \($0)" }),
  ]

  private static func line(_ given: String) -> String {
    var line = given
    var head = ""
    for (english, japanese) in headings where line.hasPrefix(english) {
      head = japanese
      line.removeFirst(english.count)
      break
    }
    let indent = line.prefix { $0 == " " }
    let body = line.dropFirst(indent.count)
    for sentence in sentences {
      let start = sentence.start.drop { $0 == " " }
      guard body.hasPrefix(start) else { continue }
      let rest = body.dropFirst(start.count)
      if sentence.end.isEmpty { return head + indent + sentence.ja(String(rest)) }
      guard rest.hasSuffix(sentence.end) else { continue }
      return head + indent + sentence.ja(String(rest.dropLast(sentence.end.count)))
    }
    return (head + line)
      .replacing("Show help information.", with: "この説明を表示します")
      .replacing("Show the version.", with: "版を表示します")
      .replacing("(default: ", with: "(既定: ")
      .replacing("<subcommand>", with: "<コマンド>")
  }
}

extension String {
  /// Replaces every occurrence, without Foundation.
  fileprivate func replacing(_ old: String, with new: String) -> String {
    var out = ""
    var rest = self[...]
    while let range = rest.firstRange(of: old) {
      out += rest[..<range.lowerBound]
      out += new
      rest = rest[range.upperBound...]
    }
    return out + rest
  }
}
