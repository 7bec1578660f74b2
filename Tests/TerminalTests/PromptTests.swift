import Glibc
import Paper
import TestTerminal
import Testing

@testable import Terminal

/// One terminal at a time: the signals of a process are its own, whoever listens.
@Suite("At a real terminal", .serialized)
struct AtATerminal {
  @Suite("A question", .serialized)
  struct Questions {
    @Test("takes kanji, and a backspace takes one whole character off the line")
    func kanji() throws {
      let pty = try Pty()
      let before = pty.modes
      let person = Person(
        at: pty,
        [
          ("氏名: \r\u{1B}[6C", .type("山田花子")), ("\r\u{1B}[14C", .type("\u{7F}\u{8}")),
          ("\r\u{1B}[10C", .type("太郎\r")),
        ])
      let answer = try pty.tty().ask("氏名: ")
      _ = person.seen(after: pty)
      #expect(answer == "山田太郎")
      #expect(pty.modes == before)
      let screens = person.screens()
      #expect(screens.map(\.mainLines) == [["氏名:"], ["氏名: 山田花子"], ["氏名: 山田"], ["氏名: 山田太郎", Person.farewell]])
      #expect(screens.map(\.column).prefix(3) == [6, 14, 10])
    }

    @Test("takes a combining mark and an emoji family as the one character they are")
    func clusters() throws {
      #expect(try typed("か\u{3099}\u{7F}👩‍👩‍👧\u{7F}x\r") == "x")
      #expect(try typed("か\u{3099}\r") == "か\u{3099}")
    }

    @Test(
      "knows the keys of a line editor",
      arguments: [
        ("bc\u{1B}[Ha\r", "abc"), ("ac\u{1B}[Db\r", "abc"), ("ab\u{1B}OH\u{1B}[3~\r", "b"),
        ("ab\u{1}x\u{5}y\r", "xaby"),
        ("一歩　二歩\u{17}\r", "一歩　"), ("abc\u{15}d\r", "d"), ("abc\u{1B}[D\u{15}\r", "c"), ("ab\u{1}\u{B}c\r", "c"),
        ("ab\u{1B}[D\u{4}\r", "a"), ("\u{7F}\u{1B}[D\u{1B}[Ca\r", "a"), ("a\u{1B}[1;5Pb\u{1B}[A\r", "ab"),
        ("a\u{1B}xb\r", "ab"),
      ])
    func keys(bytes: String, answer: String) throws {
      #expect(try typed(bytes) == answer)
    }

    @Test("drops bytes that are no UTF-8 and control characters, and keeps what is around them")
    func badBytes() throws {
      #expect(try typed([0x61, 0xFF, 0xE5, 0xB1, 0x62, 0xC2, 0x9B, 0x00, 0x1F, 0xED, 0xA0, 0x80, 0x63, 0x0D]) == "abc")
    }

    @Test("puts a kanji together that arrives byte by byte")
    func torn() throws {
      let pty = try Pty()
      let person = Person(at: pty, [("? ", .bytes([0x78, 0xE5])), ("x", .bytes([0xB1])), ("", .bytes([0xB1, 0x0D]))])
      #expect(try pty.tty().ask("? ") == "x山")
      _ = person.seen(after: pty)
    }

    @Test("takes a paste as text: a line end in it answers nothing")
    func paste() throws {
      #expect(try typed("\u{1B}[200~一行目\r\n二行目\t\u{3}\u{1B}[A\u{1B}[201~。\r") == "一行目 二行目 。")
    }

    @Test("wraps a long answer over rows, and draws it right when the cursor goes back into it")
    func longAnswer() throws {
      let pty = try Pty(columns: 20, rows: 6)
      let person = Person(
        at: pty, [("記録: ", .type("今日は玄関まで出て挨拶ができた")), ("できた", .type("\u{1B}[H次\u{1B}[F。")), ("。\r", .type("\r"))])
      #expect(try pty.tty().ask("記録: ") == "次今日は玄関まで出て挨拶ができた。")
      _ = person.seen(after: pty)
      let last = person.screens(columns: 20, rows: 6).last
      #expect(last?.mainLines == ["記録: 次今日は玄関", "まで出て挨拶ができ", "た。", Person.farewell])
    }

    @Test("draws itself anew when the terminal changes its size")
    func resized() throws {
      let pty = try Pty(columns: 40)
      let person = Person(
        at: pty, [("? ", .type("今日は玄関まで出て")), ("出て", .resize(12, 10)), ("で出て", .type("\r"))])
      #expect(try pty.tty().ask("? ") == "今日は玄関まで出て")
      let seen = person.seen(after: pty)
      #expect(seen.contains("? 今日は玄\r\n関まで出て"))
    }

    @Test("ends with nothing on Ctrl-D, and only on an empty line")
    func endOfInput() throws {
      #expect(try typed("\u{4}") == nil)
      #expect(try typed("a\u{4}\r") == "a")
    }

    @Test("is cancelled by Ctrl-C with the terminal as it was")
    func cancelled() throws {
      let pty = try Pty()
      let before = pty.modes
      let person = Person(at: pty, [("? ", .type("ab\u{3}"))])
      let tty = pty.tty()
      #expect(throws: TerminalError.cancelled) { try tty.ask("? ") }
      let seen = person.seen(after: pty)
      #expect(pty.modes == before)
      #expect(seen.contains("\u{1B}[?2004h") && seen.hasSuffix("\u{1B}[?2004l"))
    }

