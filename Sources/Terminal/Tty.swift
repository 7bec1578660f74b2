import Glibc
public import Paper

/// The terminal of the person: what is asked there and answered there never touches standard input or output.
///
/// Confined to whoever opened it. Each question puts the terminal back as it found it, whether it ends by an answer, an
/// error, Ctrl-C or a signal.
public final class Tty {
  let input: Int32
  let output: Int32
  let lang: Language
  /// Whether the terminal understands no escape sequences.
  let isDumb: Bool
  private let isOurs: Bool
  /// What was typed ahead of the question that will read it.
  var decoder = KeyDecoder()

  /// A terminal that is open already, such as one end of a pty; it stays open. `term` is the environment's TERM.
  public init(input: Int32, output: Int32, lang: Language, term: String? = "xterm") {
    self.input = input
    self.output = output
    self.lang = lang
    self.isDumb = term == nil || term == "" || term == "dumb"
    self.isOurs = false
  }

  /// The process's controlling terminal, or `.noTerminal`.
  public init(controllingLang lang: Language, term: String?) throws(TerminalError) {
    let descriptor = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
    if descriptor < 0 { throw .noTerminal }
    self.input = descriptor
    self.output = descriptor
    self.lang = lang
    self.isDumb = term == nil || term == "" || term == "dumb"
    self.isOurs = true
  }

  deinit {
    if isOurs { close(input) }
  }

  /// Shows a line of text, control characters made visible.
  public func say(_ text: String) throws(TerminalError) {
    try write(printable(text, keeping: .lines) + "\n")
  }

  func write(_ text: String) throws(TerminalError) {
    try writeAll(Array(text.utf8), to: output)
  }

  var size: WindowSize { WindowSize(of: output) }
}
