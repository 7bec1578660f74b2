public import Glibc

/// The three streams of a process: which of them are terminals, how wide, and writing to them whole.
public struct Console: Sendable {
  public enum Stream: Sendable { case output, error }

  public let input: Int32
  public let output: Int32
  public let error: Int32
  private let columns: Int?
  private let mayColour: Bool

  /// The streams with what the environment says of them: `COLUMNS`, `NO_COLOR` and `TERM`, each nil where it is not set.
  public init(
    input: Int32 = STDIN_FILENO, output: Int32 = STDOUT_FILENO, error: Int32 = STDERR_FILENO,
    columns: String? = nil, noColour: String? = nil, term: String? = nil
  ) {
    self.input = input
    self.output = output
    self.error = error
    self.columns = columns.flatMap { Int($0) }.flatMap { (20...1000).contains($0) ? $0 : nil }
    self.mayColour = (noColour ?? "").isEmpty && term != nil && term != "dumb"
  }

  /// Whether a person may be typing at standard input.
  public var isInputTerminal: Bool { isatty(input) == 1 }

  /// Whether a person may be reading the stream.
  public func isTerminal(_ stream: Stream) -> Bool { isatty(descriptor(stream)) == 1 }

  /// Whether to colour the stream: only at a terminal that can, and never when `NO_COLOR` is set to something.
  public func isColoured(_ stream: Stream) -> Bool { mayColour && isTerminal(stream) }

  /// The columns of the stream's terminal, nil where there is none: `COLUMNS` if it is between 20 and 1000, else what the
  /// terminal says, else 80.
  public func width(_ stream: Stream = .output) -> Int? {
    if !isTerminal(stream) { return nil }
    return columns ?? WindowSize(of: descriptor(stream)).columns
  }

  /// The columns of a text for `AlternateScreen`, which leaves the last one free: what is wrapped to so many it shows as it is.
  public var screenWidth: Int? { width().map { $0 - AlternateScreen.margin } }

  /// Writes every byte; the caller ignores SIGPIPE, so a reader who left is `.closedPipe` and not a death.
  public func write(_ bytes: [UInt8], to stream: Stream) throws(TerminalError) {
    try writeAll(bytes, to: descriptor(stream))
  }

  private func descriptor(_ stream: Stream) -> Int32 {
    switch stream {
    case .output: output
    case .error: error
    }
  }
}

/// The size of a terminal; 80 by 24 where it does not say.
struct WindowSize: Equatable {
  let columns: Int
  let rows: Int

  init(of descriptor: Int32) {
    var size = winsize()
    let isKnown = ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0
    columns = isKnown && size.ws_col > 0 ? Int(size.ws_col) : 80
    rows = isKnown && size.ws_row > 0 ? Int(size.ws_row) : 24
  }
}

/// Writes every byte to the descriptor: goes on after a signal and a partial write, and waits where a descriptor that
/// does not block is full.
func writeAll(_ bytes: [UInt8], to descriptor: Int32) throws(TerminalError) {
  if let failure = failureWriting(bytes, to: descriptor) { throw failure }
}

/// Writes every byte as `writeAll` does and gives what went wrong, for those who cannot stop for it.
func failureWriting(_ bytes: [UInt8], to descriptor: Int32) -> TerminalError? {
  var rest = bytes[...]
  while !rest.isEmpty {
    let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
    if written >= 0 {
      rest = rest.dropFirst(written)
      continue
    }
    switch errno {
    case EINTR: continue
    case EAGAIN:
      var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      if poll(&ready, 1, -1) < 0 && errno != EINTR { return .system(errno) }
    case EPIPE: return .closedPipe
    case EIO: return .hungUp
    case let code: return .system(code)
    }
  }
  return nil
}
