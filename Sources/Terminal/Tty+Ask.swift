import Paper

/// How a line ended.
enum LineEnding: Equatable {
  case enter, pastedLineEnd, endOfInput
  /// Ctrl-C, where what was typed is wanted all the same.
  case interrupted
}

extension Tty {
  /// Asks for a line; nil when the person ends the input with Ctrl-D. Line ends in a paste become blanks. Ctrl-C throws
  /// `.cancelled`.
  public func ask(_ prompt: String) throws(TerminalError) -> String? {
    let session = try promptSession()
    defer { session.close() }
    let (text, ending) = try readLine(session, prompt: prompt, echo: true)
    return ending == .endOfInput ? nil : text
  }

  /// Asks for a line that is not shown, not even its length; nil on Ctrl-D.
  public func askSecret(_ prompt: String) throws(TerminalError) -> String? {
    let session = try promptSession()
    defer { session.close() }
    let (text, ending) = try readLine(session, prompt: prompt, echo: false)
    return ending == .endOfInput ? nil : text
  }

  /// Raw mode with bracketed paste, so that a pasted line end cannot answer a question.
  func promptSession() throws(TerminalError) -> RawSession {
    try RawSession(self, entering: isDumb ? "" : "\u{1B}[?2004h", leaving: isDumb ? "" : "\u{1B}[?2004l")
  }

  /// Reads one line behind its prompt. `stopAtPastedLine` ends it at a pasted line end instead of putting a blank there. With
  /// `keep`, which hears the text each time before it is drawn, Ctrl-C ends the line as `.interrupted`.
  func readLine(
    _ session: RawSession, prompt: String, echo: Bool, stopAtPastedLine: Bool = false,
    keep: ((String) -> Void)? = nil
  ) throws(TerminalError) -> (text: String, ending: LineEnding) {
    let lead = try showLead(prompt)
    var editor = LineEditor()
    var drawn: EditorRows?
    var isStale = true
    func draw() throws(TerminalError) {
      // what is on the screen is kept already
      keep?(editor.text)
      let rows = EditorRows(prompt: lead, editor: echo ? editor : LineEditor(), size: size)
      try write(rows.drawing(over: drawn))
      drawn = rows
      isStale = false
    }
    func end() throws(TerminalError) {
      if isStale { try draw() }
      try write(drawn?.ending ?? "\n")
    }
    while true {
      // A paste is drawn once and not once a character.
      if isStale && !decoder.hasKey { try draw() }
      switch try session.next() {
      case .redraw: isStale = true
      case .late: continue
      case .key(.enter):
        try end()
        return (editor.text, .enter)
      case .key(.pastedLineEnd) where stopAtPastedLine:
        try end()
        return (editor.text, .pastedLineEnd)
      case .key(.control("d")) where editor.characters.isEmpty:
        try end()
        return ("", .endOfInput)
      case .key(.control("c")):
        try end()
        if keep != nil { return (editor.text, .interrupted) }
        throw .cancelled
      case .key(let key):
        if editor.apply(key == .pastedLineEnd ? .text(" ") : key) { isStale = echo || isStale }
      }
    }
  }

  /// Shows all of a prompt but its last line and gives that line; a prompt that would leave too little room goes above.
  private func showLead(_ prompt: String) throws(TerminalError) -> String {
    var lines = wrap(printable(prompt, keeping: .lines), width: size.columns - 1)
    if let last = lines.last, last.displayWidth > size.columns / 2 { lines.append("> ") }
    for line in lines.dropLast() { try write(line + "\n") }
    return lines.last ?? ""
  }
}
