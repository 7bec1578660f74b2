/// A run of commands with what they answer, as a page that a counselor could read.
///
/// The page is prose with commands in it. Its first lines may be settings (`lang: ja`, `time zone: UTC`,
/// `terminal: 60x20`). A command is a block:
///
/// | line | is |
/// | --- | --- |
/// | `$ PGUSER=sato ippo …` | a command of a script, or `⌨ ippo …` at a terminal; `PGUSER` is one of `TestOffice`'s people |
/// | `< text` | a line of its standard input; at a terminal the keys: `⏎` `⌫` `⎋` `␣` `^C` `^D` `←` |
/// | `? text` | at a terminal: what stands on the cursor's line before the next keys |
/// | `▒ text` | at a terminal: a line of the alternate screen; all of them stand there before the next keys |
/// | `! text` | a line of standard error |
/// | `→ 0` | the exit status; it ends the block |
/// | other lines | lines of standard output; at a terminal: what the main screen and its history hold at the end |
///
/// Between commands, `✉ user text` is a message that arrives by LINE from that user.
///
/// What varies stands in braces: `{code:yamada}` and `{id:first}` take the code or UUID that they meet first and demand the
/// same one afterwards; `{code}`, `{id}`, `{time}`, `{date}`, `{age}`, `{count}` and `{hash}` fit any. Two or more blanks fit
/// any two or more, and a rule any rule, as a column is as wide as its widest cell.
struct Transcript {
  enum Step: Equatable {
    case see(String)
    case seeScreen([String])
    case type(String)
  }

  struct Command {
    var line: Int
    var text: String
    var isAtTerminal: Bool
    /// No command: a message that arrives.
    var isMessage = false
    var steps: [Step] = []
    var input: [String] = []
    /// Standard output, `! ` standard error, and the status, as they stand on the page.
    var expected: [String] = []
  }

  private(set) var settings: [String: String] = [:]
  private(set) var commands: [Command] = []

  /// The page is not one; the line is the one that does not fit.
  struct Malformed: Error, CustomStringConvertible {
    let line: Int
    let reason: String
    var description: String { "line \(line): \(reason)" }
  }

  /// A page that was read in another form.
  init(settings: [String: String], commands: [Command]) throws(Malformed) {
    if commands.isEmpty { throw Malformed(line: 1, reason: "there is no command") }
    self.settings = settings
    self.commands = commands
  }

  init(_ page: String) throws(Malformed) {
    var open: Command?
    let lines = page.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for (at, line) in lines.enumerated() {
      if var command = open {
        if line.hasPrefix("$ ") || line.hasPrefix("⌨ ") {
          throw Malformed(line: at + 1, reason: "the command before has no status")
        }
        let isLast = Self.read(line, into: &command)
        if isLast { commands.append(command) }
        open = isLast ? nil : command
      } else if line.hasPrefix("$ ") || line.hasPrefix("⌨ ") {
        open = Command(line: at + 1, text: String(line.dropFirst(2)), isAtTerminal: line.hasPrefix("⌨"))
      } else if line.hasPrefix("✉ ") {
        commands.append(
          Command(line: at + 1, text: String(line.dropFirst(2)), isAtTerminal: false, isMessage: true))
      } else if commands.isEmpty, let colon = line.firstRange(of: ": ") {
        settings[String(line[..<colon.lowerBound])] = String(line[colon.upperBound...])
      }
    }
    if let open { throw Malformed(line: open.line, reason: "the command has no status") }
    if commands.isEmpty { throw Malformed(line: 1, reason: "there is no command") }
  }

  /// Whether the line ends the command.
  private static func read(_ line: String, into command: inout Command) -> Bool {
    switch line.first {
    case "<":
      let text = String(line.dropFirst(2))
      if command.isAtTerminal { command.steps.append(.type(text)) } else { command.input.append(text) }
    case "?" where command.isAtTerminal: command.steps.append(.see(String(line.dropFirst(2))))
    case "▒" where command.isAtTerminal:
      let text = String(line.dropFirst(2))
      if case .seeScreen(let lines) = command.steps.last {
        command.steps[command.steps.count - 1] = .seeScreen(lines + [text])
      } else {
        command.steps.append(.seeScreen([text]))
      }
    case "→":
      command.expected.append(line)
      return true
    default: command.expected.append(line)
    }
    return false
  }
}
