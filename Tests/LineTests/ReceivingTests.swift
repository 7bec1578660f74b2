import Glibc
import Postgres
import TestSupport
import Testing

/// The program itself, over HTTP, beside a real PostgreSQL.
@Suite("The receiver")
struct ReceivingTests {
  private func office(_ body: (TestOffice, String) throws -> Void) throws {
    try TestOffice.run { office in
      try ReceiverRun.makeLogin(in: office)
      let folder = try ReceiverRun.makeFolder()
      try body(office, folder)
      remove(folder)
    }
  }

  private func remove(_ folder: String) {
    for path in [
      "/spool/refused", "/spool/lock", "/spool", "/secret", "/log",
    ] { Glibc.remove(folder + path) }
    rmdir(folder)
  }

  @Test("keeps what one person wrote once, in order of time, in one inquiry, however it was delivered")
  func once() throws {
    try office { office, folder in
      let line = try ReceiverRun(office, folder: folder)
      let second = Told.message("e2", "二", at: 1_760_000_002_000)
      let first = Told.message("e1", "一", at: 1_760_000_001_000)
      #expect(try line.post(Told.delivery(second, Told.message("e3", "別の人", user: "U2", at: 1_760_000_003_000))) == 200)
      #expect(try line.post(Told.delivery(first)) == 200)
      #expect(try line.post(Told.delivery(second, first, second)) == 200)
      #expect(try office.messages == ["e1 text 一", "e2 text 二", "e3 text 別の人"])
      #expect(
        try office.lines("select channel || ' ' || kind || ' ' || (author_id is null) as line from app.inquiry")
          == ["line unknown true", "line unknown true"])
      #expect(try office.lines("select account_id::text as line from app.inquiry_line").count == 2)
      #expect(line.log.contains("an unknown destination"))
      #expect(!line.log.contains("一") && !line.log.contains("U1"))
    }
  }

  @Test("opens another inquiry for what comes after a closing, and staff read it like any other")
  func afterClosing() throws {
    try office { office, folder in
      let line = try ReceiverRun(office, folder: folder)
      #expect(try line.post(Told.delivery(Told.message("e1", "一"))) == 200)
      let mori = try office.connection("mori")
      let code: String = try mori.one("select code from api.inquiry_list(true, null, null)")
      #expect(try mori.one("select author from api.inquiry_list(true, null, null)", as: String.self) == "line_intake")
      #expect(try mori.one("select api.inquiry_open(\(code)) is not null", as: Bool.self))
      #expect(
        try mori.one("select state from api.inquiry_close(gen_random_uuid(), \(code), 'answered')", as: String.self)
          == "saved")
      #expect(try line.post(Told.delivery(Told.message("e2", "二", at: 1_760_000_002_000))) == 200)
      #expect(try office.lines("select code as line from app.inquiry").count == 2)
      #expect(try office.lines("select distinct account_id::text as line from app.inquiry_line").count == 1)
    }
  }

  @Test("never lets a message fall behind a closing: receiving and closing wait for each other")
  func closingMeanwhile() throws {
    try office { office, folder in
      let line = try ReceiverRun(office, folder: folder)
      #expect(try line.post(Told.delivery(Told.message("e1", "一"))) == 200)
      let mori = try office.connection("mori")
      let code: String = try mori.one("select code from api.inquiry_list(true, null, null)")
      let intake = try office.connection("line_intake")
      let flat = #"""
        [{"destination":"U","events":[{"id":"e2","type":"message","at":1760000002000,"mode":"active","redelivered":false,
        "source":"user","user":"U1","message":{"id":"m2","kind":"text","text":"二"}}]}]
        """#
      // a message that is not committed yet: the closing waits for it
      try intake.script("begin")
      #expect(try intake.one("select api.line_receive(\(flat)::jsonb) ->> 'new'", as: String.self) == "1")
      try mori.script("set lock_timeout = '50ms'")
      #expect(throws: PostgresError.self) {
        try mori.run("select api.inquiry_close(gen_random_uuid(), \(code), 'answered')")
      }
      try intake.script("commit")
      // a closing that is not committed yet: the message waits, and then opens another inquiry
      try mori.script("begin")
      try mori.run("select api.inquiry_close(gen_random_uuid(), \(code), 'answered')")
      try intake.script("set lock_timeout = '50ms'")
      let later = flat.replacing("e2", with: "e3").replacing("m2", with: "m3")
      #expect(throws: PostgresError.self) { try intake.run("select api.line_receive(\(later)::jsonb)") }
      try mori.script("commit")
      try intake.run("select api.line_receive(\(later)::jsonb)")
      #expect(
        try office.lines(
          """
          select e.webhook_event_id || ' ' || (c.inquiry_id is not null) as line from app.line_event e
          left join app.inquiry_closing c using (inquiry_id) order by 1
          """) == ["e1 true", "e2 true", "e3 false"])
    }
  }

  @Test("takes different people's messages side by side, and one person's one after the other, into one inquiry")
  func sideBySide() throws {
    try office { office, _ in
      func flat(_ id: String, _ user: String) -> String {
        #"""
        [{"destination":"U","events":[{"id":"\#(id)","type":"message","at":1760000002000,"mode":"active","redelivered":false,
        "source":"user","user":"\#(user)","message":{"id":"m\#(id)","kind":"text","text":"一"}}]}]
        """#
      }
      let first = try office.connection("line_intake")
      let second = try office.connection("line_intake")
      // whoever is known already, and has no open inquiry
      try first.run("select api.line_receive(\(flat("e0", "U1"))::jsonb)")
      let mori = try office.connection("mori")
      let code: String = try mori.one("select code from api.inquiry_list(true, null, null)")
      try mori.run("select api.inquiry_close(gen_random_uuid(), \(code), 'answered')")
      try first.script("begin")
      try first.run("select api.line_receive(\(flat("e1", "U1"))::jsonb)")
      try second.script("set lock_timeout = '50ms'")
      #expect(throws: PostgresError.self) { try second.run("select api.line_receive(\(flat("e2", "U1"))::jsonb)") }
      try second.script("reset lock_timeout")
      #expect(try second.one("select api.line_receive(\(flat("e3", "U2"))::jsonb) ->> 'new'", as: String.self) == "1")
      try first.script("commit")
      #expect(try second.one("select api.line_receive(\(flat("e2", "U1"))::jsonb) ->> 'new'", as: String.self) == "1")
      #expect(
        try office.lines(
          """
          select string_agg(webhook_event_id, ' ' order by webhook_event_id) as line
          from app.line_event group by inquiry_id order by 1
          """) == ["e0", "e1 e2", "e3"])
    }
  }

  @Test("chains every row of a call, gathered or alone, with what it held")
  func chained() throws {
    try office { office, folder in
      let line = try ReceiverRun(office, folder: folder)
      let words = (1...5).map { Told.message("e\($0)", "言葉\($0)", user: "U\($0 % 2)", at: 1_760_000_000_000 + $0) }
      #expect(try line.post(Told.delivery(words, "Ubot")) == 200)
      #expect(try line.post(Told.delivery(Told.unsend("u1", of: "me1"))) == 200)
      let superuser = try office.omniscient()
      try superuser.script("set timezone = 'UTC'")
      for table in ["line_event", "line_message"] {
        let unchained: Int = try superuser.one(
          """
          select count(*) from app.\(raw: table) r where not exists (
            select from audit.entry e
            where e.relation = \(table) and e.row_key = r.webhook_event_id and e.login ~ 'line_intake$'
              and e.row_hash = sha256(convert_to(to_jsonb(r)::text, 'UTF8')))
          """)
        #expect(unchained == 0, "\(table)")
      }
      #expect(
        try office.lines(
          "select action || ' ' || count(*) as line from audit.entry where relation = 'line_message' group by action order by 1"
        ) == ["INSERT 5", "UPDATE 1"])
      #expect(try superuser.one("select count(*) from audit.gathered", as: Int.self) == 0)
      // no number is missing, and each entry follows from the one before
      let broken: Int = try superuser.one(
        """
        select count(*) from (
          select e.*, lag(e.hash, 1, sha256('ippo')) over w as before, row_number() over w as place from audit.entry e
          window w as (order by e.seq)) l
        where l.seq <> l.place or l.hash <> sha256(l.before || convert_to(
          jsonb_build_array(l.seq, l.at, l.staff_id, l.login, l.relation, l.action, l.row_key, encode(l.row_hash, 'hex'))::text,
          'UTF8'))
        """)
      #expect(broken == 0)
    }
  }

  @Test("loses no neighbour of an event that the database itself cannot take, and says which it was")
  func poison() throws {
    try office { office, _ in
      let intake = try office.connection("line_intake")
      func event(_ id: String, _ type: String, user: String = "U1") -> String {
        #"""
        {"id":"\#(id)","type":"\#(type)","at":1760000002000,"mode":"active","redelivered":false,"source":"user",
        "user":"\#(user)","message":{"id":"m\#(id)","kind":"text","text":"言葉"}}
        """#
      }
      let events = [
        event("e1", "message"), event("e2", "?"), event("e3", "message", user: "U 3"), event("e4", "message"),
      ]
      let told = #"[{"destination":"U","events":[\#(events.joined(separator: ","))]}]"#
      let answer: String = try intake.one("select (api.line_receive(\(told)::jsonb) - 'strangers')::text")
      #expect(answer == #"{"new": 2, "known": 0, "left_alone": [], "unreadable": ["e2", "e3"]}"#)
      #expect(try office.messages == ["e1 text 言葉", "e4 text 言葉"])
      #expect(try office.events == ["e1 message user", "e2 unreadable none", "e3 unreadable none", "e4 message user"])
    }
  }

  @Test("takes an office's own destination to that office, and the rest to the login's")
  func destinations() throws {
    try office { office, folder in
      try office.omniscient().script(
        """
        insert into app.line_channel (destination, office_id, author_id)
        select 'Ukita', o.id, s.id from app.office o, app.staff s
        where o.code = 'kitakyushu' and s.login = '\(office.login("admin"))'
        """)
      let line = try ReceiverRun(office, folder: folder)
      #expect(try line.post(Told.delivery(Told.message("e1", "一"), destination: "Ukita")) == 200)
      #expect(try line.post(Told.delivery(Told.message("e2", "二"), destination: "Uelse")) == 200)
      #expect(
        try office.lines(
          "select e.webhook_event_id || ' ' || o.code as line from app.line_event e join app.office o on o.id = e.office_id order by 1"
        )
          == ["e1 kitakyushu", "e2 fukuoka"])
    }
  }

  @Test("knows every type, keeps a type nobody knows by its name, and loses no neighbour of a bad event")
  func types() throws {
    try office { office, folder in
      let line = try ReceiverRun(office, folder: folder)
      let types = [
        "unsend", "follow", "unfollow", "join", "leave", "memberJoined", "memberLeft", "postback", "videoPlayComplete",
        "beacon",
        "accountLink", "membership", "module", "activated", "deactivated", "botSuspended", "botResumed", "delivery",
        "novelty",
      ]
      var events = types.map { Told.plain("t-\($0)", $0) }
      events.insert(#"{"type":12,"webhookEventId":"bad1"}"#, at: 3)
      events.insert("null", at: 5)
      events.insert(#"{"type":"bad type!","webhookEventId":"bad2","message":{"text":"言葉"}}"#, at: 7)
      events.insert(#"{"type":"message","webhookEventId":"bare"}"#, at: 9)
      events.insert(Told.message("ok", #"\u0000\ud800 泣"#), at: 11)
      events.insert(Told.message("deep", "深").replacing(#""type":"text""#, with: #""type":"text","x":"# + deep), at: 13)
      events.insert(
        Told.message("huge", "大").replacing(#""type":"text""#, with: #""type":"file","fileSize":1e99999"#), at: 1)
      #expect(try line.post(Told.delivery(events)) == 200)
      let kept = try office.events
      for type in types { #expect(kept.contains("t-\(type) \(type) user")) }
      #expect(kept.contains("bad1 unreadable none") && kept.contains("bad2 unreadable none"))
      #expect(kept.contains("bare message none"))
      #expect(kept.filter { $0.hasPrefix("sha256-") && $0.hasSuffix(" unreadable none") }.count == 1)
      #expect(Set(try office.messages) == ["ok text \u{FFFD}\u{FFFD} 泣", "deep text 深", "huge file 大"])
      #expect(kept.count == events.count)
    }
  }

  private let deep = String(repeating: "[", count: 5000) + String(repeating: "]", count: 5000)

  @Test("refuses groups: the fact, no words, no person")
  func groups() throws {
    try office { office, folder in
      let line = try ReceiverRun(office, folder: folder)
      let group = #"{"type":"group","groupId":"C1","userId":"U9"}"#
      let said = Told.message("g1", "秘密").replacing(#"{"type":"user","userId":"U1"}"#, with: group)
      #expect(try line.post(Told.delivery(said, Told.plain("g2", "join", source: group))) == 200)
      #expect(try office.events == ["g1 message group", "g2 join group"])
      #expect(try office.messages == [])
      #expect(try office.lines("select user_id as line from app.line_account") == [])
      #expect(try office.lines("select webhook_event_id as line from ops.line_reply_token") == ["g2"])
      #expect(
        try office.lines("select detail::text as line from app.line_event where detail is not null") == [
          #"{"group": "C1"}"#
        ])
    }
  }

  @Test("stores standby events and keeps no token of them")
  func standby() throws {
    try office { office, folder in
      let line = try ReceiverRun(office, folder: folder)
      #expect(try line.post(Told.delivery(Told.message("s1", "一", mode: "standby"), Told.message("s2", "二"))) == 200)
      #expect(try office.messages == ["s1 text 一", "s2 text 二"])
      #expect(try office.lines("select webhook_event_id as line from ops.line_reply_token") == ["s2"])
    }
  }

  @Test("takes the words of a withdrawn message away, before or after it comes, and keeps an edit's newer words")
  func withdrawn() throws {
    try office { office, folder in
      let line = try ReceiverRun(office, folder: folder)
      #expect(try line.post(Told.delivery(Told.unsend("u1", of: "me1"))) == 200)
      #expect(try line.post(Told.delivery(Told.message("e1", "一"), Told.message("e2", "二"))) == 200)
      #expect(try line.post(Told.delivery(Told.unsend("u2", of: "me2"))) == 200)
      #expect(try line.post(Told.delivery(Told.message("e3", "三"), Told.unsend("u3", of: "me3"))) == 200)
      // an edit, before and after the message that it edits
      let edited = Told.message("x4", "四改", message: "me4", at: 1_760_000_005_000, type: "messageEdited")
      #expect(try line.post(Told.delivery(edited)) == 200)
      #expect(try line.post(Told.delivery(Told.message("e4", "四"))) == 200)
      #expect(try line.post(Told.delivery(Told.message("e5", "五"))) == 200)
      #expect(
        try line.post(
          Told.delivery(Told.message("x5", "五改", message: "me5", at: 1_760_000_005_000, type: "messageEdited"))) == 200)
      #expect(
        try line.post(
          Told.delivery(Told.message("x2", "二改", message: "me2", at: 1_760_000_006_000, type: "messageEdited"))) == 200)
      #expect(try line.isWell())
      #expect(
        try office.messages == [
          "e1 text withdrawn", "e2 text withdrawn", "e3 text withdrawn", "e5 text 五改", "x4 text 四改",
        ])
      #expect(
        try office.lines("select distinct sent_at::text as line from app.line_message").count == 1,
        "an edit takes the time of what it edits")
    }
  }
}
