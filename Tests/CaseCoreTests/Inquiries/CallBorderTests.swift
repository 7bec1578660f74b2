import Postgres
import TestSupport
import Testing

@testable import CaseCore

/// Just beside each rule of what is one call, when somebody is due a call, and who is booked with whom.
@Suite("The borders of calls, call-backs and bookings")
struct CallBorderTests {
  private typealias Row = CallFileTests

  private static func states(_ rows: [String], in store: CaseStore) throws -> [String] {
    try Inquiry.importCalls(Row.read(rows), office: nil, zone: "Asia/Tokyo", dryRun: false, in: store)
      .map(\.state.rawValue)
  }

  private static func write(_ number: String, _ time: String, by channel: String = "phone", in store: CaseStore) throws
  {
    var new = NewInquiry(channel: channel, kind: "consultation", relation: "mother")
    new.receivedAt = try Instant(parsing: "2025-11-20T\(time)+09:00", now: Instant.last)
    new.callerPhone = try PhoneNumber(parsing: number)
    _ = try Inquiry.add(new, id: TestOffice.id(), in: store)
  }

  private static func code(in store: CaseStore) throws -> InquiryCode {
    let new = NewInquiry(channel: "phone", kind: "consultation", relation: "self")
    return try InquiryCode(parsing: try #require(try Inquiry.add(new, id: TestOffice.id(), in: store).code))
  }

  private static func moment(_ offset: String, in office: TestOffice) throws -> Instant {
    try office.omniscient().one("select date_trunc('second', now() + \(offset)::interval) as t")
  }

  @Test("an inquiry of another hour, another number or another way is not the call that the telephone system tells of")
  func notThatOne() throws {
    try TestOffice.run { office in
      let mori = try office.store("mori")
      try Self.write("03-1234-5678", "08:00:00", in: mori)
      try Self.write("03-2222-2222", "09:01:30", in: mori)
      try Self.write("03-3333-3333", "11:00:00", by: "email", in: mori)
      let rows = [
        Row.row("0312345678", at: "2025-11-20 09:00:00", "ANSWERED", talked: 60, id: "1"),
        Row.row("0344444444", at: "2025-11-20 09:01:30", "ANSWERED", talked: 60, id: "2"),
        Row.row("0333333333", at: "2025-11-20 11:00:00", "ANSWERED", talked: 60, id: "3"),
      ]
      #expect(try Self.states(rows, in: mori) == ["inserted", "inserted", "inserted"])
    }
  }

  @Test("a missed call joins neither an answered one nor a call-back that was closed; one of the future is left out")
  func missed() throws {
    try TestOffice.run { office in
      let mori = try office.store("mori")
      let answered = Row.row("0925557246", at: "2025-11-20 09:00:00", "ANSWERED", talked: 60, id: "1")
      #expect(try Self.states([answered], in: mori) == ["inserted"])
      #expect(
        try Self.states([Row.row("0925557246", at: "2025-11-20 11:00:00", "BUSY", id: "2")], in: mori) == ["inserted"])
      let due = try InquiryCode(parsing: try #require(try CallBack.list(in: mori).first?.code))
      _ = try Inquiry.close(due, reason: "no_reply", id: TestOffice.id(), in: mori)
      #expect(
        try Self.states([Row.row("0925557246", at: "2025-11-20 12:00:00", "BUSY", id: "3")], in: mori) == ["inserted"])
      #expect(
        try Self.states([Row.row("0925557246", at: "2190-11-20 12:00:00", "BUSY", id: "4")], in: mori) == ["future"])
      // whoever was not seen cannot be called back, and a long night is a day at most
      let others = [
        Row.row("anonymous", at: "2025-11-20 13:00:00", "BUSY", id: "5"),
        Row.row("0312345678", at: "2025-11-20 13:00:00", "ANSWERED", talked: 100_000, id: "6"),
        Row.row("0322222222", at: "2025-11-20 13:00:00", "ANSWERED", talked: 0, id: "7"),
      ]
      #expect(try Self.states(others, in: mori) == ["inserted", "inserted", "inserted"])
      #expect(try CallBack.list(in: mori).count == 1)
      #expect(try office.omniscient().one("select count(*) from app.inquiry_callback", as: Int.self) == 2)
      #expect(try Inquiry.list(open: false, in: nil, from: mori).compactMap(\.minutes).sorted() == [1, 1, 1440])
    }
  }

  @Test("a further call is due anew where somebody was reached before it, and only there")
  func furtherCalls() throws {
    try TestOffice.run { office in
      let mori = try office.store("mori")
      func missed(_ time: String, _ id: String) throws -> [String] {
        try Self.states([Row.row("0925557246", at: "2025-11-20 \(time):00", "BUSY", id: id)], in: mori)
      }
      #expect(try missed("09:00", "1") == ["inserted"])
      let code = try InquiryCode(parsing: try #require(try CallBack.list(in: mori).first?.code))
      func attempt(_ result: String, _ time: String) throws {
        _ = try Inquiry.callBack(
          code, result: result, at: Instant(parsing: "2025-11-20T\(time):00+09:00", now: Instant.last),
          id: TestOffice.id(), in: mori)
      }
      try attempt("no_answer", "09:10")
      #expect(try missed("09:30", "2") == ["repeated"])
      #expect(try CallBack.list(in: mori).map(\.attempts) == [1])
      try attempt("reached", "10:00")
      // of before they were reached, though it is imported later
      #expect(try missed("09:45", "3") == ["repeated"])
      #expect(try CallBack.list(in: mori).isEmpty)
      #expect(try missed("10:30", "4") == ["repeated"])
      #expect(try CallBack.list(in: mori).map(\.attempts) == [0])
    }
  }

  @Test("of two who import at once the second waits, and finds what the first wrote")
  func atOnce() throws {
    try TestOffice.run { office in
      let (mori, sato) = (try office.store("mori"), try office.store("sato"))
      try mori.connection.script("begin")
      let row = Row.row("0925557246", at: "2025-11-20 09:00:00", "BUSY", id: "1")
      #expect(try Self.states([row], in: mori) == ["inserted"])
      try sato.connection.script("set lock_timeout = '50ms'")
      // another call of that number, which joins the first
      let next = Row.row("0925557246", at: "2025-11-20 09:05:00", "BUSY", id: "2")
      #expect(throws: CaseError.self) { try Self.states([next], in: sato) }
      try mori.connection.script("commit")
      #expect(try Self.states([row, next], in: sato) == ["unchanged", "repeated"])
    }
  }

  @Test(
    "a call that was tried is neither of tomorrow nor from before it came; a promise is neither past nor for what is closed"
  )
  func promises() throws {
    try TestOffice.run { office in
      let mori = try office.store("mori")
      let code = try Self.code(in: mori)
      for offset in ["1 hour", "-2 days"] {
        let at = try Self.moment(offset, in: office)
        #expect(throws: CaseError.self, "\(offset)") {
          try Inquiry.callBack(code, result: "reached", at: at, id: TestOffice.id(), in: mori)
        }
      }
      let (yesterday, tomorrow) = (try Self.moment("-1 day", in: office), try Self.moment("1 day", in: office))
      #expect(throws: CaseError.self) { try Inquiry.promiseCall(code, at: yesterday, id: TestOffice.id(), in: mori) }
      _ = try Inquiry.promiseCall(code, at: tomorrow, id: TestOffice.id(), in: mori)
      _ = try Inquiry.close(code, reason: "answered", id: TestOffice.id(), in: mori)
      #expect(throws: CaseError.self) { try Inquiry.promiseCall(code, at: tomorrow, id: TestOffice.id(), in: mori) }
    }
  }

  @Test(
    "nobody is booked with who has left or has another duty now, for the past, or after the end; a cancelling says why")
  func bookings() throws {
    try TestOffice.run { office in
      let mori = try office.store("mori")
      let code = try Self.code(in: mori)
      let (yesterday, tomorrow) = (try Self.moment("-1 day", in: office), try Self.moment("1 day", in: office))
      func book(_ staff: String, at moment: Instant) throws -> Booking {
        try Inquiry.book(code, at: moment, staff: office.login(staff), place: nil, id: TestOffice.id(), in: mori)
      }
      #expect(throws: CaseError.self) { try book("sato", at: yesterday) }
      _ = try book("sato", at: tomorrow)
      #expect(throws: CaseError.self) { try Inquiry.cancelBooking(code, reason: " ", id: TestOffice.id(), in: mori) }
      let superuser = try office.omniscient()
      let (sato, tanaka) = (office.login("sato"), office.login("tanaka"))
      try superuser.run(
        "insert into app.staff_end (staff_id, ended_by) select id, id from app.staff where login = \(sato)")
      try superuser.run(
        """
        insert into app.duty_end (duty_id, ended_by)
        select d.id, s.id from app.duty d join app.staff s on s.id = d.staff_id where s.login = \(tanaka)
        """)
      for staff in ["sato", "tanaka"] {
        #expect(throws: CaseError.self, "\(staff)") { try book(staff, at: tomorrow) }
      }
      _ = try book("suzuki", at: tomorrow)
      _ = try Inquiry.close(code, reason: "answered", id: TestOffice.id(), in: mori)
      #expect(throws: CaseError.self) { try book("suzuki", at: tomorrow) }
    }
  }
}
