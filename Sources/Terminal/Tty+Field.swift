import Paper

/// How a field that may be left in the middle was answered.
public enum FieldAnswer: Sendable, Equatable {
  case entered(String)
  /// Ctrl-D.
  case ended
  /// Ctrl-C: what had been typed by then.
  case interrupted(String)
}

extension Tty {
  /// Asks for a line of which nothing must be lost: `keep` hears what is typed as it is typed, and Ctrl-C gives it back.
  public func askField(_ prompt: String, keep: (String) -> Void) throws(TerminalError) -> FieldAnswer {
    let session = try promptSession()
    defer { session.close() }
    return try withoutActuallyEscapingKeep(keep) { keep throws(TerminalError) in
      let (text, ending) = try readLine(session, prompt: prompt, echo: true, keep: keep)
      return switch ending {
      case .interrupted: .interrupted(text)
      case .endOfInput: .ended
      case .enter, .pastedLineEnd: .entered(text)
      }
    }
  }

  /// Asks for several lines of which nothing must be lost; they end as in `askProse`.
  public func askProseField(_ prompt: String, keep: (String) -> Void) throws(TerminalError) -> FieldAnswer {
    try say(prompt)
    try say(
      Words(
        ja: "（終わりは「.」だけの行か Ctrl-D。Ctrl-C でも書いた分は残ります）",
        en: "(End with a line of just \".\" or Ctrl-D; Ctrl-C keeps what was written.)")(lang))
    let session = try promptSession()
    defer { session.close() }
    return try withoutActuallyEscapingKeep(keep) { keep throws(TerminalError) in
      var lines: [String] = []
      func text(_ last: String? = nil) -> String {
        var all = lines + (last.map { [$0] } ?? [])
        while all.last?.allSatisfy(\.isWhitespace) == true { all.removeLast() }
        return all.joined(separator: "\n")
      }
      while true {
        let before = lines
        let (line, ending) = try readLine(session, prompt: "| ", echo: true, stopAtPastedLine: true) { part in
          keep((before + [part]).joined(separator: "\n"))
        }
        if ending == .interrupted { return .interrupted(text(line)) }
        if ending == .endOfInput || ending == .enter && [".", "．", "。"].contains(line) { return .entered(text()) }
        lines.append(line)
      }
    }
  }

  /// `withoutActuallyEscaping` for a closure that hears text, with typed errors.
  private func withoutActuallyEscapingKeep(
    _ keep: (String) -> Void, _ body: (@escaping (String) -> Void) throws(TerminalError) -> FieldAnswer
  ) throws(TerminalError) -> FieldAnswer {
    let result: Result<FieldAnswer, TerminalError> = withoutActuallyEscaping(keep) { keep in
      do throws(TerminalError) {
        return .success(try body(keep))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }
}
