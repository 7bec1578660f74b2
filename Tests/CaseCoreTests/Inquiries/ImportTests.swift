import Postgres
import TestSupport
import Testing

@testable import CaseCore

@Suite("Imported calls, call-backs and bookings")
struct ImportTests {
  private typealias Row = CallFileTests

  private static func states(
    _ rows: [String], office: String? = nil, zone: String = "Asia/Tokyo", dryRun: Bool = false, in store: CaseStore
  ) throws -> [String] {
    try Inquiry.importCalls(Row.read(rows), office: office, zone: zone, dryRun: dryRun, in: store).map(\.state.rawValue)
  }

  private static func count(_ table: String, in office: TestOffice) throws -> Int {
    try office.omniscient().one("select count(*) from app.\(raw: table)")
  }

  static let morning = [
    Row.row("0925557246", at: "2025-11-20 09:00:00", "NO ANSWER", id: "1"),
    Row.row("0312345678", at: "2025-11-20 09:01:00", "ANSWERED", talked: 125, id: "2"),
    Row.row("+81 92-555-7246", at: "2025-11-20 09:02:00", "BUSY", id: "3"),
    Row.row("anonymous", at: "2025-11-20 09:03:00", "NO ANSWER", id: "4"),
    Row.row("anonymous", at: "2025-11-20 09:04:00", "ANSWERED", talked: 3000, id: "5"),
    Row.row("0925557246", at: "2025-11-21 09:00:00", "CONGESTION", id: "6"),
  ]

  @Test("a morning's calls become inquiries and call-backs; the same again, or a part of it, changes nothing")
  func again() throws {
    try TestOffice.run { office in
      let mori = try office.store("mori")
      let trial = try Self.states(Self.morning, dryRun: true, in: mori)
      #expect(trial == ["inserted", "inserted", "repeated", "inserted", "inserted", "inserted"])
      #expect(try Self.count("inquiry", in: office) == 0)
      #expect(try Self.states(Self.morning, in: mori) == trial)
      #expect(try Self.count("inquiry", in: office) == 5)
      let entries = try Self.count("inquiry_call", in: office)
      #expect(entries == 6)
      #expect(Set(try Self.states(Self.morning, in: mori)) == ["unchanged"])
      #expect(Set(try Self.states(Array(Self.morning[2...]), in: mori)) == ["unchanged"])
      // the same calls from a file of sixteen columns, which names none of them
      let nameless = [
        Row.row("0925557246", at: "2025-11-20 09:00:00", "NO ANSWER", columns: 16),
        Row.row("0312345678", at: "2025-11-20 09:01:00", "ANSWERED", talked: 125, columns: 16),
      ]
      #expect(Set(try Self.states(nameless, in: mori)) == ["unchanged"])
      #expect(try Self.count("inquiry", in: office) == 5)
      let all = try Inquiry.list(open: false, in: nil, from: mori).reversed()
      #expect(all.map(\.minutes) == [nil, 3, nil, 50, nil])
      #expect(all.map(\.callerPhone) == ["092-555-7246", "03-1234-5678", "非通知", "非通知", "092-555-7246"])
      #expect(all.map(\.closeReason) == [nil, nil, "no_number", nil, nil])
      let due = try CallBack.list(in: mori)
      #expect(due.map(\.calls) == [2, 1])
      // the other office imports the same calls as its own
      #expect(try Self.states(Array(Self.morning[..<2]), in: office.store("kato")) == ["inserted", "inserted"])
    }
  }

  @Test("one batch after the other gives what the whole gives")
  func order() throws {
    try TestOffice.run { office in
      let mori = try office.store("mori")
      for row in Self.morning.reversed() { _ = try Self.states([row], in: mori) }
      #expect(try Self.count("inquiry", in: office) == 5)
      #expect(try CallBack.list(in: mori).map(\.calls) == [2, 1])
    }
  }

