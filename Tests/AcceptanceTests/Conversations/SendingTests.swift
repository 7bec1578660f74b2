import Glibc
import Postgres
import TestSupport
import Testing

@Suite("Sending on LINE")
struct SendingTests {
  private static let words = "お返事です。夜に電話してもよいですか。"

  /// An office with a conversation, LINE, and the sender.
  private func play(_ body: (LineOffice, LineStub, _ sato: Person, _ sender: Person) throws -> Void) throws {
    try TestOffice.run { office in
      let line = try LineOffice(office)
      try body(line, LineStub(), Person("sato", of: office), Person("line_sender", of: office, lang: "C"))
    }
  }

  private func reply(_ sato: Person, _ line: LineOffice) throws -> Run {
    try sato.run("inquiry", "reply", line.inquiry(), "--note", "-", "--format", "json", input: Self.words)
  }

  @Test("an answer waits ten seconds, then goes once, and shows nothing of itself on a lock screen")
  func push() throws {
    try play { line, stub, sato, sender in
      try line.arrive(from: "U1", "こんばんは", hasToken: false)
      #expect(try reply(sato, line).ending == .status(0))
      #expect(try sender.send(to: stub).ending == .status(0))
      #expect(try line.states() == ["lapsed", "queued"])
      #expect(try !stub.log().contains(Self.words))
      try line.pass(minutes: 1)
      let run = try sender.send(to: stub)
      #expect(!(run.output + run.errors).contains("お返事"), "the log holds words")
      _ = try sender.send(to: stub)
      let log = try stub.log()
      #expect(log.ranges(of: Self.words).count == 1)
      #expect(log.contains(#""way": "push", "to": "U1""#) && log.contains(#""altText": "メッセージがあります""#))
      #expect(try line.states() == ["lapsed", "sent"])
      // the words are in the bubble and nowhere beside it
      #expect(!log.contains(#""altText": "お返事"#))
    }
  }

  @Test("the free reply token is used while it lives, and only once")
  func token() throws {
    try play { line, stub, sato, sender in
      try line.arrive(from: "U1", "こんばんは")
      _ = try sender.send(to: stub)
      // the token went with the acknowledgement; the answer has none left
      #expect(try stub.log().contains(#""way": "reply", "to": "tok-e1""#))
      try line.arrive(from: "U1", "もうひとつ")
      _ = try reply(sato, line)
      try line.office.omniscient().run("update ops.line_pending set due_at = clock_timestamp()")
      _ = try sender.send(to: stub)
      #expect(try stub.log().contains(#""way": "reply", "to": "tok-e2""#))
    }
  }

  @Test("what was taken back in time is never sent; what is on its way cannot be taken back")
  func recall() throws {
    try play { line, stub, sato, sender in
      try line.arrive(from: "U1", "こんばんは", hasToken: false)
      let code = try line.inquiry()
      _ = try reply(sato, line)
      #expect(try sato.run("inquiry", "recall", code).ending == .status(0))
      try line.pass(minutes: 1)
      _ = try sender.send(to: stub)
      #expect(try !stub.log().contains(Self.words))
      _ = try reply(sato, line)
      try line.pass(minutes: 1)
      _ = try sender.send(to: stub)
      let late = try sato.run("inquiry", "recall", code)
      #expect(late.ending == .status(3))
      let sent: String = try line.office.omniscient().one(
        "select id::text from app.line_send s where kit.line_state(s.id) = 'sent'")
      let refused = try sato.run("inquiry", "recall", code, "--message", sent)
      #expect(refused.ending == .status(4))
      #expect(refused.errors.contains("もう LINE へ送り始めています"))
      #expect(try stub.log().ranges(of: Self.words).count == 1)
    }
  }

  @Test(
    "whatever LINE does with the first request, the answer arrives once",
    arguments: [
      ["drop"], ["accept_drop"], ["500"], ["accept_500"], ["accept_drop", "accept_500", "drop"], ["429_rate"], ["401"],
    ])
  func retries(steps: [String]) throws {
    try play { line, stub, sato, sender in
      try line.arrive(from: "U1", "こんばんは", hasToken: false)
      _ = try sender.send(to: stub)
      _ = try reply(sato, line)
      for step in steps {
        try line.pass(minutes: 10)
        try stub.script(step)
        _ = try sender.send(to: stub)
      }
      try line.pass(minutes: 10)
      _ = try sender.send(to: stub)
      #expect(try stub.log().ranges(of: Self.words).count == 1)
      #expect(try line.states().last == "sent")
    }
  }

  @Test("a reply whose answer was lost is settled by its token while that lives; afterwards a person has to look")
  func lostReply() throws {
    for (minutes, state) in [(0, "sent"), (2, "unsure")] {
      try play { line, stub, sato, sender in
        try line.arrive(from: "U1", "こんばんは")
        try stub.script("accept_drop")
        _ = try sender.send(to: stub)
        #expect(try line.states() == ["waiting"])
        try line.pass(minutes: minutes)
        try line.office.omniscient().run("update ops.line_pending set due_at = clock_timestamp()")
        _ = try sender.send(to: stub)
        #expect(try line.states() == [state])
        #expect(try stub.log().ranges(of: #""way": "#).count == 1)
        let shown = try sato.run("inquiry", "show", line.inquiry())
        #expect(shown.output.contains(state == "sent" ? "送信済み" : "届いたか分かりません"))
      }
    }
  }

