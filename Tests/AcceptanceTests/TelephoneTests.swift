import Glibc
import Postgres
import TestSupport
import TestTerminal
import Testing

@Suite("A call at a terminal")
struct TelephoneTests {
  private static func begin(_ person: Person) throws -> Sitting {
    try Sitting(["tel"], environment: person.environment, columns: 100, rows: 40)
  }

  /// Waits for the question and answers it.
  private static func answer(_ sitting: Sitting, _ question: String, _ keys: String) {
    let isAsked = sitting.wait { $0.cursorLine.contains(question) }
    #expect(isAsked, "\(question) was not asked; there stands \(sitting.screen.cursorLine)")
    sitting.type(keys)
    // the answer is on the screen before the next question is looked for
    if keys.hasSuffix("\r") { _ = sitting.wait { !$0.cursorLine.contains(question) } }
  }

  @Test("fields are taken in any order; Ctrl-C in the middle of a line keeps it, and the next call goes on with it")
  func interrupted() throws {
    try TestOffice.run { office in
      let mori = try Person("mori", of: office)
      let first = try Self.begin(mori)
      Self.answer(first, "欄(Enter で 電話番号)", "m\r")
      Self.answer(first, "|", "眠れない日が続く\r")
      Self.answer(first, "|", "朝は起きられ\u{3}")
      #expect(first.finish() == .status(130))
      #expect(first.isTerminalAsItWas)
      #expect(first.text.contains("下書きをこの端末に残しました"))
      // nothing readable lies on the machine
      for entry in mori.home.entries where !entry.isFolder {
        let bytes = try Pages.bytes(of: entry.path)
        #expect(!String(decoding: bytes, as: UTF8.self).contains("眠れない"))
        #expect(entry.mode == 0o600)
      }
      let before: Int = try office.omniscient().one("select count(*) from app.inquiry")
      #expect(before == 0)

      let second = try Self.begin(mori)
      Self.answer(second, ">", "\r")
      Self.answer(second, "欄(Enter で 電話番号)", "t\r")
      Self.answer(second, "電話番号:", "０９２−５５５−７２４６\r")
      Self.answer(second, "欄(Enter で どなたから)", "r\r")
      Self.answer(second, "どなたから:", "mother\r")
      Self.answer(second, "欄(Enter で 種類)", "d\r")
      Self.answer(second, "時間(分)", "50\r")
      Self.answer(second, "欄(Enter で 種類)", "s\r")
      #expect(second.finish() == .status(0), "\(second.text)")
      let note: String = try office.omniscient().one("select note from app.inquiry_note")
      #expect(note == "眠れない日が続く\n朝は起きられ")
      let facts: String = try office.omniscient().one(
        """
        select concat_ws(' ', i.channel, i.kind, i.relation, i.minutes, p.caller_e164)
        from app.inquiry i join app.inquiry_person p on p.inquiry_id = i.id
        """)
      #expect(facts == "phone consultation mother 50 +81925557246")
      // the draft is gone with it
      let third = try Self.begin(mori)
      Self.answer(third, "欄(Enter で 電話番号)", "\u{3}")
      #expect(third.finish() == .status(130))
      #expect(third.text.contains("何も書かれていないので"))
    }
  }

  @Test("a call whose program was killed in the middle of a word is offered again, to the same login only")
  func killed() throws {
    try TestOffice.run { office in
      let home = try Home()
      let mori = try Person("mori", of: office, home: home)
      do {
        let sitting = try Self.begin(mori)
        Self.answer(sitting, "欄(Enter で 電話番号)", "a\r")
        Self.answer(sitting, "|", "まず休むこ")
        let isTyped = sitting.wait { $0.cursorLine.contains("まず休むこ") }
        #expect(isTyped)
        // leaving the block kills it (SIGKILL)
      }
      let sato = try Self.begin(try Person("sato", of: office, home: home))
      Self.answer(sato, "欄(Enter で 電話番号)", "\u{3}")
      #expect(sato.finish() == .status(130))
      let again = try Self.begin(mori)
      Self.answer(again, ">", "はい\r")
      Self.answer(again, "欄(Enter で 電話番号)", "s\r")
      #expect(again.finish() == .status(0), "\(again.text)")
      let advice: String = try office.omniscient().one("select advice from app.inquiry_note")
      #expect(advice == "まず休むこ")
    }
  }