  @Test("a log that keeps Greenwich's time is the same calls")
  func zones() throws {
    try TestOffice.run { office in
      let mori = try office.store("mori")
      _ = try Self.states(
        [Row.row("0925557246", at: "2025-11-20 00:30:00", "BUSY", columns: 16)], zone: "UTC", in: mori)
      for (start, zone) in [("09:30", "Asia/Tokyo"), ("09:30", "+09:00"), ("02:30", "+02:00")] {
        let states = try Self.states(
          [Row.row("0925557246", at: "2025-11-20 \(start):00", "BUSY", columns: 16)], zone: zone, in: mori)
        #expect(states == ["unchanged"])
      }
      for zone in ["Mars/Olympus", "", "+9", "'; select 1"] {
        #expect(throws: CaseError.self) { try Self.states(Self.morning, zone: zone, in: mori) }
      }
    }
  }

  @Test("a call that somebody wrote down while they talked is that call")
  func known() throws {
    try TestOffice.run { office in
      let sato = try office.store("sato")
      var new = NewInquiry(channel: "phone", kind: "consultation", relation: "mother")
      new.receivedAt = try Instant(parsing: "2025-11-20T09:01:30+09:00", now: Instant.last)
      new.callerPhone = try PhoneNumber(parsing: "03-1234-5678")
      new.minutes = try Minutes(2)
      let written = try Inquiry.add(new, id: TestOffice.id(), in: sato).code
      new.receivedAt = try Instant(parsing: "2025-11-20T09:04:20+09:00", now: Instant.last)
      new.callerPhone = nil
      let nameless = try Inquiry.add(new, id: TestOffice.id(), in: sato).code
      let imported = try Inquiry.importCalls(
        Row.read(Self.morning), office: nil, zone: "Asia/Tokyo", dryRun: false, in: try office.store("mori"))
      #expect(imported.filter { $0.state == .known }.map(\.code) == [written, nameless])
      #expect(try Self.count("inquiry", in: office) == 5)
    }
  }

