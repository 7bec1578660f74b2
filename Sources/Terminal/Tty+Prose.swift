import Paper

extension Tty {
  /// Asks for text of several lines, which ends with a line that holds only a full stop (. or ．or 。: an input method
  /// gives those) or with Ctrl-D; nil when nothing was written. A full stop in a paste is text. Ctrl-C throws `.cancelled`.
  public func askProse(_ prompt: String) throws(TerminalError) -> String? {
    try say(prompt)
    let how = Words(
      ja: "（終わりは「.」だけの行か Ctrl-D、やめるには Ctrl-C）", en: "(End with a line of just \".\" or Ctrl-D; Ctrl-C gives up.)")
    try say(how(lang))
    let session = try promptSession()
    defer { session.close() }
    var lines: [String] = []
    while true {
      let (line, ending) = try readLine(session, prompt: "| ", echo: true, stopAtPastedLine: true)
      if ending == .endOfInput || ending == .enter && [".", "．", "。"].contains(line) { break }
      lines.append(line)
    }
    while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
    return lines.isEmpty ? nil : lines.joined(separator: "\n")
  }
}