  @Test(
    "a number shows what to mind first, to those who may see it, and says the same of others' clients as of nobody's")
  func known() throws {
    try TestOffice.run { office in
      let sato = try Person("sato", of: office)
      let added = try sato.run(
        "client", "add", "--json", "-", "--format", "json",
        input: #"{"name":"山田 花子","phones":["092-555-7246"],"cautions":"夫に知られないこと"}"#)
      #expect(added.ending == .status(0), "\(added.errors)")
      func told(_ person: Person, _ number: String) throws -> String {
        let sitting = try Self.begin(person)
        Self.answer(sitting, "欄(Enter で 電話番号)", "\r")
        Self.answer(sitting, "電話番号:", number + "\r")
        Self.answer(sitting, "欄(Enter で どなたから)", "x\r")
        Self.answer(sitting, "捨てますか", "はい\r")
        #expect(sitting.finish() == .status(130))
        let lines = sitting.screen.mainLines
        let start = lines.firstIndex { $0.hasPrefix("電話番号:") } ?? 0
        let end = lines.firstIndex { $0.contains("どなたから):") || $0.hasPrefix("欄(Enter で どなたから") } ?? lines.count
        return lines[(start + 1)..<max(start + 1, end)].joined(separator: "\n")
      }
      let mine = try told(sato, "０９２ー５５５ー７２４６")
      #expect(mine.hasPrefix("【注意】夫に知られないこと\n"))
      #expect(mine.contains("山田 花子さん"))
      let tanaka = try Person("tanaka", of: office)
      let theirs = try told(tanaka, "092-555-7246")
      #expect(theirs == "見られる記録に、この番号はありません。")
      #expect(try told(tanaka, "03-1234-5678") == theirs)
      #expect(try told(tanaka, "非通知") == "非通知の電話です。")
    }
  }

  @Test("without a server the call stays on the machine, and is one inquiry when it is saved twice")
  func unreachable() throws {
    try TestOffice.run { office in
      let home = try Home()
      let mori = try Person("mori", of: office, home: home)
      let alone = try Self.begin(mori.with(["PGHOST": "/nonexistent"]))
      Self.answer(alone, "欄(Enter で 電話番号)", "n\r")
      Self.answer(alone, "相談した方の名前:", "山田\r")
      Self.answer(alone, "欄(Enter で 電話番号)", "s\r")
      #expect(alone.finish() == .status(6), "\(alone.text)")
      let again = try Self.begin(mori)
      Self.answer(again, ">", "\r")
      Self.answer(again, "欄(Enter で 電話番号)", "s\r")
      #expect(again.finish() == .status(0), "\(again.text)")
      let inquiries: Int = try office.omniscient().one("select count(*) from app.inquiry")
      #expect(inquiries == 1)
    }
  }

  @Test("a withheld number stands as such in the table of an import, and as none in JSON")
  func withheld() throws {
    try TestOffice.run { office in
      let mori = try Person("mori", of: office)
      let path = mori.home.path + "/Master.csv"
      let row =
        #""","anonymous","101","from-trunk","","a","b","Dial","","2025-11-20 09:03:00","","",12,0,"BUSY","DOCUMENTATION""#
      let file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
      _ = Array((row + "\n").utf8).withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
      close(file)
      let table = try mori.run("inquiry", "import", "--source", "asterisk", path, "--dry-run")
      #expect(table.ending == .status(0), "\(table.errors)")
      #expect(table.output.contains("非通知"))
      let json = try mori.run("inquiry", "import", "--source", "asterisk", path, "--format", "json")
      #expect(
        json.output.contains(#""caller_phone": null"#) && json.output.contains(#""withheld": true"#), "\(json.output)")
    }
  }

  @Test("a script writes an anonymous consultation down in one go")
  func script() throws {
    try TestOffice.run { office in
      let mori = try Person("mori", of: office)
      let run = try mori.run(
        "tel", "--relation", "self", "--minutes", "50", "--json", "-", "--format", "json",
        input: #"{"note":"名前は言わない","advice":"また電話してよいと伝えた","caller_phone":"非通知"}"#)
      #expect(run.ending == .status(0), "\(run.errors)")
      #expect(run.field("kind") == "consultation" && run.field("channel") == "phone")
      let facts: String = try office.omniscient().one(
        "select concat_ws(' ', i.minutes, p.caller_phone, p.caller_e164) from app.inquiry i, app.inquiry_person p")
      #expect(facts == "50 非通知")
      #expect(try mori.run("tel", "--json", "x").ending == .status(64))
      #expect(try mori.run("tel", "--json", "-", input: #"{"unknown":1}"#).ending == .status(64))
    }
  }
}
