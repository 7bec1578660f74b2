import Glibc
import TestTerminal
import Testing

@testable import Terminal

@Suite("The streams of a process")
struct ConsoleTests {
  @Test("a terminal has a width, a pipe has none even where COLUMNS is set")
  func width() throws {
    let pty = try Pty(columns: 97)
    var ends: [Int32] = [-1, -1]
    #expect(pipe(&ends) == 0)
    defer { ends.forEach { close($0) } }
    #expect(Console(output: pty.slave).width() == 97)
    #expect(Console(output: pty.slave, columns: "50").width() == 50)
    #expect(Console(output: pty.slave, columns: "nonsense").width() == 97)
    #expect(Console(output: pty.slave, columns: "3").width() == 97)
    #expect(Console(output: ends[1], columns: "50").width() == nil)
    pty.resize(columns: 0, rows: 0)
    #expect(Console(output: pty.slave).width() == 80)
  }

  @Test("colour needs a terminal that can and a person who did not say no")
  func colour() throws {
    let pty = try Pty()
    #expect(Console(output: pty.slave, term: "xterm").isColoured(.output))
    #expect(Console(output: pty.slave, noColour: "", term: "xterm").isColoured(.output))
    #expect(!Console(output: pty.slave, noColour: "1", term: "xterm").isColoured(.output))
    #expect(!Console(output: pty.slave, term: "dumb").isColoured(.output))
    #expect(!Console(output: pty.slave, term: nil).isColoured(.output))
    var ends: [Int32] = [-1, -1]
    #expect(pipe(&ends) == 0)
    defer { ends.forEach { close($0) } }
    #expect(!Console(output: ends[1], term: "xterm").isColoured(.output))
  }

  @Test("a pipe smaller than the text gets all of it, though it does not block")
  func partialWrites() throws {
    var ends: [Int32] = [-1, -1]
    #expect(pipe(&ends) == 0)
    let (reader, writer) = (ends[0], ends[1])
    _ = fcntl(writer, F_SETFL, O_NONBLOCK)
    let text = [UInt8]((0..<300_000).map { UInt8(truncatingIfNeeded: $0 % 251) })
    let drain = Drain(reader)
    try Console(output: writer).write(text, to: .output)
    close(writer)
    // Compared before the expectation, which would print the difference of 300,000 bytes.
    let isWhole = drain.bytes == text
    #expect(isWhole)
    close(reader)
  }

  @Test("a reader who left is told as that")
  func closedPipe() async {
    await #expect(processExitsWith: .exitCode(7)) {
      signal(SIGPIPE, SIG_IGN)
      var ends: [Int32] = [-1, -1]
      _ = pipe(&ends)
      close(ends[0])
      do { try Console(output: ends[1]).write([1], to: .output) } catch TerminalError.closedPipe { exit(7) }
    }
  }
}