  @Test("a call that is linked to a colleague's client is known whoever imports it; a trial tells nobody so")
  func linked() throws {
    try TestOffice.run { office in
      let (sato, tanaka) = (try office.store("sato"), try office.store("tanaka"))
      var client = NewClient()
      client.name = "山田 花子"
      _ = try Client.add(client, id: TestOffice.id(), evenIfSimilar: true, in: sato)
      let whose = try #require(try Client.list(in: sato).first?.code)
      for (moment, number) in [("09:01:30", "03-1234-5678"), ("09:04:20", nil)] {
        var new = NewInquiry(channel: "phone", kind: "consultation", relation: "mother")
        new.receivedAt = try Instant(parsing: "2025-11-20T\(moment)+09:00", now: Instant.last)
        new.callerPhone = try number.map { try PhoneNumber(parsing: $0) }
        let code = try InquiryCode(parsing: try #require(try Inquiry.add(new, id: TestOffice.id(), in: sato).code))
        _ = try Inquiry.link(code, to: ClientReference(whose), id: TestOffice.id(), in: sato)
      }
      let trial = try Self.states(Self.morning, dryRun: true, in: tanaka)
      #expect(trial == ["inserted", "inserted", "repeated", "inserted", "inserted", "inserted"])
      let states = try Self.states(Self.morning, in: tanaka)
      #expect(states == ["inserted", "known", "repeated", "inserted", "known", "inserted"])
      #expect(try Self.count("inquiry", in: office) == 5)
      // and nothing more is entered by whoever imports next
      for person in ["sato", "mori", "suzuki", "tanaka"] {
        #expect(Set(try Self.states(Self.morning, in: office.store(person))) == ["unchanged"])
      }
      #expect(try Self.count("inquiry", in: office) == 5)
    }
  }

  @Test(
    "an imported call is completed afterwards: the month's figures are right, nothing is typed twice, and what stood stays on record"
  )
  func completed() throws {
    try TestOffice.run { office in
      let (sato, mori) = (try office.store("sato"), try office.store("mori"))
      let imported = try Inquiry.importCalls(
        Row.read(Self.morning), office: nil, zone: "Asia/Tokyo", dryRun: false, in: mori)
      let code = try InquiryCode(parsing: try #require(imported[1].code))
      func figures() throws -> String {
        try office.omniscient().one(
          "select string_agg(i.kind || ' ' || i.relation || ' ' || coalesce(i.minutes::text, '-'), ', ' order by i.received_at) from app.inquiry i where i.code = \(code.canonical)"
        )
      }
      #expect(try figures() == "unknown unknown 3")
      var new = InquiryCompletion()
      new.kind = "consultation"
      new.relation = "mother"
      new.told.callerName = "山田 洋子"
      new.told.note = try Note("息子のこと")
      let id = TestOffice.id()
      #expect(try Inquiry.amend(code, with: new, id: id, in: sato).state == "saved")
      #expect(try Inquiry.amend(code, with: new, id: id, in: sato).state == "duplicate")
      #expect(try figures() == "consultation mother 3")
      let shown = try Inquiry.show(code, in: sato)
      #expect(
        shown.inquiry.callerPhone == "03-1234-5678" && shown.inquiry.callerName == "山田 洋子" && shown.note == "息子のこと")
      let month: String = try office.connection("suzuki").one(
        "select (api.month_report('fukuoka', '2025-11-01') -> 'figures' -> 'inquiries' ->> 'consultations')")
      #expect(month == "1")
      // importing again changes nothing of it
      #expect(Set(try Self.states(Self.morning, in: mori)) == ["unchanged"])
      #expect(try figures() == "consultation mother 3")

      func refused(_ change: (inout InquiryCompletion) throws -> Void) -> String? {
        var wrong = InquiryCompletion()
        do {
          try change(&wrong)
          _ = try Inquiry.amend(code, with: wrong, id: TestOffice.id(), in: sato)
        } catch CaseError.refused(let rule) {
          return rule
        } catch {
          return "\(error)"
        }
        return nil
      }
      #expect(refused { $0.relation = "father" } == "inquiry.reason_missing")
      #expect(refused { $0.minutes = try Minutes(40) } == "inquiry.reason_missing")
      #expect(refused { $0.kind = "consultation" } == "inquiry.nothing_new")
      #expect(refused { $0.told.callerName = "別の名前" } == "inquiry.told_already")
      #expect(refused { $0.told.callerPhone = try PhoneNumber(parsing: "092-555-7246") } == "inquiry.told_already")
      #expect(refused { $0.told.note = try Note("別の話") } == "inquiry.told_already")
      var correction = InquiryCompletion()
      correction.relation = "father"
      correction.minutes = try Minutes(40)
      correction.reason = try Note("聞き違い")
      _ = try Inquiry.amend(code, with: correction, id: TestOffice.id(), in: sato)
      #expect(try figures() == "consultation father 40")
      let before = try Inquiry.amendments(of: code, in: sato)
      #expect(before.map(\.relation) == ["unknown", "mother"] && before.map(\.minutes) == [3, 3])
      #expect(before.map(\.filled) == [["caller_name", "note"], []] && before.map(\.reason) == [nil, "聞き違い"])
      // of a withheld number the caller can tell theirs
      var told = InquiryCompletion()
      told.told.callerPhone = try PhoneNumber(parsing: "090-1234-5678")
      let withheld = try InquiryCode(parsing: try #require(imported[4].code))
      _ = try Inquiry.amend(withheld, with: told, id: TestOffice.id(), in: sato)
      #expect(try Inquiry.named(withheld, in: sato).callerPhone == "090-1234-5678")
      // once it is a client's, it is not a colleague's to complete
      var client = NewClient()
      client.name = "山田 太郎"
      client.fromInquiry = code
      _ = try Client.add(client, id: TestOffice.id(), evenIfSimilar: true, in: sato)
      let tanaka = try office.store("tanaka")
      for (target, store) in [(code, tanaka), (withheld, try office.store("kato"))] {
        #expect(throws: CaseError.self) {
          var mine = InquiryCompletion()
          mine.told.aboutName = "x"
          _ = try Inquiry.amend(target, with: mine, id: TestOffice.id(), in: store)
        }
      }
    }
  }

  @Test("a call-back stays due until somebody is reached; a later call is due again; getting through settles it")
  func callbacks() throws {
    try TestOffice.run { office in
      let sato = try office.store("sato")
      _ = try Self.states(Array(Self.morning[..<1]), in: sato)
      let code = try InquiryCode(parsing: try #require(try CallBack.list(in: sato).first?.code))
      func attempt(_ result: String, _ at: String) throws -> CallBack.Answer {
        try Inquiry.callBack(
          code, result: result, at: Instant(parsing: "2025-11-20T\(at):00+09:00", now: Instant.last),
          id: TestOffice.id(),
          in: sato)
      }
      for (count, result) in ["no_answer", "busy", "voicemail", "somebody_else"].enumerated() {
        let answer = try attempt(result, "09:1\(count)")
        #expect(answer.attempts == count + 1 && answer.dueAt != nil)
      }
      let due = try #require(try CallBack.list(in: sato).first)
      #expect(due.attempts == 4 && due.lastResult == "somebody_else" && due.why == "missed_call")
      #expect(try attempt("reached", "09:20").dueAt == nil)
      #expect(try CallBack.list(in: sato).isEmpty)
      let response = try Inquiry.named(code, in: sato).firstResponseAt
      #expect(response?.iso == "2025-11-20T09:10:00+09:00")
      // they call again in vain, the same day
      #expect(
        try Self.states([Row.row("0925557246", at: "2025-11-20 15:00:00", "BUSY", id: "7")], in: sato) == ["repeated"])
      #expect(try CallBack.list(in: sato).map(\.attempts) == [0])
      // and get through
      _ = try Self.states([Row.row("0925557246", at: "2025-11-20 16:00:00", "ANSWERED", talked: 60, id: "8")], in: sato)
      #expect(try CallBack.list(in: sato).isEmpty)
      // what was promised is due all the same
      let promise = try Inquiry.promiseCall(
        code, at: Instant.last.adding(seconds: -86400), id: TestOffice.id(), in: sato)
      #expect(promise.dueAt != nil)
      #expect(try CallBack.list(in: sato).map(\.why) == ["promised"])
      #expect(throws: CaseError.self) { try attempt("reached", "08:00") }
      _ = try Inquiry.close(code, reason: "no_reply", id: TestOffice.id(), in: sato)
      #expect(try CallBack.list(in: sato).isEmpty)
    }
  }

  @Test("what to mind when calling is shown to those who may see the client, and to nobody else")
  func cautions() throws {
    try TestOffice.run { office in
      let (sato, tanaka) = (try office.store("sato"), try office.store("tanaka"))
      var client = NewClient()
      client.name = "山田 花子"
      client.phones = [try PhoneNumber(parsing: "092-555-7246")]
      client.cautions = "夫に知られないこと"
      _ = try Client.add(client, id: TestOffice.id(), evenIfSimilar: true, in: sato)
      _ = try Self.states(Self.morning, in: office.store("mori"))
      #expect(try CallBack.list(in: sato).compactMap(\.cautions) == ["夫に知られないこと", "夫に知られないこと"])
      #expect(try CallBack.list(in: tanaka).compactMap(\.cautions) == [])
      #expect(try CallBack.list(in: tanaka).flatMap(\.clients) == [])
      let number = try PhoneNumber(parsing: "０９２−５５５−７２４６")
      #expect(try Caller.known(by: number, in: sato).clients.map(\.cautions) == ["夫に知られないこと"])
      #expect(try Caller.known(by: number, in: tanaka).clients.isEmpty)
      #expect(try Caller.known(by: number, in: office.store("kato")).inquiries.isEmpty)
      #expect(try Caller.known(by: number, in: tanaka).inquiries.count == 2)
    }
  }

  @Test("of two people who claim at once exactly one is answered, on two connections")
  func claims() throws {
    try TestOffice.run { office in
      let sato = try office.connection("sato")
      let tanaka = try office.store("tanaka")
      let answer = try Inquiry.add(
        NewInquiry(channel: "phone", kind: "consultation", relation: "mother"), id: TestOffice.id(),
        in: office.store("mori"))
      let code = try InquiryCode(parsing: try #require(answer.code))
      // sato's claim is not committed yet: whoever comes second waits for it, and is told then
      try sato.run("begin")
      try sato.run("select api.inquiry_claim(\(TestOffice.id()), \(code.canonical))")
      try tanaka.connection.run("set lock_timeout = '50ms'")
      #expect(throws: (any Error).self) { try Inquiry.claim(code, id: TestOffice.id(), in: tanaka) }
      try sato.run("commit")
      var conflict: String?
      do {
        _ = try Inquiry.claim(code, id: TestOffice.id(), in: tanaka)
      } catch CaseError.conflict(let what) {
        conflict = what
      }
      #expect(conflict == "inquiry.already_claimed")
      #expect(try Inquiry.named(code, in: tanaka).claimedBy == office.login("sato"))
    }
  }

  @Test("a free consultation is moved by booking again, and cancelled for a reason")
  func bookings() throws {
    try TestOffice.run { office in
      let (mori, sato) = (try office.store("mori"), try office.store("sato"))
      let answer = try Inquiry.add(
        NewInquiry(channel: "phone", kind: "consultation", relation: "self"), id: TestOffice.id(), in: mori)
      let code = try InquiryCode(parsing: try #require(answer.code))
      let soon = Instant.last.adding(seconds: -1_000_000)
      func book(_ at: Instant, _ staff: String) throws -> Booking {
        try Inquiry.book(code, at: at, staff: office.login(staff), place: nil, id: TestOffice.id(), in: mori)
      }
      // no such moment can be booked: the year is 9999
      #expect(throws: CaseError.self) { try book(soon, "sato") }
      let day: Instant = try office.omniscient().one("select date_trunc('second', now() + interval '2 days') as t")
      #expect(try book(day, "tanaka").place == "office")
      _ = try book(day.adding(seconds: 3600), "sato")
      let booked = try Inquiry.named(code, in: sato)
      #expect(booked.bookedFor == day.adding(seconds: 3600) && booked.bookedWith == office.login("sato"))
      #expect(try TodayItem.list(in: sato).map(\.kind).contains("booking"))
      #expect(try !TodayItem.list(in: office.store("tanaka")).map(\.kind).contains("booking"))
      for staff in ["kato", "mori", "admin", "backup"] {
        #expect(throws: CaseError.self) { try book(day, staff) }
      }
      #expect(throws: CaseError.self) { try book(day.adding(seconds: -400_000), "sato") }
      _ = try Inquiry.cancelBooking(code, reason: "体調がすぐれないため", id: TestOffice.id(), in: sato)
      #expect(try Inquiry.named(code, in: sato).bookedFor == nil)
      #expect(throws: CaseError.self) {
        try Inquiry.cancelBooking(code, reason: "もう一度", id: TestOffice.id(), in: sato)
      }
      _ = try book(day, "sato")
      #expect(try Inquiry.named(code, in: sato).bookedFor == day)
    }
  }

  @Test("what waits comes unclaimed and oldest first; sales, silent and wrong calls are out of the way and counted")
  func triage() throws {
    try TestOffice.run { office in
      let (mori, sato, admin) = (try office.store("mori"), try office.store("sato"), try office.store("admin"))
      var codes: [String] = []
      for (at, kind) in ["consultation", "sales", "recruitment", "silent", "tour", "wrong_number", "consultation"]
        .enumerated()
      {
        var new = NewInquiry(channel: "phone", kind: kind, relation: "unknown")
        new.receivedAt = try Instant(parsing: "2026-10-0\(at + 1)T10:00:00+09:00", now: Instant.last)
        new.callerName = "名前\(at)"
        new.note = try Note("話\(at)")
        codes.append(try #require(try Inquiry.add(new, id: TestOffice.id(), in: mori).code))
      }
      _ = try Inquiry.claim(InquiryCode(parsing: codes[0]), id: TestOffice.id(), in: sato)
      #expect(try Inquiry.triage(all: false, from: mori).map(\.code) == [codes[2], codes[4], codes[6], codes[0]])
      #expect(try Inquiry.triage(all: false, from: sato).map(\.code) == [codes[4], codes[6], codes[0]])
      // the day's list agrees
      for (store, waiting) in [(mori, [2, 4, 6]), (sato, [4, 6]), (admin, [2])] {
        let list = try TodayItem.list(in: store).filter { $0.kind == "inquiry_unclaimed" }.map(\.reference)
        #expect(list == waiting.map { codes[$0] })
      }
      #expect(try Inquiry.triage(all: true, from: sato).map(\.code) == Array(codes[1...]) + [codes[0]])
      #expect(try Inquiry.list(open: false, in: nil, from: mori).count == 7)
      // recruitment is the administrator's, and nothing else is
      let theirs = try Inquiry.triage(all: true, from: admin)
      #expect(theirs.map(\.code) == [codes[2]] && theirs.map(\.callerName) == ["名前2"])
      let shown = try Inquiry.show(InquiryCode(parsing: codes[2]), in: admin)
      #expect(shown.note == "話2")
      #expect(throws: CaseError.self) { try Inquiry.show(InquiryCode(parsing: codes[0]), in: admin) }
      _ = try Inquiry.claim(InquiryCode(parsing: codes[2]), id: TestOffice.id(), in: admin)
      _ = try Inquiry.close(InquiryCode(parsing: codes[2]), reason: "recruitment_done", id: TestOffice.id(), in: admin)
      let answers = try #require(try Responses.list(in: nil, from: mori).first)
      #expect(answers.inquiries == 4 && answers.later == 2 && answers.waiting == 2 && answers.atOnce == 0)
    }
  }

  @Test("an inquiry becomes a client with nothing typed twice, what to mind with it")
  func newcomer() throws {
    try TestOffice.run { office in
      let sato = try office.store("sato")
      var new = NewInquiry(channel: "phone", kind: "consultation", relation: "self")
      new.callerName = "山田 太郎"
      new.callerKana = "やまだ たろう"
      new.callerPhone = try PhoneNumber(parsing: "090-1234-5678")
      new.aboutAge = "32歳"
      new.note = try Note("外に出られない")
      new.cautions = try Note("母に知られないように。留守電は残さない。")
      let code = try InquiryCode(parsing: try #require(try Inquiry.add(new, id: TestOffice.id(), in: sato).code))
      var client = NewClient()
      client.fromInquiry = code
      _ = try Client.add(client, id: TestOffice.id(), evenIfSimilar: false, in: sato)
      let made = try #require(try Client.list(in: sato).first)
      #expect(made.name == "山田 太郎" && made.kana == "やまだ たろう" && made.phones == ["090-1234-5678"])
      #expect(made.ageAbout?.years == 32 && made.cautions == "母に知られないように。留守電は残さない。")
      let shown = try Inquiry.show(code, in: sato)
      #expect(shown.inquiry.clientCode == made.code && shown.inquiry.relation == "self" && shown.note == "外に出られない")
    }
  }
}
