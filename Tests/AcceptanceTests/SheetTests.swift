import Postgres
import TestSupport
import Testing

/// What the office puts on paper, and for whose eyes it is.
@Suite("Sheets on paper")
struct PaperSheetTests {
  /// A case with a word of its own in everything that is written down of it.
  private struct Case {
    let sato: Person
    let code: String

    init(_ office: TestOffice) throws {
      sato = try Person("sato", of: office)
      code = try sato.client(named: "山田 太郎", kana: "やまだ たろう")
      try write(
        ["session", "log", code, "--method", "home_visit", "--minutes", "50", "--with", "mother", "--note", "-"],
        "面談の秘密")
      try write(["assess", "add", code, "--factor", "mental_illness", "--note", "-"], "見立ての秘密")
      try write(
        ["plan", "agree", code, "--check", "daily", "--json", "-"],
        #"{"goal":"机の上を片付ける","action":"朝に5分","reward":"好きな音楽","consult":"保健センターに電話"}"#)
      try write(
        ["plan", "agree", code, "--owner", "mother", "--check", "weekly", "--json", "-"],
        #"{"goal":"母だけの目標","action":"母だけの行動"}"#)
      try write(
        ["plan", "check", code, "--result", "not_yet", "--json", "-"], #"{"feeling":"気持ちの秘密","praise":"言葉の秘密"}"#)
    }

    private func write(_ arguments: [String], _ input: String) throws {
      let run = try sato.run(arguments, input: Array(input.utf8))
      if run.ending != .status(0) { throw Person.Unexpected(run: run) }
    }
  }

  /// What stands on no sheet for the person: who they are, what is known of them, what others said, the office's own words.
  private static let elsewhere = [
    "山田", "太郎", "やまだ", "ヤマダ", "C-", "秘密", "母だけ", "うつ", "精神", "佐藤", "sato", "福岡", "fukuoka", "本人", "不明", "daily",
    "not_yet", "これから", "連続", "達成率", "回数",
  ]

  @Test(
    "the person's sheet has the guide's five parts in their words, and nothing else of the case",
    arguments: ["text", "html"])
  func person(format: String) throws {
    try TestOffice.run { office in
      let file = try Case(office)
      let run = try file.sato.run("report", "plan-sheet", file.code, "--format", format)
      #expect(run.ending == .status(0), "\(run.errors)")
      for part in [
        "今週の目標", "机の上を片付ける", "具体的な行動", "朝に5分", "達成度確認", "ご褒美", "好きな音楽", "専門機関への相談", "保健センターに電話",
      ] { #expect(run.output.contains(part), "\(part)") }
      for word in Self.elsewhere + [file.code] { #expect(!run.output.contains(word), "\(word)") }
      // the member of staff is told whose it is, beside the sheet
      #expect(run.errors.contains("\(file.code) 山田 太郎(本人の計画)"))
    }
  }

  @Test("the mother's sheet has her plan and none of her son's; parts that she does without are left out")
  func mother() throws {
    try TestOffice.run { office in
      let file = try Case(office)
      let run = try file.sato.run("report", "plan-sheet", file.code, "--owner", "mother")
      #expect(run.output.contains("母だけの目標") && run.output.contains("母だけの行動"))
      for word in Self.elsewhere.filter({ $0 != "母だけ" }) + ["机", "朝に5分", "音楽", "ご褒美", "専門機関"] {
        #expect(!run.output.contains(word), "\(word)")
      }
      let blanks = try file.sato.run("report", "plan-sheet", file.code, "--owner", "mother", "--blanks")
      #expect(blanks.output.contains("【ご褒美】\n  ____") && blanks.output.contains("【専門機関への相談】\n  ____"))
      let named = try file.sato.run("report", "plan-sheet", file.code, "--owner", "mother", "--office-name")
      #expect(named.output.hasSuffix("福岡オフィス　092-555-7246\n"))
    }
  }

  @Test("a resting plan's sheets say so kindly, and ask for nothing")
  func resting() throws {
    try TestOffice.run { office in
      let file = try Case(office)
      #expect(try file.sato.run("plan", "pause", file.code).ending == .status(0))
      for sheet in ["plan-sheet", "week-sheet"] {
        let run = try file.sato.run("report", sheet, file.code)
        #expect(run.output.contains("いまは、お休み中です。") && run.output.contains("休むことも、大切な時間です。"))
        for word in ["机", "朝に5分", "□", "達成度", "から"] { #expect(!run.output.contains(word), "\(word)") }
      }
    }
  }

  @Test("the week has a box a day where the plan is checked daily, one where weekly, none where nothing is checked")
  func week() throws {
    try TestOffice.run { office in
      let file = try Case(office)
      func boxes(_ arguments: String...) throws -> Int {
        try file.sato.run(["report", "week-sheet", file.code] + arguments, input: []).output.count { $0 == "□" }
      }
      #expect(try boxes() == 7 && boxes("--owner", "mother") == 1)
      let dated = try file.sato.run("report", "week-sheet", file.code, "--from", "2099-12-28")
      #expect(dated.output.contains("12月28日(月)") && dated.output.contains("1月3日(日)"))
      #expect(dated.output.contains("2099年12月28日(月)から2100年1月3日(日)まで"))
      for word in Self.elsewhere { #expect(!dated.output.contains(word), "\(word)") }
      for (plan, count) in [
        (#"{"goal":"目標","action":"朝に5分\n夜に一行"}"#, 14), (#"{"goal":"目標","action":"1\n2\n3\n4\n5"}"#, 7),
      ] {
        let agreed = try file.sato.run("plan", "agree", file.code, "--check", "daily", "--json", "-", input: plan)
        #expect(agreed.ending == .status(0))
        #expect(try boxes() == count)
      }
      let none = #"{"goal":"目標","action":"行動"}"#
      #expect(try file.sato.run("plan", "agree", file.code, "--json", "-", input: none).ending == .status(0))
      #expect(try boxes() == 0)
    }
  }

  @Test("each sheet leaves its ticket, and to a colleague the case is not there")
  func tickets() throws {
    try TestOffice.run { office in
      let file = try Case(office)
      let server = try office.omniscient()
      for sheet in ["plan-sheet", "week-sheet", "record-sheet"] {
        try server.script("delete from app.access")
        #expect(try file.sato.run("report", sheet, file.code).ending == .status(0))
        let tickets: Int = try server.one("select count(*) from app.access")
        #expect(tickets == 1, "\(sheet)")
        for person in ["tanaka", "kato", "mori"] {
          let run = try Person(person, of: office).run("report", sheet, file.code)
          #expect(
            run.ending == .status(person == "mori" ? 4 : 3) && run.output.isEmpty, "\(person) \(sheet) \(run.errors)")
        }
      }
    }
  }

  @Test("the record tells what was written as it was written, amended as it stands, with controls made visible")
  func record() throws {
    try TestOffice.run { office in
      let file = try Case(office)
      let note = "一行目 <b>&amp;\n二行目\u{200E}"
      let logged = try file.sato.run(
        "session", "log", file.code, "--method", "phone", "--at", "2025-04-10T14:30", "--note", "-", "--format", "json",
        input: note)
      let id = try #require(logged.field("id"))
      let amended = try file.sato.run(
        "session", "amend", id, "--minutes", "15", "--json", "-", input: #"{"reason":"時間の訂正"}"#)
      #expect(amended.ending == .status(0), "\(amended.errors)")
      let text = try file.sato.run("report", "record-sheet", file.code).output
      for word in [
        "取扱注意", "山田 太郎", file.code, "担当:   佐藤", "一行目 <b>&amp;", "二行目\\u{200E}", "15分", "第2版", "時間の訂正", "面談の秘密",
      ] {
        #expect(text.contains(word), "\(word)")
      }
      let (first, second) = (try #require(text.firstRange(of: "一行目")), try #require(text.firstRange(of: "面談の秘密")))
      #expect(first.lowerBound < second.lowerBound)
      let html = try file.sato.run("report", "record-sheet", file.code, "--format", "html").output
      #expect(html.contains("一行目 &lt;b&gt;&amp;amp;<br/>二行目\\u{200E}"))
      let json = try file.sato.run("report", "record-sheet", file.code, "--format", "json", "--until", "2025-04-10")
      #expect(json.field("note") == #"一行目 <b>&amp;\n二行目\u200e"# && json.field("version") == "2")
      #expect(!json.output.contains("面談の秘密") && json.field("until") == "2025-04-10")
    }
  }

  @Test("the intake sheet has what was asked and leaves the rest to be written; opening it is on record")
  func intake() throws {
    try TestOffice.run { office in
      let mori = try Person("mori", of: office)
      let added = try mori.run(
        "inquiry", "add", "--channel", "phone", "--kind", "consultation", "--relation", "mother", "--received",
        "2025-04-10T14:30", "--minutes", "20", "--json", "-", "--format", "json",
        input: #"{"caller_name":"山田 洋子","caller_phone":"092-555-0114","about_age":"30代前半","note":"息子のこと"}"#)
      let code = try #require(added.field("code"))
      let run = try mori.run("report", "intake-sheet", code)
      #expect(run.ending == .status(0), "\(run.errors)")
      for word in [
        code, "2025年4月10日(木) 14:30（令和7年）", "電話", "母", "山田 洋子", "092-555-0114", "30代前半", "息子のこと", "受付者:   森", "____",
      ] { #expect(run.output.contains(word), "\(word)") }
      let openings: Int = try office.omniscient().one("select count(*) from app.inquiry_opening")
      #expect(openings == 1)
      #expect(try Person("kato", of: office).run("report", "intake-sheet", code).ending == .status(3))
    }
  }

  @Test("the blank form asks no server; with an inquiry beside it, or with neither, it is a mistake")
  func blank() throws {
    try TestOffice.run { office in
      let sato = try Person("sato", of: office).with(["PGHOST": "/nonexistent"])
      let run = try sato.run("report", "intake-sheet", "--blank")
      #expect(run.ending == .status(0) && run.output.contains("お名前は、なくてもかまいません"))
      #expect(try sato.run("report", "intake-sheet", "--blank", "Q-2345").ending == .status(64))
      #expect(try sato.run("report", "intake-sheet").ending == .status(64))
    }
  }

  @Test("a sheet's file is for nobody else on the machine")
  func file() throws {
    try TestOffice.run { office in
      let file = try Case(office)
      let path = file.sato.home.path + "/sheet.html"
      let run = try file.sato.run("report", "plan-sheet", file.code, "--format", "html", "--output", path)
      #expect(run.ending == .status(0) && run.output.isEmpty)
      let entry = try #require(file.sato.home.entries.first { $0.path == path })
      #expect(entry.mode == 0o600)
    }
  }
}
