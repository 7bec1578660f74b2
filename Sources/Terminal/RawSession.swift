import Glibc

/// What happens while a terminal is read.
enum TerminalEvent: Equatable {
  case key(Key)
  /// The terminal has another size, or the process went on after a stop: draw everything anew.
  case redraw
  /// The deadline passed without a key.
  case late
}

/// A moment of the clock that also runs while the computer sleeps: a note left open on a laptop whose lid was closed is
/// past its time when the lid opens.
struct Deadline {
  private let moment: Int64

  init(after duration: Duration) { moment = Self.now + Self.milliseconds(duration) }

  /// The milliseconds that remain, 0 when it passed.
  var remaining: Int64 { max(0, moment - Self.now) }

  private static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_BOOTTIME, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }

  private static func milliseconds(_ duration: Duration) -> Int64 {
    duration.components.seconds * 1000 + duration.components.attoseconds / 1_000_000_000_000_000
  }
}

/// A terminal in raw mode, key by key and without echo, from its making to `close()`.
///
/// Ctrl-C and Ctrl-Z arrive as keys. A signal that ends the process puts the terminal back first and is then raised again;
/// a stop puts it back and takes it again afterwards.
final class RawSession {
  private let tty: Tty
  private let relay: SignalRelay
  private var found: termios
  private let entering: String
  private let leaving: String
  private var isRaw = false

  /// Enters raw mode. `entering` and `leaving` are the escape sequences that go with it, each time.
  init(_ tty: Tty, entering: String, leaving: String) throws(TerminalError) {
    self.tty = tty
    self.entering = entering
    self.leaving = leaving
    found = termios()
    if tcgetattr(tty.input, &found) != 0 { throw errno == EIO ? .hungUp : .noTerminal }
    relay = try SignalRelay()
    try enter()
  }

  /// Puts the terminal back and gives the signals back; doing it twice is harmless.
  func close() {
    leave()
    relay.stop()
  }

  /// Waits for what happens next.
  func next(before deadline: Deadline? = nil) throws(TerminalError) -> TerminalEvent {
    while true {
      if let signal = relay.next() {
        if try handle(signal) { return .redraw }
        continue
      }
      if let key = tty.decoder.next() {
        if key != .control("z") { return .key(key) }
        try suspend()
        return .redraw
      }
      if let deadline, deadline.remaining == 0 { return .late }
      switch try wait(deadline) {
      case .bytes(let bytes): tty.decoder.add(bytes)
      case .silence:
        if let key = tty.decoder.next(isLast: true) { return .key(key) }
      case .signal: continue
      }
    }
  }

  private enum Arrival {
    case bytes(ArraySlice<UInt8>)
    case signal, silence
  }

  /// Waits for bytes, a signal or a moment of silence: 50 ms after an ESC whose rest may come, else 5 s at most, as
  /// poll's own clock stands still while the computer sleeps.
  private func wait(_ deadline: Deadline?) throws(TerminalError) -> Arrival {
    let longest: Int64 = tty.decoder.isInEscape ? 50 : 5000
    var ends = [
      pollfd(fd: tty.input, events: Int16(POLLIN), revents: 0),
      pollfd(fd: relay.descriptor, events: Int16(POLLIN), revents: 0),
    ]
    let ready = poll(&ends, 2, Int32(min(longest, deadline?.remaining ?? longest)))
    if ready < 0 {
      if errno == EINTR { return .signal }
      throw .system(errno)
    }
    if ends[1].revents != 0 { return .signal }
    if ends[0].revents == 0 { return .silence }
    var buffer = [UInt8](repeating: 0, count: 1024)
    let count = read(tty.input, &buffer, buffer.count)
    if count > 0 { return .bytes(buffer[..<count]) }
    if count < 0 && (errno == EINTR || errno == EAGAIN) { return .signal }
    throw .hungUp
  }

  /// Whether the screen is to be drawn anew; a signal that ends the process does not come back from here.
  private func handle(_ signal: Int32) throws(TerminalError) -> Bool {
    switch signal {
    case SIGWINCH: return true
    case SIGTSTP: try suspend()
    case SIGCONT: try enter()
    default:
      close()
      SignalRelay.raiseHere(signal)
      throw .cancelled
    }
    return true
  }

  private func suspend() throws(TerminalError) {
    leave()
    relay.suspend()
    try enter()
  }

  private func enter() throws(TerminalError) {
    var raw = found
    // ICRNL is off, so that Enter is CR and a pasted LF can be told from it; on output a line end returns the carriage.
    raw.c_oflag |= tcflag_t(OPOST | ONLCR)
    raw.c_iflag &= ~tcflag_t(BRKINT | ICRNL | INLCR | IGNCR | INPCK | ISTRIP | IXON)
    raw.c_lflag &= ~tcflag_t(ECHO | ECHONL | ICANON | IEXTEN | ISIG)
    raw.c_cc.6 = 1  // VMIN
    raw.c_cc.5 = 0  // VTIME
    isRaw = true
    if let failure = failureSetting(raw) { throw failure }
    try tty.write(entering)
  }

  /// Leaves as well as it can: a terminal that is gone needs nothing put back, and there is nobody to tell.
  private func leave() {
    if !isRaw { return }
    isRaw = false
    _ = failureWriting(Array(leaving.utf8), to: tty.output)
    _ = failureSetting(found)
  }

  private func failureSetting(_ mode: termios) -> TerminalError? {
    var mode = mode
    while tcsetattr(tty.input, TCSANOW, &mode) != 0 {
      if errno != EINTR { return errno == EIO ? .hungUp : .system(errno) }
    }
    return nil
  }

  deinit { close() }
}
