import TestSupport
import TestTerminal
import Testing

@Suite("Colour")
struct ColourTests {
  @Test("is for terminals: a pipe gets none, whatever TERM says")
  func pipes() throws {
    try TestOffice.run { office in
      let sato = try Person("sato", of: office).with(["TERM": "xterm-256color", "CLICOLOR_FORCE": "1"])
      let code = try sato.client(named: "山田 太郎")
      let commands = [
        ["client", "list"], ["client", "show", code], ["session", "log"], ["--help"], ["audit", "verify"],
      ]
      for arguments in commands {
        let run = try sato.run(arguments, input: [])
        #expect(!run.outputBytes.contains(0x1B) && !run.errorBytes.contains(0x1B), "\(arguments)")
        #expect(!(run.outputBytes + run.errorBytes).isEmpty)
      }
    }
  }

  @Test("is shown at a terminal, unless the person said no or the terminal cannot")
  func terminals() throws {
    try TestOffice.run { office in
      let sato = try Person("sato", of: office)
      _ = try sato.client(named: "山田 太郎")
      let none: String? = nil
      let cases: [([String: String?], Bool)] = [
        ([:], true), (["NO_COLOR": "1"], false), (["TERM": "dumb"], false), (["TERM": none], false),
      ]
      for (changes, isColoured) in cases {
        let sitting = try Sitting(["client", "list"], environment: sato.with(changes).environment)
        #expect(sitting.finish() == .status(0))
        #expect(sitting.text.contains("\u{1B}[") == isColoured, "\(changes)")
        #expect(sitting.screen.mainLines.joined().contains("山田"))
      }
    }
  }
}
