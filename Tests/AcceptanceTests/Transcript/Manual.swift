/// The manual as a transcript: its blocks that open with ```` ```console ````, run in their order in one office.
///
/// A person sits at a terminal the whole time, so a block is what their screen shows:
///
/// | in a block | is |
/// | --- | --- |
/// | `sato$ ippo …` | a command of that person; `sato(オフライン)$` while the server cannot be reached; `\` at its end goes on |
/// | `名前: 《山田》` | what is typed at a question, and Enter; `《》` Enter alone; `^C` and `^D` end it without Enter |
/// | `《…》（画面には出ません）` | what is typed and not shown |
/// | `▒ …` | a line of the screen that leaves no history; `《q》` at the last one's end is the key that closes it |
/// | `→ 4` | the exit status, where it is not 0 |
/// | `✉ U1 …` | between commands: a message that arrives by LINE |
///
/// Whatever looks like a code, an id or a hash is an example: it stands for what it meets first, and for the same
/// afterwards. So does the day that the page's comment calls today: it is any day, and any time of it any time. Everything else
/// is as it stands. The comment is `<!-- console: lang=ja terminal=100x40 today=2025-11-04 -->`.
struct Manual {
  let transcript: Transcript
  /// Commands named in the prose, in backticks.
  let named: [String]

  init(_ page: String) throws {
    var settings: [String: String] = [:]
    var examples = Examples(today: "")
    var named: [String] = []
    var commands: [Transcript.Command] = []
    var fence: String?
    for (at, line) in page.split(separator: "\n", omittingEmptySubsequences: false).map(String.init).enumerated() {
      if line.hasPrefix("<!-- console: ") {
        for pair in line.dropFirst(14).split(separator: " ") {
          let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
          if parts.count == 2 { settings[parts[0]] = parts[1] }
        }
        examples = Examples(today: settings["today"] ?? "")
      } else if line.hasPrefix("```") {
        fence = fence == nil ? String(line.dropFirst(3)) : nil
      } else if fence == "console" {
        if let command = Manual.command(line, at: at + 1, examples) {
          commands.append(command)
        } else if line.hasPrefix("✉ ") {
          commands.append(
            Transcript.Command(line: at + 1, text: String(line.dropFirst(2)), isAtTerminal: false, isMessage: true))
        } else if commands.last?.text.hasSuffix(" \\") == true {
          commands[commands.count - 1].text.removeLast(2)
          commands[commands.count - 1].text += " " + examples.known(line.trimmingPrefix { $0 == " " })
        } else if !commands.isEmpty {
          Manual.read(line, into: &commands[commands.count - 1], &examples)
        } else {
          throw Transcript.Malformed(line: at + 1, reason: "there is no command before it")
        }
      } else if let fence {
        // another block shows no commands of ours, as nobody would run them
        if line.contains("ippo ") { throw Transcript.Malformed(line: at + 1, reason: "a command in ```\(fence)") }
      } else {
        named += line.split(separator: "`", omittingEmptySubsequences: false).enumerated()
          .filter { $0.offset % 2 == 1 && $0.element.hasPrefix("ippo ") }.map { String($0.element) }
      }
    }
    transcript = try Transcript(settings: settings, commands: commands.map { $0.isMessage ? $0 : Manual.finished($0) })
    self.named = named
  }

  private static let people = ["admin", "suzuki", "sato", "tanaka", "mori", "kato"]

  private static func command(_ line: String, at number: Int, _ examples: Examples) -> Transcript.Command? {
    for person in people {
      for (mark, environment) in [("$ ", ""), ("(オフライン)$ ", " PGHOST=/nonexistent")] {
        if line.hasPrefix(person + mark) {
          let text = "PGUSER=\(person)\(environment) " + examples.known(line.dropFirst((person + mark).count))
          return Transcript.Command(line: number, text: text, isAtTerminal: true)
        }
      }
    }
    return nil
  }

  private static func read(_ line: String, into command: inout Transcript.Command, _ examples: inout Examples) {
    let open = line.firstIndex(of: "《")
    let close = line.lastIndex(of: "》")
    if line.hasPrefix("▒") {
      let shown = examples.met(line.dropFirst(2).prefix { $0 != "《" })
      let text = String(shown.reversed().drop { $0 == " " }.reversed())
      if case .seeScreen(let lines) = command.steps.last {
        command.steps[command.steps.count - 1] = .seeScreen(lines + [text])
      } else {
        command.steps.append(.seeScreen([text]))
      }
      if let open, let close { command.steps.append(.type(String(line[line.index(after: open)..<close]))) }
    } else if let open, let close, open < close {
      let prompt = examples.met(line[..<open])
      let typed = examples.known(line[line.index(after: open)..<close])
      let isCut = typed.hasSuffix("^C") || typed.hasSuffix("^D")
      let isHidden = line[close...] == "》（画面には出ません）"
      let trimmed = String(prompt.reversed().drop { $0 == " " }.reversed())
      let shown = isHidden ? "" : isCut ? String(typed.dropLast(2)) : typed
      command.steps += [.see(trimmed), .type(isCut ? typed : typed + "⏎")]
      command.expected.append(shown.isEmpty ? trimmed : prompt + shown)
    } else {
      command.expected.append(examples.met(line[...]))
    }
  }

  /// With its status, and without the empty lines before the next.
  private static func finished(_ command: Transcript.Command) -> Transcript.Command {
    var command = command
    while command.expected.last?.isEmpty == true { command.expected.removeLast() }
    if command.expected.last?.hasPrefix("→ ") != true { command.expected.append("→ 0") }
    return command
  }
}

/// The examples of a page, each with the placeholder of `Bindings` that it is.
struct Examples {
  private(set) var placeholders: [String: String] = [:]
  private let today: String

  init(today: String) { self.today = today }

  /// A text that was printed: its examples are placeholders from now on.
  mutating func met(_ text: Substring) -> String {
    var out = ""
    var rest = text
    while let found = rest.firstMatch(of: Examples.shape) {
      let example = String(found.output)
      out += rest[..<found.range.lowerBound] + placeholder(of: example)
      rest = rest[found.range.upperBound...]
    }
    return dayless(out + rest)
  }

  /// A text that is typed: an example that nothing has printed yet is typed as it stands.
  func known(_ text: Substring) -> String {
    placeholders.reduce(String(text)) { $0.replacing($1.key, with: $1.value) }
  }

  private static var shape: Regex<Substring> {
    /[CQP]-[2-9A-HJKMNP-RT-Y]{4}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{64}/
  }

  private mutating func placeholder(of example: String) -> String {
    if let known = placeholders[example] { return known }
    let kind = example.utf8.count == 6 ? "code" : example.utf8.count == 36 ? "id" : "hash"
    // the names of placeholders are letters
    let name = String(placeholders.count).utf8.map { String(UnicodeScalar($0 + 0x31)) }.joined()
    placeholders[example] = "{\(kind):\(name)}"
    return "{\(kind):\(name)}"
  }

  /// The page's today as any day or time.
  private func dayless(_ text: String) -> String {
    let parts = today.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3 else { return text }
    let day = "\(parts[0])年\(parts[1])月\(parts[2])日"
    guard let time = try? Regex("\(day)\\([^ )]+\\) \\d{1,2}:\\d\\d|\(today)T[0-9:.]+\\+09:00"),
      let date = try? Regex("\(day)\\([^ )]+\\)|\(today)")
    else { return text }
    return text.replacing(time, with: "{time}").replacing(date, with: "{date}")
  }
}
