import Glibc
import Postgres
import TestSupport
import TestTerminal
import Testing

@Suite("Cries for help")
struct CrisisTests {
  private func play(_ body: (LineOffice, _ sato: Person, _ suzuki: Person) throws -> Void) throws {
    try TestOffice.run { office in
      try body(LineOffice(office), Person("sato", of: office), Person("suzuki", of: office))
    }
  }

  private func oncall(_ suzuki: Person, minutes: String = "15") throws -> Run {
    let office = suzuki.office
    return try suzuki.run(
      "crisis", "oncall", "--first", office.login("sato"), "--second", office.login("tanaka"), "--minutes", minutes)
  }

  @Test(
    "a word of the list raises a flag however it is written, and others do not",
    arguments: [
      ("もう シニタイ です", true), ("死に たい", true), ("ｷｴﾀｲ…", true), ("ﾘｽｶした", true), ("消えたい夜です", true), ("たい焼きが食べたい", false),
      ("こんにちは", false),
    ])
  func words(text: String, isCry: Bool) throws {
    try play { line, sato, _ in
      try line.arrive(from: "U1", text)
      let run = try sato.run("crisis", "--format", "json")
      #expect(run.output.contains(try line.inquiry()) == isCry)
      #expect(!run.output.contains(text))
      #expect(try line.automatic().map { String($0.prefix { $0 != " " }) } == [isCry ? "hotline" : "acknowledgement"])
    }
  }

  @Test("what nobody has taken heads the day's list of everybody at the front; taken, it is gone from there")
  func today() throws {
    try play { line, sato, suzuki in
      try line.arrive(from: "U1", "もう消えたい")
      let code = try line.inquiry()
      for person in [sato, suzuki] {
        let first = try person.run("today", "--format", "csv").output.split(separator: "\r\n").dropFirst().first ?? ""
        #expect(first.contains("crisis") && first.contains(code), "\(first)")
      }
      let admin = try Person("admin", of: sato.office)
      #expect(try !admin.run("today", "--format", "csv").output.contains(code))
      #expect(try sato.run("crisis", "ack", code).ending == .status(0))
      #expect(try !suzuki.run("today", "--format", "csv").output.contains("crisis"))
    }
  }

  @Test(
    "what a person heard raises a flag by hand, by telephone too: it calls, escalates, heads the list and is taken as any other"
  )
  func byHand() throws {
    try play { line, sato, suzuki in
      let mori = try Person("mori", of: sato.office)
      let code = try #require(
        try mori.run("tel", "--json", "-", "--format", "json", input: #"{"note": "x"}"#).field("code"))
      #expect(try oncall(suzuki).ending == .status(0))
      #expect(try sato.run("crisis", "ack", code).ending == .status(4))
      #expect(try mori.run("crisis", "raise", code).ending == .status(0))
      let twice = try sato.run("crisis", "raise", code)
      #expect(twice.ending == .status(4) && twice.errors.contains("もう立っています"))
      let first = try sato.run("today", "--format", "csv").output.split(separator: "\r\n").dropFirst().first ?? ""
      #expect(first.contains("crisis") && first.contains(code))
      #expect(
        try sato.run("inquiry", "list", "--open", "--format", "csv").output.split(separator: "\r\n")[1].contains(code))
      let board = try sato.run("crisis", "--format", "json").output
      #expect(board.contains(#""raised_by": "\#(sato.office.login("mori"))""#) && board.contains(#""calls_me": true"#))
      let tanaka = try Person("tanaka", of: sato.office)
      #expect(try tanaka.run("crisis", "--format", "json").output.contains(#""calls_me": false"#))
      try line.pass(minutes: 15)
      #expect(try tanaka.run("crisis", "--format", "json").output.contains(#""calls_me": true"#))
      // a person is there: nothing is said by itself
      #expect(try line.automatic().isEmpty)
      #expect(try tanaka.run("crisis", "ack", code).ending == .status(0))
      #expect(try sato.run("crisis", "--format", "json").output == "[]\n")
      #expect(try sato.run("crisis", "raise", code).ending == .status(0))
      #expect(try Person("kato", of: sato.office).run("crisis", "raise", code).ending == .status(3))
      #expect(try Person("admin", of: sato.office).run("crisis", "raise", code).ending == .status(4))
    }
  }

  @Test("the list is the office's: a word taken away calls nobody, a word added does")
  func list() throws {
    try play { line, sato, suzuki in
      #expect(try sato.run("crisis", "words", "--json", "-", input: #"{"words": ["つかれた"]}"#).ending == .status(4))
      #expect(try suzuki.run("crisis", "words", "--json", "-", input: #"{"words": ["つかれた"]}"#).ending == .status(0))
      #expect(try suzuki.run("crisis", "words", "--json", "-", input: #"{"words": ["あ"]}"#).ending == .status(4))
      try line.arrive(from: "U1", "しにたい")
      #expect(try sato.run("crisis", "--format", "json").output == "[]\n")
      try line.arrive(from: "U1", "もうツカレタ")
      #expect(try sato.run("crisis", "--format", "json").output.contains(try line.inquiry()))
    }
  }

