/// Sensitive text on the terminal's second screen, which has no history and is gone afterwards.
public enum AlternateScreen {
  /// Why the text went away.
  public enum Ending: Sendable, Equatable {
    case closed
    /// Nobody pressed a key for the time given.
    case idle
  }

  /// Columns that stay free at the right: some terminals begin a new row as soon as the last one is full.
  static let margin = 1

  /// Shows the text page by page until the person closes it (q, Escape) or presses no key for `idle`. It wraps anew when
  /// the terminal's size changes; it is gone while the process is stopped (Ctrl-Z). Ctrl-C throws `.cancelled`. A terminal
  /// without such a screen throws `.noAlternateScreen` and shows nothing.
  public static func show(
    _ text: String, title: String, on tty: Tty, idle: Duration
  ) throws(TerminalError) -> Ending {
    if tty.isDumb { throw .noAlternateScreen }
    // Erased from the top left to the end: some terminals push what "erase all" takes away into their history.
    let session = try RawSession(
      tty, entering: "\u{1B}[?1049h\u{1B}[?25l\u{1B}[H\u{1B}[J", leaving: "\u{1B}[H\u{1B}[J\u{1B}[?25h\u{1B}[?1049l")
    defer { session.close() }
    var pager = Pager(text, size: tty.size)
    var deadline = Deadline(after: idle)
    while true {
      try tty.write(pager.drawing(title: title, lang: tty.lang))
      switch try session.next(before: deadline) {
      case .late: return .idle
      case .redraw: pager.resize(to: tty.size)
      case .key(.control("c")): throw .cancelled
      case .key(.text("q")), .key(.text("Q")), .key(.text("ｑ")), .key(.escape): return .closed
      case .key(let key):
        deadline = Deadline(after: idle)
        pager.apply(key)
      }
    }
  }
}
