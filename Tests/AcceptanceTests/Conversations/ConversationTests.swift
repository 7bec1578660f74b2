import Postgres
import TestSupport
import Testing

@Suite("Conversations on LINE")
struct ConversationTests {
  private func play(_ body: (LineOffice, _ sato: Person) throws -> Void) throws {
    try TestOffice.run { office in try body(LineOffice(office), Person("sato", of: office)) }
  }

  @Test("whoever adds the account is greeted; the first message is acknowledged, the second is not")
  func greeting() throws {
    try play { line, _ in
      try line.arrive(from: "U1", type: "follow")
      try line.arrive(from: "U1", "はじめまして")
      try line.arrive(from: "U1", "つづきです")
      let said = try line.automatic()
      #expect(said.map { $0.prefix { $0 != " " } } == ["greeting", "acknowledgement"])
      for text in said {
        #expect(text.contains("119") && text.contains("110"))
        // never a promise that somebody is there
        #expect(!["見守って", "いつでも対応", "すぐに対応", "24時間対応"].contains { text.contains($0) })
      }
    }
  }

  @Test("outside the office's hours the acknowledgement says when it opens")
  func hours() throws {
    try play { line, _ in
      let suzuki = try Person("suzuki", of: line.office)
      // the only hours are those of the day before today
      let day: String = try line.office.omniscient().one(
        "select (array['月', '火', '水', '木', '金', '土', '日'])[extract(isodow from kit.today() - 1)::integer]")
      let set = try suzuki.run(
        "office", "line", "--json", "-", input: #"{"hours": ["\#(day) 10:00-17:00"], "after_hours": "{next} にまた"}"#)
      #expect(set.ending == .status(0))
      try line.arrive(from: "U1", "はじめまして")
      let expected: String = try line.office.omniscient().one(
        "select 'acknowledgement ' || to_char(kit.today() + 6, 'FMMM月FMDD日(') || \(day)::text || ') 10:00 にまた'")
      #expect(try line.automatic() == [expected])
    }
  }

  @Test("on closed days the office does not open: what it says names the next day that it does, the hotlines' text too")
  func closedDays() throws {
    try play { line, sato in
      let suzuki = try Person("suzuki", of: line.office)
      let days: [String] = try line.office.omniscient().one(
        "select array(select (kit.today() + n)::text from generate_series(0, 2) n)")
      let list = days.map { "\"\($0)\"" }.joined(separator: ", ")
      let hours = ["月", "火", "水", "木", "金", "土", "日"].map { "\"\($0) 00:00-24:00\"" }.joined(separator: ", ")
      let set = try suzuki.run(
        "office", "line", "--json", "-", "--format", "json",
        input: #"{"hours": [\#(hours)], "closed_days": [\#(list)], "after_hours": "{next} にまた"}"#)
      #expect(set.ending == .status(0), "\(set.errors)")
      #expect(days.allSatisfy { set.output.contains($0) })
      let next: String = try line.office.omniscient().one(
        """
        select to_char(kit.today() + 3, 'FMMM月FMDD日(') || (array['月', '火', '水', '木', '金', '土', '日'])[
          extract(isodow from kit.today() + 3)::integer] || ') 0:00'
        """)
      try line.arrive(from: "U1", "はじめまして")
      try line.arrive(from: "U2", "もう消えたい")
      let said = try line.automatic()
      #expect(said.first == "acknowledgement \(next) にまた")
      #expect(said.last?.contains("担当の者が読むのは \(next) から") == true && said.last?.contains("119") == true)
      // an office's own hotlines are never replaced by ours
      _ = try suzuki.run("office", "line", "--json", "-", input: #"{"hotlines": "うちの番号"}"#)
      try line.arrive(from: "U3", "もう消えたい")
      #expect(try line.automatic().last == "hotline うちの番号")
      _ = try suzuki.run("office", "line", "--json", "-", input: #"{"hotlines_closed": "{next} まで、こちらへ"}"#)
      try line.arrive(from: "U4", "もう消えたい")
      #expect(try line.automatic().last == "hotline \(next) まで、こちらへ")
      _ = try suzuki.run("office", "line", "--json", "-", input: #"{"closed_days": []}"#)
      try line.arrive(from: "U5", "はじめまして")
      try line.arrive(from: "U6", "もう消えたい")
      #expect(try line.automatic().suffix(2).map { !$0.contains(next) } == [true, true])
      for wrong in [#"["きのうのあした"]"#, #"["2026-02-30"]"#] {
        #expect(
          try suzuki.run("office", "line", "--json", "-", input: #"{"closed_days": \#(wrong)}"#).ending == .status(64))
      }
    }
  }

  @Test("a conversation somebody answered in hears no machine, and standby hears nothing at all")
  func silence() throws {
    try play { line, sato in
      try line.arrive(from: "U2", "待機中です", mode: "standby")
      #expect(try line.automatic().isEmpty)
      let code = try line.inquiry()
      #expect(try sato.run("inquiry", "reply", code, "--note", "-", input: "読みました").ending == .status(0))
      try line.arrive(from: "U2", "ありがとう")
      #expect(try line.automatic().isEmpty)
    }
  }

  @Test("somebody who blocked the account is not written to")
  func blocked() throws {
    try play { line, sato in
      try line.arrive(from: "U1", "はじめまして")
      try line.arrive(from: "U1", type: "unfollow", hasToken: false)
      let code = try line.inquiry()
      let refused = try sato.run("inquiry", "reply", code, "--note", "-", input: "x")
      #expect(refused.ending == .status(4))
      #expect(refused.errors.contains("電話など別の方法"))
      try line.arrive(from: "U1", type: "follow")
      #expect(try sato.run("inquiry", "reply", code, "--note", "-", input: "x").ending == .status(0))
    }
  }

  @Test("words never travel in argv, and a conversation that is not yours is not there")
  func wall() throws {
    try play { line, sato in
      try line.arrive(from: "U1", "秘密のことば")
      let code = try line.inquiry()
      let client = try sato.client(named: "青木 歩")
      #expect(try sato.run("inquiry", "link", code, "--client", client).ending == .status(0))
      #expect(try sato.run("inquiry", "reply", code, "--note", "ことば").ending == .status(64))
      for stranger in ["tanaka", "kato"] {
        let other = try Person(stranger, of: line.office)
        for words in [
          ["inquiry", "show", code], ["inquiry", "reply", code, "--note", "-"], ["inquiry", "recall", code],
        ] {
          let run = try other.run(words, input: Array("x".utf8))
          #expect(run.ending == .status(3), "\(stranger) \(words)")
          #expect(!run.output.contains("秘密"))
        }
      }
      #expect(try sato.run("inquiry", "show", code).output.contains("秘密のことば"))
    }
  }

  @Test("a code that was handed over shows whose account it is, works once, and can be undone")
  func tie() throws {
    try play { line, sato in
      let client = try sato.client(named: "青木 歩")
      let made = try sato.run(
        "line", "code", client, "--as", "mother", "--json", "-", "--format", "json", input: #"{"name": "洋子"}"#)
      let secret = try #require(made.field("code"))
      try line.arrive(from: "U1", "母です")
      let code = try line.inquiry()
      #expect(try sato.run("inquiry", "show", code).output.contains("対面では未確認"))
      // as people type it
      try line.arrive(from: "U1", "  " + secret.lowercased().replacing("-", with: "ー"))
      let shown = try sato.run("inquiry", "show", code)
      #expect(shown.output.contains("母 洋子さん(\(client) 青木 歩さんの件、対面で確認済み)"))
      // used up: the son who sends the same is nobody's yet
      try line.arrive(from: "U2", secret)
      let ties: Int = try line.office.omniscient().one("select count(*) from app.line_tie")
      #expect(ties == 1)
      // what stands in the database opens nothing
      let kept: Int = try line.office.omniscient().one(
        "select count(*) from app.line_code c where to_jsonb(c)::text ilike '%' || \(secret.replacing("-", with: ""))::text || '%'"
      )
      #expect(kept == 0)
      #expect(try sato.run("line", "unlink", code, "--json", "-", input: #"{"reason": "別の方でした"}"#).ending == .status(0))
      #expect(try sato.run("inquiry", "show", code).output.contains("対面では未確認"))
    }
  }

  @Test(
    "a code is not guessed: after five tries within a day the right one is no use either, and neither is an old one")
  func guesses() throws {
    try play { line, sato in
      let client = try sato.client(named: "青木 歩")
      func code() throws -> String {
        try #require(
          try sato.run("line", "code", client, "--as", "self", "--json", "-", "--format", "json", input: "{}").field(
            "code"))
      }
      let first = try code()
      let second = try code()
      for _ in 1...5 { try line.arrive(from: "U1", "2222-2222") }
      try line.arrive(from: "U1", first)
      try line.office.omniscient().run("update app.line_code set until = clock_timestamp()")
      try line.arrive(from: "U2", second)
      let ties: Int = try line.office.omniscient().one("select count(*) from app.line_tie")
      #expect(ties == 0)
    }
  }

  @Test("a notice that wakes somebody carries nothing")
  func notices() throws {
    for function in try sources() {
      for call in function.split(separator: "pg_notify(").dropFirst() {
        #expect(call.hasPrefix("'ippo_send', '')") || call.hasPrefix("'ippo_watch', '')"), "\(call.prefix(40))")
      }
    }
  }

  /// Every function's text, as it is installed.
  private func sources() throws -> [String] {
    try TestOffice.run { office in
      try office.omniscient().all("select prosrc as text from pg_proc where prosrc ~ 'pg_notify'") {
        try $0.decode("text", as: String.self)
      }
    }
  }
}
