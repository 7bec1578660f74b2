/// Why a terminal gave no answer.
public enum TerminalError: Error, Equatable {
  /// The person pressed Ctrl-C, or a signal ended the question.
  case cancelled
  /// The process has no terminal to ask at.
  case noTerminal
  /// The terminal has no alternate screen, so sensitive text could not be taken away again.
  case noAlternateScreen
  /// The terminal went away while it was asked.
  case hungUp
  /// Nobody reads the output any more (`ippo … | head`).
  case closedPipe
  /// The system refused a call; the number is its `errno`.
  case system(Int32)
}
