import Postgres
import TestSupport
import Testing

@Suite("What a note may be")
struct NoteTests {
  private static let notes = [
    "玄関先で𠮷野家の話。😀👨‍👩‍👧🇯🇵", "か\u{3099}き と がき", "e\u{301} é ｶﾞ Ａ１", "葛\u{E0100}飾区の葛飾",
    "一行目\n\n\tタブ\n最後", "<b>&amp;\"\\\" $1 '; --",
  ]

  @Test("every character comes back as it was written, byte for byte, and stands so in the database")
  func bytes() throws {
    try TestOffice.run { office in
      let sato = try Person("sato", of: office)
      let server = try office.omniscient()
      let code = try sato.client(named: "山田 太郎")
      for note in Self.notes {
        let logged = try sato.run(
          "session", "log", code, "--method", "phone", "--note", "-", "--format", "json", input: note)
        #expect(logged.ending == .status(0), "\(logged.errors)")
        let id = try #require(logged.field("id"))
        let stored: String = try server.one("select body from app.session_note where session_id::text = \(id)")
        #expect(Array(stored.utf8) == Array(note.utf8))
        let shown = try sato.run("session", "show", id, "--format", "json")
        let field = try #require(shown.field("note"))
        let escaped = note.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
          .replacing("\n", with: "\\n").replacing("\t", with: "\\t")
        #expect(Array(field.utf8) == Array(escaped.utf8))
      }
    }
  }

  @Test("an amendment's note may be as long as the first, and one that is too long changes nothing")
  func longAmendment() throws {
    try TestOffice.run { office in
      let sato = try Person("sato", of: office)
      let code = try sato.client(named: "山田 太郎")
      let logged = try sato.run(
        "session", "log", code, "--method", "phone", "--note", "-", "--format", "json", input: "電話")
      let id = try #require(logged.field("id"))
      func amend(_ characters: Int) throws -> Run {
        let note = String(repeating: "記", count: characters)
        return try sato.run(
          "session", "amend", id, "--json", "-", input: "{\"reason\": \"長く\", \"note\": \"\(note)\"}")
      }
      #expect(try amend(100_000).ending == .status(0))
      #expect(try amend(4_000_000).ending != .status(0))
      let stored: String = try office.omniscient().one(
        """
        select string_agg(version || ' ' || octet_length(body), ',' order by version) from app.session_note
        where session_id::text = \(id)
        """)
      #expect(stored == "1 6,2 300000")
    }
  }

  @Test("a megabyte is saved whole")
  func megabyte() throws {
    try TestOffice.run { office in
      let sato = try Person("sato", of: office)
      let code = try sato.client(named: "山田 太郎")
      // 1,048,575 bytes, three a character
      let note = [UInt8](repeatElement(Array("記".utf8), count: 349_525).joined())
      let run = try sato.run(["session", "log", code, "--method", "office", "--note", "-"], input: note)
      #expect(run.ending == .status(0), "\(run.errors)")
      let stored: Int = try office.omniscient().one("select sum(octet_length(body)) from app.session_note")
      #expect(stored == 1_048_575)
    }
  }

  @Test("twenty megabytes are refused before anything is sent, and before all of them are read")
  func tooLarge() throws {
    try TestOffice.run { office in
      // a server that cannot be reached: whoever had asked it would say so, with another status
      let sato = try Person("sato", of: office).with(["PGHOST": "/nonexistent"])
      let run = try sato.run(
        ["session", "log", "C-2345", "--method", "office", "--note", "-"],
        input: [UInt8](repeating: UInt8(ascii: "a"), count: 20_000_000))
      #expect(run.ending == .status(4))
      #expect(run.errors == "大きすぎます(10485760バイトまで)。何も送っていません。\n")
      #expect(run.leftInputUnread)
    }
  }

  private static let refusals: [(bytes: [UInt8], words: String)] = [
    ([0x61, 0x1B, 0x5B, 0x32, 0x4A], "制御文字 U+001B があります(1バイト目)。"),
    ([0x61, 0x00], "制御文字 U+0000 があります(1バイト目)。"),
    ([0xE2, 0x80, 0xAE, 0x61], "制御文字 U+202E があります(0バイト目)。"),
    ([0x61, 0x0D, 0x62], "制御文字 U+000D があります(1バイト目)。"),
    ([0xE5, 0xB1], "UTF-8 ではありません(0バイト目)。"),
    ([0xFF, 0xFE, 0x61, 0x00], "UTF-8 ではありません(0バイト目)。"),
    ([], "記録の本文が空です。"),
    ([0x20, 0xE3, 0x80, 0x80, 0x0A], "記録の本文が空です。"),
  ]

  @Test("control characters, hidden directions, blanks alone and what is no text are refused, and nothing is saved")
  func refused() throws {
    try TestOffice.run { office in
      let sato = try Person("sato", of: office)
      let code = try sato.client(named: "山田 太郎")
      for (bytes, words) in Self.refusals {
        let run = try sato.run(["session", "log", code, "--method", "office", "--note", "-"], input: bytes)
        #expect(run.ending == .status(4))
        #expect(run.output == "" && run.errors == words + "\n")
      }
      let sessions: Int = try office.omniscient().one("select count(*) from app.session")
      #expect(sessions == 0)
    }
  }
}