    @Test("is in raw mode while it waits, so the terminal itself echoes nothing")
    func raw() throws {
      let pty = try Pty()
      let session = try RawSession(pty.tty(), entering: "", leaving: "")
      #expect(pty.modes[2] & UInt32(ECHO | ICANON | ISIG) == 0)
      session.close()
      #expect(pty.modes[2] & UInt32(ECHO | ICANON | ISIG) == UInt32(ECHO | ICANON | ISIG))
    }

    @Test("never shows or counts a secret, not when it draws itself anew either")
    func secret() throws {
      let pty = try Pty()
      let person = Person(
        at: pty,
        [
          ("\r\u{1B}[8C", .type("ひみつ")), ("", .resizeOnceRead(39, 10)), ("\r\u{1B}[8C", .type("x\u{7F}9\r")),
        ])
      #expect(try pty.tty().askSecret("合言葉: ") == "ひみつ9")
      let seen = person.seen(after: pty)
      #expect(!seen.contains("ひ") && !seen.contains("9") && !seen.contains("*"))
      #expect(Screen(seen).mainLines == ["合言葉:"])
    }

    @Test("says that the terminal went away when it does")
    func hungUp() throws {
      let pty = try Pty()
      let other = try Pty()
      let tty = Tty(input: pty.slave, output: other.slave, lang: .ja)
      pty.hangUp()
      #expect(throws: TerminalError.hungUp) { try tty.ask("? ") }
    }

    @Test("keeps what was typed ahead for the question that comes next")
    func typedAhead() throws {
      let pty = try Pty()
      let person = Person(at: pty, [("一? ", .type("a\rb\r"))])
      let tty = pty.tty()
      #expect(try tty.ask("一? ") == "a")
      #expect(try tty.ask("二? ") == "b")
      _ = person.seen(after: pty)
    }

    @Test("shows control characters of its own prompt instead of sending them")
    func evilPrompt() throws {
      let pty = try Pty()
      let person = Person(at: pty, [("? ", .type("\r"))])
      _ = try pty.tty().ask("\u{1B}]0;x\u{7}? ")
      #expect(person.seen(after: pty).contains("␛]0;x␇? "))
    }

    private func typed(_ text: String) throws -> String? { try typed(Array(text.utf8)) }

    private func typed(_ bytes: [UInt8]) throws -> String? {
      let pty = try Pty()
      let person = Person(at: pty, [("? ", .bytes(bytes))])
      let answer = try pty.tty().ask("? ")
      _ = person.seen(after: pty)
      return answer
    }
  }

  @Suite("Other questions", .serialized)
  struct OtherQuestions {
    @Test(
      "yes and no are understood in either language, any width and case",
      arguments: [
        ("はい", true), ("ハイ", true), ("Ｙ", true), ("ＹＥＳ　", true), ("y", true), ("ｎｏ", false), ("いいえ", false),
        ("No", false),
      ])
    func yesAndNo(answer: String, meant: Bool) throws {
      let pty = try Pty()
      let person = Person(at: pty, [(") ", .type("たぶん\r")), ("答えてください", .type("\(answer)\r"))])
      #expect(try pty.tty().confirm("保存しますか") == meant)
      _ = person.seen(after: pty)
    }

    @Test("Enter alone is the default, and no answer where there is no default")
    func fallback() throws {
      let pty = try Pty()
      let person = Person(
        at: pty,
        [
          ("[はい]", .type("\r")), ("[いいえ]", .type("\r")), ("(はい/いいえ)", .type("\r")), ("答えて", .type("y\r")),
        ])
      let tty = pty.tty()
      #expect(try tty.confirm("一", default: true))
      #expect(try !tty.confirm("二", default: false))
      #expect(try tty.confirm("三"))
      _ = person.seen(after: pty)
    }

    @Test("a choice is made by number, code or label, in full width too; anything else is asked again")
    func choices() throws {
      let choices = [
        Choice(code: "phone", label: "電話"), Choice(code: "line", label: "LINE"), Choice(code: "30s", label: "30代"),
      ]
      let pty = try Pty()
      let person = Person(at: pty, [("経路", .type("４\r")), ("番号かコード", .type("０\r")), ("番号かコード", .type("２\r"))])
      #expect(try pty.tty().choose("経路:", choices) == "line")
      let seen = person.seen(after: pty)
      #expect(seen.contains("  1  電話  (phone)\r\n  2  LINE  (line)\r\n"))
      #expect(chosen("ＰＨＯＮＥ", from: choices) == "phone")
      #expect(chosen("電話", from: choices) == "phone")
      #expect(chosen("30S", from: choices) == "30s")
      #expect(chosen("", from: choices) == nil)
      #expect(chosen("-1", from: choices) == nil)
    }

    @Test("prose ends with a full stop on its own, as an input method types it, and keeps its lines")
    func prose() throws {
      #expect(try prose("玄関で挨拶。\r\r次回は庭。\r.\r") == "玄関で挨拶。\n\n次回は庭。")
      #expect(try prose("一\r。\r") == "一")
      #expect(try prose("一\r\u{4}") == "一")
      #expect(try prose(".\r") == nil)
    }

    @Test("a pasted full stop ends nothing")
    func pastedProse() throws {
      #expect(try prose("\u{1B}[200~一\r\n.\r\n二\u{1B}[201~\r.\r") == "一\n.\n二")
    }

    @Test("Ctrl-C gives the prose up")
    func givenUp() throws {
      #expect(throws: TerminalError.cancelled) { try prose("一\r二\u{3}") }
    }

    private func prose(_ text: String) throws -> String? {
      let pty = try Pty()
      let person = Person(at: pty, [("| ", .type(text))])
      defer { _ = person.seen(after: pty) }
      return try pty.tty().askProse("記録")
    }
  }
}
