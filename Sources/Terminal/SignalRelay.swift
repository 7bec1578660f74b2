import Glibc
import Synchronization

/// The pipe that the handler writes to, −1 while nobody listens.
private let relayPipe = Atomic<Int32>(-1)

/// Passes the signal's number on; async-signal-safe: an atomic load and a write.
private func relay(_ number: Int32) {
  let kept = errno
  var byte = UInt8(truncatingIfNeeded: number)
  let descriptor = relayPipe.load(ordering: .relaxed)
  if descriptor >= 0 { _ = write(descriptor, &byte, 1) }
  errno = kept
}

/// Turns signals into bytes on a pipe while a terminal is in raw mode, so that whoever reads the terminal can put it back
/// before the signal does its work.
///
/// One at a time in a process: a second relay that starts beside the first hears nothing.
final class SignalRelay {
  /// Readable when a signal came; −1 for a relay that hears nothing.
  let descriptor: Int32
  private let writer: Int32
  private var previous: [(number: Int32, action: sigaction)] = []
  private static let ending = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]
  private static let others = [SIGTSTP, SIGCONT, SIGWINCH]

  init() throws(TerminalError) {
    var ends: [Int32] = [-1, -1]
    if pipe(&ends) != 0 { throw .system(errno) }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    let isFirst = relayPipe.compareExchange(expected: -1, desired: ends[1], ordering: .acquiringAndReleasing).exchanged
    if !isFirst {
      for end in ends { close(end) }
      descriptor = -1
      writer = -1
      return
    }
    descriptor = ends[0]
    writer = ends[1]
    for number in Self.ending + Self.others {
      var old = sigaction()
      _ = sigaction(number, nil, &old)
      // Whoever started us with nohup means it.
      if Self.ending.contains(number) && Self.isIgnored(old) { continue }
      previous.append((number, old))
      listen(to: number)
    }
  }

  /// The next signal that came, nil when there is none.
  func next() -> Int32? {
    var byte: UInt8 = 0
    return read(descriptor, &byte, 1) == 1 ? Int32(byte) : nil
  }

  /// Gives the signals back to whoever had them; doing it twice is harmless.
  func stop() {
    if descriptor < 0 || previous.isEmpty { return }
    for (number, action) in previous {
      var action = action
      _ = sigaction(number, &action, nil)
    }
    previous = []
    relayPipe.store(-1, ordering: .releasing)
    close(descriptor)
    close(writer)
  }

  /// Stops the process as Ctrl-Z does; returns when it goes on.
  func suspend() {
    guard var (_, action) = previous.first(where: { $0.number == SIGTSTP }) else { return }
    _ = sigaction(SIGTSTP, &action, nil)
    Self.raiseHere(SIGTSTP)
    listen(to: SIGTSTP)
  }

  /// Raises a signal so that it has worked when this returns, even on a thread that blocks signals, as the threads of a
  /// dispatch queue do.
  static func raiseHere(_ number: Int32) {
    var only = sigset_t()
    var before = sigset_t()
    sigemptyset(&only)
    sigaddset(&only, number)
    pthread_sigmask(SIG_UNBLOCK, &only, &before)
    raise(number)
    pthread_sigmask(SIG_SETMASK, &before, nil)
  }

  private func listen(to number: Int32) {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = relay
    action.sa_flags = SA_RESTART
    _ = sigaction(number, &action, nil)
  }

  private static func isIgnored(_ action: sigaction) -> Bool {
    unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  deinit { stop() }
}