  @Test(
    "of an answer that nobody knows of somebody says whether it arrived; what did not is sent anew, once, with nothing typed twice"
  )
  func settled() throws {
    for arrived in [true, false] {
      try play { line, stub, sato, sender in
        try line.arrive(from: "U1", "こんばんは", hasToken: false)
        _ = try sender.send(to: stub)
        _ = try reply(sato, line)
        try line.pass(minutes: 1)
        try stub.script("drop")
        _ = try sender.send(to: stub)
        // nobody answered for a day
        try line.office.omniscient().run("update app.line_send_step set at = at - interval '24 hours'")
        try line.pass(minutes: 60)
        _ = try sender.send(to: stub)
        #expect(try line.states() == ["lapsed", "unsure"])
        let code = try line.inquiry()
        #expect(try sato.run("today", "--format", "csv").output.contains("answer_unsure"))
        #expect(try sato.run("inquiry", "settle", code).ending == .status(64))
        #expect(try sato.run("inquiry", "settle", code, "--arrived", "--again").ending == .status(64))
        let said = try sato.run(
          ["inquiry", "settle", code, "--format", "json"] + (arrived ? ["--arrived"] : ["--missing", "--again"]),
          input: [])
        #expect(said.ending == .status(0), "\(said.errors)")
        #expect(try line.states() == (arrived ? ["lapsed", "arrived"] : ["lapsed", "missing", "queued"]))
        #expect(try !sato.run("today", "--format", "csv").output.contains("answer_unsure"))
        #expect(try sato.run("inquiry", "show", code).output.contains(arrived ? "届いていたと確かめました" : "届いていないと確かめました"))
        #expect(try sato.run("inquiry", "settle", code, "--missing", "--again").ending == .status(3))
        try line.pass(minutes: 1)
        _ = try sender.send(to: stub)
        #expect(try stub.log().ranges(of: Self.words).count == (arrived ? 0 : 1))
        // a colleague who may see it settles it no more
        let first: String = try line.office.omniscient().one(
          "select send_id::text from app.line_send_settlement")
        let late = try Person("suzuki", of: line.office).run("inquiry", "settle", code, "--arrived", "--message", first)
        #expect(late.ending == .status(5))
      }
    }
  }

  @Test("when only the reserve is left the telephone is named; an emergency may use it")
  func reserve() throws {
    try play { line, stub, sato, sender in
      let suzuki = try Person("suzuki", of: line.office)
      let set = try suzuki.run(
        "office", "line", "--json", "-", input: #"{"monthly_limit": 3, "reserve": 3, "recall_seconds": 0}"#)
      #expect(set.ending == .status(0))
      try line.arrive(from: "U1", "こんばんは", hasToken: false)
      let refused = try reply(sato, line)
      #expect(refused.ending == .status(4))
      #expect(refused.errors.contains("取り置きだけです。電話で"))
      let code = try line.inquiry()
      let without = try sato.run("inquiry", "reply", code, "--note", "-", "--crisis", input: "x")
      #expect(without.ending == .status(4))
      #expect(without.errors.contains("緊急の知らせが立っていません"))
      #expect(try suzuki.run("inquiry", "reply", code, "--note", "-", "--crisis", input: "x").ending == .status(0))
      try line.arrive(from: "U1", "もう消えたい", hasToken: false)
      #expect(try sato.run("inquiry", "reply", code, "--note", "-", "--crisis", input: "y").ending == .status(0))
      _ = try sender.send(to: stub)
      // two were pushed (the hotlines keep silent beside somebody who answers); after the third nothing is left for anybody
      #expect(try suzuki.run("inquiry", "reply", code, "--note", "-", "--crisis", input: "z").ending == .status(0))
      _ = try sender.send(to: stub)
      let over = try suzuki.run("inquiry", "reply", code, "--note", "-", "--crisis", input: "z")
      #expect(over.ending == .status(4))
      #expect(over.errors.contains("使い切りました"))
    }
  }

  @Test("opening a conversation marks it as read at LINE, once a message")
  func read() throws {
    try play { line, stub, sato, sender in
      try line.arrive(from: "U1", "こんばんは")
      let code = try line.inquiry()
      for _ in 1...2 { #expect(try sato.run("inquiry", "show", code).ending == .status(0)) }
      _ = try sender.send(to: stub)
      #expect(try stub.log().contains(#""read": ["read-e1"]"#))
    }
  }

  @Test("the token's file must be its owner's alone, and plain http goes no further than this machine")
  func secrecy() throws {
    try play { line, stub, sato, sender in
      _ = try sender.send(to: stub)
      let token = sender.home.path + "/token"
      func run(_ base: String) throws -> Run {
        try sender.run(
          ["--office", "fukuoka", "--token-file", token, "--base", base, "--once"], input: [], program: .sender)
      }
      #expect(try run("http://api.line.me").ending == .status(64))
      #expect(try run(stub.base).ending == .status(0))
      chmod(token, 0o644)
      #expect(try run(stub.base).ending == .status(64))
      // nobody else may send
      chmod(token, 0o600)
      let other = try sato.run(
        ["--office", "fukuoka", "--token-file", token, "--base", stub.base, "--once"], input: [], program: .sender)
      #expect(other.ending == .status(4))
    }
  }
}
