import TestSupport
import TestTerminal

/// Plays a page in an office of its own, and says where it and the truth part.
struct Player {
  private let page: Transcript
  private let office: TestOffice
  private let home: Home
  private var bindings = Bindings()
  /// LINE's side, once something arrives.
  private var line: LineOffice?

  init(_ page: Transcript, in office: TestOffice) throws {
    home = try Home()
    self.page = page
    self.office = office
  }

  /// What differs, a command a text; empty when everything went as the page says. The commands after a difference are
  /// not run, as they build on it.
  mutating func play() throws -> String? {
    for command in page.commands {
      if command.isMessage {
        let words = command.text.split(separator: " ", maxSplits: 1)
        let line = try line ?? LineOffice(office)
        self.line = line
        try line.arrive(from: String(words[0]), String(words[1]))
        continue
      }
      let lines = try command.isAtTerminal ? sit(command) : run(command)
      if !lines.isEmpty {
        return (["line \(command.line): \(command.text)"] + lines).joined(separator: "\n")
      }
    }
    return nil
  }

  private mutating func run(_ command: Transcript.Command) throws -> [String] {
    let (person, arguments) = try call(command)
    let input = try command.input.map { try bindings.filled($0) + "\n" }.joined()
    let run = try person.run(arguments, input: Array(input.utf8))
    let actual = lines(run.outputBytes) + lines(run.errorBytes).map { "! " + $0 } + ["→ \(run.ending)"]
    return difference(command.expected, actual, &bindings)
  }

  private mutating func sit(_ command: Transcript.Command) throws -> [String] {
    let (person, arguments) = try call(command)
    defer { withExtendedLifetime(person) {} }
    let size = (page.settings["terminal"] ?? "80x24").split(separator: "x").compactMap { Int($0) }
    let sitting = try Sitting(arguments, environment: person.environment, columns: size[0], rows: size[1])
    var answered = -1
    var secrets: [String] = []
    for step in command.steps {
      switch step {
      case .see(let text):
        let known = bindings
        let isSeen = sitting.wait { screen in
          var trial = known
          // below what was answered: the line of the last question says nothing of this one
          return screen.row > answered && trial.match(text, plain(screen.cursorLine))
        }
        if !isSeen { return ["- ? " + text] + seen(by: sitting) }
        _ = bindings.match(text, plain(sitting.screen.cursorLine))
      case .seeScreen(let expected):
        secrets += expected.filter { $0.count > 5 }
        let known = bindings
        let isSeen = sitting.wait { screen in
          var trial = known
          return screen.isAlternate && difference(expected, screen.alternateLines.map(plain), &trial).isEmpty
        }
        if !isSeen { return expected.map { "- ▒ " + $0 } + seen(by: sitting) }
        _ = difference(expected, sitting.screen.alternateLines.map(plain), &bindings)
      case .type(let keys):
        let keys = Keys.bytes(of: try bindings.filled(keys))
        answered = keys.hasSuffix("\r") ? sitting.screen.row : -1
        sitting.type(keys)
      }
    }
    let ending = sitting.finish()
    var lines = difference(
      command.expected, sitting.screen.mainLines.map(plain) + ["→ \(ending)"], &bindings)
    if !sitting.isTerminalAsItWas { lines.append("+ (the terminal is left in other modes)") }
    let kept = plain(sitting.sentToMainScreen)
    for secret in secrets where kept.contains(secret) { lines.append("+ (on the main screen's history) \(secret)") }
    return lines
  }

  /// What the person saw instead.
  private func seen(by sitting: Sitting) -> [String] {
    let screen = sitting.screen
    let (lines, mark) = screen.isAlternate ? (screen.alternateLines, "+ ▒ ") : (screen.mainLines, "+ ")
    return lines.map { mark + plain($0) } + (sitting.ending.map { ["+ → \($0)"] } ?? [])
  }

  /// Who runs a command, and its arguments: names of the office's people become their logins.
  private func call(_ command: Transcript.Command) throws -> (Person, [String]) {
    var person = try Person(
      "sato", of: office, lang: page.settings["lang"] == "ja" ? "ja_JP.UTF-8" : "C",
      timeZone: page.settings["time zone"] ?? "Asia/Tokyo", home: home)
    var words = Player.words(try bindings.filled(command.text))
    while let word = words.first, let sign = word.firstIndex(of: "=") {
      let (name, value) = (String(word[..<sign]), String(word[word.index(after: sign)...]))
      person = person.with([name: name == "PGUSER" ? office.login(value) : value])
      words.removeFirst()
    }
    guard words.first == "ippo" else {
      throw Transcript.Malformed(line: command.line, reason: "only ippo can be run")
    }
    let people: Set = ["admin", "suzuki", "sato", "tanaka", "mori", "kato"]
    return (
      person,
      words.dropFirst().map { word in
        word.hasPrefix("~/") ? home.path + word.dropFirst() : people.contains(word) ? office.login(word) : word
      }
    )
  }

  /// The words of a command line; blanks may stand in '…' or "…".
  static func words(_ line: String) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    for character in line {
      if let open = quote {
        if character == open { quote = nil } else { word = (word ?? "") + String(character) }
      } else if character == "'" || character == "\"" {
        quote = character
        word = word ?? ""
      } else if character == " " {
        if let word { words.append(word) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    return words + (word.map { [$0] } ?? [])
  }

  /// The lines of a stream; a byte-order mark, a carriage return and a missing last line end are made visible.
  private func lines(_ bytes: [UInt8]) -> [String] {
    guard !bytes.isEmpty else { return [] }
    var parts = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { part in
      plain(String(decoding: part, as: UTF8.self))
        .replacing("\u{FEFF}", with: "␣BOM␣").replacing("\r", with: "␍").replacing("\u{1B}", with: "␛")
    }
    if parts.last == "" { parts.removeLast() } else { parts[parts.count - 1] += "␣(no line end)" }
    return parts
  }

  /// A text with the demo's logins instead of the test's own, and `~` for the home.
  private func plain(_ text: String) -> String {
    text.replacing(office.name + "_", with: "").replacing(home.path, with: "~")
  }
}

/// Keys as a page shows them.
enum Keys {
  private static let bytes: [(shown: String, byte: String)] = [
    ("⏎", "\r"), ("⌫", "\u{7F}"), ("⎋", "\u{1B}"), ("␣", " "), ("^C", "\u{3}"), ("^D", "\u{4}"), ("←", "\u{1B}[D"),
  ]

  static func bytes(of keys: String) -> String {
    bytes.reduce(keys) { $0.replacing($1.shown, with: $1.byte) }
  }
}
