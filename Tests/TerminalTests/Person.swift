import Glibc
import Paper
import Synchronization
import TestTerminal

@testable import Terminal

/// What the person at the master does next.
enum Move: Sendable {
  case type(String)
  case bytes([UInt8])
  /// Sends a signal to the process that wrote its number as `pid=…;`, or to this one.
  case signal(Int32)
  case resize(UInt16, UInt16)
  /// The same, once the process has read all that was typed.
  case resizeOnceRead(UInt16, UInt16)
  /// Sends SIGCONT until what is awaited next appears.
  case wakeUntilNext
}

/// The person at the master: waits for a text, makes a move, and so on, keeping all that the terminal was sent.
///
/// Runs on a thread of its own, because the questions block. It gives up after 5 seconds without a byte, so that a
/// question that hangs is a failed test.
final class Person: Sendable {
  /// What was seen, what of the script is left, and the end.
  private struct State {
    var seen: [UInt8] = []
    var marks: [Int] = []
    var isDone = false
  }

  private let master: Int32
  private let slave: Int32
  private let script: [(wait: String, move: Move)]
  private let state = Mutex(State())

  init(at pty: Pty, _ script: [(wait: String, move: Move)]) {
    master = pty.master
    slave = pty.slave
    self.script = script + [(wait: Self.farewell, move: .type(""))]
    var thread = pthread_t()
    let box = Unmanaged.passRetained(self)
    pthread_create(
      &thread, nil,
      { pointer in
        if let pointer { Unmanaged<Person>.fromOpaque(pointer).takeRetainedValue().play() }
        return nil
      }, box.toOpaque())
    pthread_detach(thread)
  }

  static let farewell = "<end of the test>"

  /// Everything the terminal was sent, once the script is played.
  func seen(after pty: Pty) -> String {
    _ = failureWriting(Array(Self.farewell.utf8), to: pty.slave)
    while !state.withLock(\.isDone) { sched_yield() }
    let text = String(decoding: state.withLock(\.seen), as: UTF8.self)
    return String(text.replacing(Self.farewell, with: ""))
  }

  /// How much had been sent at each move, as screens.
  func screens(columns: Int = 40, rows: Int = 10) -> [Screen] {
    state.withLock { state in
      state.marks.map { Screen(String(decoding: state.seen[..<$0], as: UTF8.self), columns: columns, rows: rows) }
    }
  }

  private func play() {
    defer { state.withLock { $0.isDone = true } }
    var from = 0
    var isWaking = false
    for step in script {
      guard let end = awaited(step.wait, from: from, isWaking: isWaking) else { return giveUp() }
      from = end
      isWaking = false
      state.withLock { $0.marks.append(end) }
      switch step.move {
      case .type(let text): _ = failureWriting(Array(text.utf8), to: master)
      case .bytes(let bytes): _ = failureWriting(bytes, to: master)
      case .signal(let number): kill(process, number)
      case .resize(let columns, let rows):
        Pty.resize(master, columns: columns, rows: rows)
        kill(process, SIGWINCH)
      case .resizeOnceRead(let columns, let rows):
        var unread: Int32 = 1
        while unread > 0 && ioctl(slave, UInt(FIONREAD), &unread) == 0 { sched_yield() }
        Pty.resize(master, columns: columns, rows: rows)
        kill(process, SIGWINCH)
      case .wakeUntilNext: isWaking = true
      }
    }
  }

  /// Where the text ends that the terminal was sent after `from`, nil when it does not come.
  private func awaited(_ text: String, from: Int, isWaking: Bool) -> Int? {
    while true {
      let end = state.withLock { state in
        text.isEmpty ? from : state.seen[from...].firstRange(of: Array(text.utf8))?.upperBound
      }
      if let end { return end }
      if !receive(isWaking: isWaking) { return nil }
    }
  }

  /// Ends the question that did not go as the script says, so that its test fails instead of hanging.
  private func giveUp() {
    if process == getpid() { _ = failureWriting([0x03, 0x03, 0x03], to: master) } else { kill(process, SIGKILL) }
  }

  private func receive(isWaking: Bool) -> Bool {
    var ready = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    let count = poll(&ready, 1, isWaking ? 20 : 5_000)
    if count == 0 && isWaking {
      kill(process, SIGCONT)
      return true
    }
    var buffer = [UInt8](repeating: 0, count: 4096)
    let got = count == 1 ? read(master, &buffer, buffer.count) : 0
    if got <= 0 { return false }
    state.withLock { $0.seen += buffer[..<got] }
    return true
  }

  private var process: pid_t {
    let seen = String(decoding: state.withLock(\.seen), as: UTF8.self)
    guard let mark = seen.firstRange(of: "pid="), let end = seen[mark.upperBound...].firstIndex(of: ";") else {
      return getpid()
    }
    return pid_t(seen[mark.upperBound..<end]) ?? getpid()
  }
}
