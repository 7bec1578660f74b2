import Glibc
import TestTerminal

/// One command run at a real terminal, which is its controlling one, with a person who reads the screen and types.
final class Sitting {
  private let pty: Pty
  private let process: pid_t
  private let size: (columns: Int, rows: Int)
  private let modes: [UInt32]
  private var bytes: [UInt8] = []
  private(set) var ending: Ending?

  init(_ arguments: [String], environment: [String: String], columns: Int = 80, rows: Int = 24) throws {
    size = (columns, rows)
    pty = try Pty(columns: UInt16(columns), rows: UInt16(rows))
    modes = pty.modes
    process = try Program.ippo.start(arguments, environment: environment, terminal: pty.path)
  }

  /// A test that stopped half-way leaves no process behind.
  deinit {
    guard ending == nil else { return }
    kill(process, SIGKILL)
    _ = Run.end(of: process)
  }

  /// What the terminal was sent so far.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// What the person sees now.
  var screen: Screen { Screen(text, columns: size.columns, rows: size.rows) }

  /// What was sent while the main screen was shown: what a scrollback may keep.
  var sentToMainScreen: String {
    var kept = ""
    for (at, part) in text.split(separator: "\u{1B}[?1049h", omittingEmptySubsequences: false).enumerated() {
      if at == 0 {
        kept += part
      } else if let end = part.firstRange(of: "\u{1B}[?1049l") {
        kept += part[end.upperBound...]
      }
    }
    return kept
  }

  /// Whether the terminal is in the modes it was in before the command.
  var isTerminalAsItWas: Bool { pty.modes == modes }

  /// Waits until the screen shows what is hoped for; false when the command ended or the patience did.
  func wait(until isSeen: (Screen) -> Bool) -> Bool {
    let patience = Patience(.seconds(10))
    while true {
      if isSeen(screen) { return true }
      if ending != nil || patience.isOver { return false }
      receive(within: patience.milliseconds(atMost: 20))
    }
  }

  func type(_ keys: String) {
    var rest = Array(keys.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(pty.master, $0.baseAddress, $0.count) }
      if count < 0 && errno != EINTR { return }
      rest = rest.dropFirst(max(0, count))
    }
  }

  /// Waits for the command's end; a command that goes on is ended, which its `ending` then shows.
  func finish() -> Ending {
    let patience = Patience(.seconds(15))
    while ending == nil {
      if patience.isOver { kill(process, SIGKILL) }
      receive(within: patience.milliseconds(atMost: 20))
    }
    return ending ?? .signal(SIGKILL)
  }

  /// Takes what the terminal was sent, and notices the command's end once everything before it is read.
  private func receive(within milliseconds: Int32) {
    var status: Int32 = 0
    let hasEnded = waitpid(process, &status, WNOHANG) == process
    var ready = pollfd(fd: pty.master, events: Int16(POLLIN), revents: 0)
    while poll(&ready, 1, hasEnded ? 0 : milliseconds) == 1 {
      var buffer = [UInt8](repeating: 0, count: 65536)
      let count = read(pty.master, &buffer, buffer.count)
      if count > 0 { bytes += buffer[..<count] }
      if count <= 0 && errno != EINTR || !hasEnded { break }
    }
    if hasEnded { ending = Ending(waitStatus: status) }
  }
}
