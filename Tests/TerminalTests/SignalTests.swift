import Glibc
import Paper
import TestTerminal
import Testing

@testable import Terminal

extension AtATerminal {
  @Suite("A signal", .serialized)
  struct Signals {
    @Test("ends the process that asks, after the terminal is put back")
    func endsAQuestion() async throws {
      for number in [SIGINT, SIGTERM, SIGHUP, SIGQUIT] {
        let pty = try Pty()
        let before = pty.modes
        let person = Person(at: pty, [("? ", .signal(number))])
        let path = pty.path
        await #expect(processExitsWith: .signal(number)) { [path = path as String, number = number as Int32] in
          signal(number, SIG_DFL)
          let tty = try Child.tty(path)
          _ = try tty.askSecret("? ")
        }
        let seen = person.seen(after: pty)
        #expect(pty.modes == before, "signal \(number)")
        #expect(seen.hasSuffix("\u{1B}[?2004l"), "signal \(number)")
      }
    }

    @Test("takes sensitive text off the screen before it ends the process")
    func endsAScreen() async throws {
      let pty = try Pty()
      let before = pty.modes
      let person = Person(at: pty, [("閉じる", .signal(SIGTERM))])
      await #expect(processExitsWith: .signal(SIGTERM)) { [path = pty.path as String] in
        let tty = try Child.tty(path)
        _ = try AlternateScreen.show("記録", title: "", on: tty, idle: .seconds(600))
      }
      let after = Screen(person.seen(after: pty))
      #expect(pty.modes == before)
      #expect(!after.isAlternate && after.alternateLines == [])
      #expect(!after.mainLines.joined().contains("記録"))
    }

    @Test("that the process was told to ignore stays ignored")
    func ignored() async throws {
      let pty = try Pty()
      let person = Person(at: pty, [("? ", .signal(SIGHUP)), ("", .type("a\r"))])
      await #expect(processExitsWith: .exitCode(7)) { [path = pty.path as String] in
        signal(SIGHUP, SIG_IGN)
        let tty = try Child.tty(path)
        if try tty.ask("? ") == "a" { exit(7) }
      }
      _ = person.seen(after: pty)
    }

    @Test("that stops the process takes sensitive text away until it goes on", arguments: ["\u{1A}", nil])
    func stops(typed: String?) async throws {
      let pty = try Pty()
      let person = Person(
        at: pty,
        [
          ("閉じる", typed.map { .type($0) } ?? .signal(SIGTSTP)), ("\u{1B}[?1049l", .wakeUntilNext), ("閉じる", .type("q")),
        ])
      await #expect(processExitsWith: .exitCode(7)) { [path = pty.path as String] in
        signal(SIGTSTP, SIG_DFL)
        let tty = try Child.tty(path)
        if try AlternateScreen.show("記録", title: "", on: tty, idle: .seconds(600)) == .closed { exit(7) }
      }
      let seen = person.seen(after: pty)
      let screens = person.screens()
      #expect(screens.map(\.isAlternate) == [true, false, true, false])
      #expect(!screens[1].mainLines.joined().contains("記録"))
      #expect(seen.hasSuffix("\u{1B}[?1049l"))
    }

    @Test("finds the handlers of the program again after a question")
    func handlersComeBack() throws {
      var before = sigaction()
      sigaction(SIGTERM, nil, &before)
      let pty = try Pty()
      let person = Person(at: pty, [("? ", .type("\r"))])
      _ = try pty.tty().ask("? ")
      _ = person.seen(after: pty)
      var after = sigaction()
      sigaction(SIGTERM, nil, &after)
      #expect(
        unsafeBitCast(before.__sigaction_handler.sa_handler, to: Int.self)
          == unsafeBitCast(after.__sigaction_handler.sa_handler, to: Int.self))
    }
  }
}

/// The other process of a test: opens the pty by its path and says who it is.
enum Child {
  static func tty(_ path: String) throws -> Tty {
    let descriptor = open(path, O_RDWR | O_NOCTTY)
    let tty = Tty(input: descriptor, output: descriptor, lang: .ja)
    try tty.say("pid=\(getpid());")
    return tty
  }
}