  @Test("the hotlines are named once, also at night and in an old conversation, but not while somebody is answering")
  func hotlines() throws {
    try play { line, sato, _ in
      try line.arrive(from: "U1", "こんばんは")
      let code = try line.inquiry()
      _ = try sato.run("inquiry", "reply", code, "--note", "-", input: "読みました")
      try line.arrive(from: "U1", "しにたい")
      func hotlines() throws -> Int { try line.automatic().count { $0.hasPrefix("hotline") } }
      #expect(try hotlines() == 0)
      try line.pass(minutes: 40)
      try line.arrive(from: "U1", "しにたい")
      try line.arrive(from: "U1", "しにたい")
      #expect(try hotlines() == 1)
    }
  }

  @Test("a cry that is withdrawn keeps its flag, and no word of it")
  func withdrawn() throws {
    try play { line, sato, _ in
      let message = try line.arrive(from: "U1", "しにたいです")
      try line.arrive(from: "U1", type: "unsend", unsend: message, hasToken: false)
      let code = try line.inquiry()
      #expect(try sato.run("crisis", "--format", "json").output.contains(code))
      let shown = try sato.run("inquiry", "show", code)
      #expect(shown.output.contains("取り消されました"))
      #expect(!shown.output.contains("しにたい"))
    }
  }

  @Test("if the first does not take it in time the second is called, once; who takes it ends it")
  func escalation() throws {
    try play { line, sato, suzuki in
      #expect(try oncall(suzuki).ending == .status(0))
      try line.arrive(from: "U1", "しにたい")
      let code = try line.inquiry()
      let tanaka = try Person("tanaka", of: line.office)
      func called(_ person: Person) throws -> String? {
        try person.run("crisis", "--format", "json").output.contains(#""calls_me": true"#) ? "called" : "not called"
      }
      #expect(try called(sato) == "called")
      #expect(try called(tanaka) == "not called")
      try line.pass(minutes: 14)
      #expect(try called(tanaka) == "not called")
      try line.pass(minutes: 1)
      #expect(try called(tanaka) == "called")
      _ = try suzuki.run("crisis")
      let times: Int = try line.office.omniscient().one("select count(*) from app.crisis_escalation")
      #expect(times == 1)
      #expect(try tanaka.run("crisis", "ack", code).ending == .status(0))
      let late = try sato.run("crisis", "ack", code)
      #expect(late.ending == .status(5))
      #expect(late.errors.contains("先にほかの方が受けました"))
      #expect(try suzuki.run("crisis", "--format", "json").output == "[]\n")
      // what is written after it was taken calls again
      try line.arrive(from: "U1", "やっぱり消えたい")
      #expect(try called(sato) == "called")
    }
  }

  @Test("who is on call is two different people of that office's front desk")
  func people() throws {
    try play { line, _, suzuki in
      let office = line.office
      for second in ["sato", "kato", "admin"] {
        let run = try suzuki.run(
          "crisis", "oncall", "--first", office.login("sato"), "--second", office.login(second), "--minutes", "5")
        #expect(run.ending == .status(4), "\(second)")
      }
    }
  }

  @Test(
    "a watch rings when a cry comes, shows a code and no word, runs the program with the code alone, and says when it is taken"
  )
  func watch() throws {
    try play { line, sato, suzuki in
      _ = try oncall(suzuki)
      let mark = sato.home.path + "/called"
      let program = sato.home.path + "/call.sh"
      let file = open(program, O_WRONLY | O_CREAT | O_CLOEXEC, 0o700)
      let text = "#!/bin/sh\nenv > \(mark).part\nmv \(mark).part \(mark)\n"
      _ = Array(text.utf8).withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
      close(file)
      let sitting = try Sitting(["watch", "--exec", program], environment: sato.environment, columns: 120, rows: 24)
      // it says that it waits once it listens, so nothing is timed
      #expect(sitting.wait { screen in screen.mainLines.contains { $0.contains("知らせを待っています") } })
      try line.arrive(from: "U1", "もう しにたい")
      let code = try line.inquiry()
      #expect(sitting.wait { screen in screen.mainLines.contains { $0.contains("\(code) 緊急の知らせ") } })
      #expect(sitting.text.contains("\u{07}"))
      #expect(!sitting.text.contains("しにたい"))
      #expect(sitting.wait { _ in access(mark, F_OK) == 0 })
      let told = String(decoding: try Pages.bytes(of: mark), as: UTF8.self)
      #expect(told.contains("IPPO_INQUIRY=\(code)\n"))
      #expect(!told.contains("PGPASSWORD") && !told.contains("しにたい"))
      try line.pass(minutes: 15)
      // whoever looks next calls the second person, and this watch hears of it
      _ = try suzuki.run("crisis")
      #expect(sitting.wait { screen in screen.mainLines.contains { $0.contains("二人目") && $0.contains("呼んでいます") } })
      sitting.type("\u{3}")
      #expect(sitting.finish() == .signal(SIGINT))
    }
  }
}
