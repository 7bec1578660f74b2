import Glibc
import Paper
import TestTerminal
import Testing

@testable import Terminal

extension AtATerminal {
  @Suite("Sensitive text", .serialized)
  struct SensitiveText {
    private let note = (1...30).map { "記録\($0)行目" }.joined(separator: "\n")

    @Test("is on the alternate screen only, and gone when it is closed")
    func gone() throws {
      let pty = try Pty()
      let before = pty.modes
      let tty = pty.tty()
      let person = Person(at: pty, [("閉じる", .type("q"))])
      try tty.say("前")
      #expect(try AlternateScreen.show(note, title: "山田さん", on: tty, idle: .seconds(600)) == .closed)
      let seen = person.seen(after: pty)
      #expect(pty.modes == before)
      let inside = person.screens()[0]
      #expect(inside.isAlternate)
      #expect(inside.alternateLines.prefix(3) == ["山田さん", "記録1行目", "記録2行目"])
      #expect(inside.alternateLines.count == 10)
      let after = Screen(seen)
      #expect(!after.isAlternate && after.mainLines == ["前"])
      #expect(after.alternateLines == [])
      #expect(seen.hasSuffix("\u{1B}[?25h\u{1B}[?1049l"))
      let before1049 = seen.split(separator: "\u{1B}[?1049h")[0]
      let outside = before1049 + (seen.split(separator: "\u{1B}[?1049l").dropFirst().first ?? "")
      #expect(!outside.contains("記録") && !outside.contains("山田"))
    }

    @Test("turns its pages with the keys of a pager and stays within its ends")
    func pages() throws {
      let pty = try Pty()
      let person = Person(
        at: pty,
        [
          ("8/30行", .type(" ")), ("16/30行", .type("j")), ("17/30行", .type("\u{1B}[A")), ("16/30行", .type("b")),
          ("8/30行", .type("k")), ("8/30行", .type("G")), ("30/30行", .type("　")), ("30/30行", .type("\u{1B}")),
        ])
      #expect(try AlternateScreen.show(note, title: "", on: pty.tty(), idle: .seconds(600)) == .closed)
      _ = person.seen(after: pty)
      #expect(person.screens().count == 9)
      #expect(person.screens()[6].alternateLines[1] == "記録23行目")
    }

    @Test("wraps anew when the terminal changes its size")
    func resized() throws {
      let pty = try Pty(columns: 40, rows: 6)
      let person = Person(
        at: pty, [("1/1行", .resize(11, 6)), ("今日は玄関\r\nまで出て", .type("q"))])
      #expect(try AlternateScreen.show("今日は玄関まで出て", title: "", on: pty.tty(), idle: .seconds(600)) == .closed)
      _ = person.seen(after: pty)
    }

    @Test(
      "shows what was wrapped for it line by line as it is, whatever mark comes at a line's end", arguments: 39...46)
    func wrapped(columns: UInt16) throws {
      let pty = try Pty(columns: columns, rows: 40)
      let width = try #require(Console(output: pty.slave).screenWidth)
      for mark in "、。・：？！ー）」』】っゃァッ％…〜（「『【￥" {
        let words = String(repeating: "あ", count: Int(columns) / 2 - 2) + "\(mark)いろはにほへとちりぬるを" + "わかよたれそつねならむ"
        var document = Document(title: "記録", lang: .ja)
        document.notes([words])
        document.box(Box("box", label: "内容", text: words))
        let text = text(document, width: width)
        let pager = Pager(text, size: WindowSize(of: pty.slave))
        #expect(pager.page.joined(separator: "\n") == text, "\(mark)")
      }
    }

    @Test("closes by itself when nobody presses a key")
    func idle() throws {
      let pty = try Pty()
      let person = Person(at: pty, [])
      #expect(try AlternateScreen.show(note, title: "", on: pty.tty(), idle: .milliseconds(20)) == .idle)
      let after = Screen(person.seen(after: pty))
      #expect(!after.isAlternate && after.mainLines == [] && after.alternateLines == [])
    }

    @Test("is gone after Ctrl-C too")
    func cancelled() throws {
      let pty = try Pty()
      let before = pty.modes
      let tty = pty.tty()
      let person = Person(at: pty, [("閉じる", .type("\u{3}"))])
      #expect(throws: TerminalError.cancelled) {
        try AlternateScreen.show(note, title: "", on: tty, idle: .seconds(600))
      }
      #expect(!Screen(person.seen(after: pty)).isAlternate)
      #expect(pty.modes == before)
    }

    @Test("is not shown at all where it could not be taken away")
    func dumb() throws {
      let pty = try Pty()
      let tty = pty.tty(term: "dumb")
      let person = Person(at: pty, [])
      #expect(throws: TerminalError.noAlternateScreen) {
        try AlternateScreen.show(note, title: "", on: tty, idle: .seconds(600))
      }
      #expect(person.seen(after: pty) == "")
    }

    @Test("shows an escape sequence that somebody wrote, and does not send it")
    func controls() throws {
      let pty = try Pty()
      let person = Person(at: pty, [("閉じる", .type("q"))])
      _ = try AlternateScreen.show("a\u{1B}[?1049lb\u{9B}", title: "\u{1B}[2J", on: pty.tty(), idle: .seconds(600))
      let seen = person.seen(after: pty)
      #expect(seen.contains("a␛[?1049lb\\u{9B}") && seen.contains("␛[2J"))
      #expect(seen.split(separator: "\u{1B}[?1049l", omittingEmptySubsequences: false).count == 2)
    }
  }
}
