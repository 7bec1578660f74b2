import Postgres
import TestSupport
import Testing

@Suite("Rules 4 and 7: tickets")
struct TicketTests {
  /// The words of sato's case by every function that shows some; on a ticket all of them, without one none.
  private func words(of file: CaseFiles.File, to connection: Connection) throws -> Set<String> {
    var seen: Set<String> = []
    for sql: SQL in [
      "select body as line from api.session_notes(\(file.session))",
      "select note as line from api.assess_show(\(file.code)) where note is not null",
      "select concat_ws(' ', goal, action, reward, consult) as line from api.plan_show(\(file.code)) where goal is not null",
      "select concat_ws(' ', feeling, praise) as line from api.plan_checks(\(file.code)) where feeling is not null",
      "select note as line from api.referral_history(\(file.referral.description)) where note is not null",
    ] {
      for row in try connection.attempt(sql).rows { seen.formUnion(row.split(separator: " ").map(String.init)) }
    }
    return seen
  }

  private func all(_ file: CaseFiles.File) -> Set<String> {
    Set(CaseFiles.record.filter { $0 != "why" }.map(file.word))
  }

  private func close(_ office: TestOffice) throws {
    try office.omniscient().script("update app.access set until = clock_timestamp()")
  }

  @Test(
    "without a ticket no word is shown, in its own transaction none, from the next on all, and none once it has run out"
  )
  func life() throws {
    try TestOffice.run { office in
      let files = try CaseFiles(office)
      try close(office)
      for person in ["sato", "suzuki"] {
        let reader = try office.connection(person)
        #expect(try words(of: files.s, to: reader).isEmpty)
        try reader.run("begin")
        try reader.run("select api.client_open(\(files.s.code))")
        #expect(try words(of: files.s, to: reader).isEmpty, "a ticket of the same transaction")
        // a savepoint is no way around
        try reader.script("savepoint a; release savepoint a")
        #expect(try words(of: files.s, to: reader).isEmpty)
        try reader.run("rollback")
        #expect(try words(of: files.s, to: reader).isEmpty, "rolled back")
        try reader.run("select api.client_open(\(files.s.code))")
        #expect(try words(of: files.s, to: reader) == all(files.s))
        let tickets: Int = try office.omniscient().one(
          "select count(*) from app.access where staff_id = (select id from app.staff where login = \(office.login(person))) and until > now()"
        )
        #expect(tickets == 1)
        try close(office)
        #expect(try words(of: files.s, to: reader).isEmpty, "run out")
      }
    }
  }

  @Test("a ticket runs out inside a transaction too: its clock does not stand still")
  func insideATransaction() throws {
    try TestOffice.run { office in
      let files = try CaseFiles(office)
      let sato = try office.connection("sato")
      try sato.run("begin")
      #expect(try words(of: files.s, to: sato) == all(files.s))
      // the end lies after the beginning of this transaction, so now() would still let it pass
      try close(office)
      #expect(try words(of: files.s, to: sato).isEmpty)
      let afterBegin: Bool = try sato.one("select now() < clock_timestamp()")
      #expect(afterBegin)
      try sato.run("rollback")
    }
  }

  @Test("in a read-only transaction nothing is opened")
  func readOnly() throws {
    try TestOffice.run { office in
      let files = try CaseFiles(office)
      try close(office)
      let sato = try office.connection("sato")
      try sato.run("begin read only")
      #expect(try sato.attempt("select api.client_open(\(files.s.code))::text as line").state == "25006")
      try sato.run("rollback")
      #expect(try words(of: files.s, to: sato).isEmpty)
    }
  }

  @Test("a valid ticket is worthless after the client was handed on, the duty ended or the account was closed")
  func endedAccess() throws {
    try TestOffice.run { office in
      let files = try CaseFiles(office)
      let sato = try office.connection("sato")
      #expect(try words(of: files.s, to: sato) == all(files.s))
      try office.connection("suzuki").run(
        "select api.client_assign(\(TestOffice.id()), \(files.s.code), \(office.login("tanaka")), 'main')")
      #expect(try words(of: files.s, to: sato).isEmpty, "handed on")
      try office.connection("suzuki").run(
        "select api.client_assign(\(TestOffice.id()), \(files.s.code), \(office.login("sato")), 'main')")
      #expect(try words(of: files.s, to: sato) == all(files.s), "and back")
      try office.omniscient().run(
        """
        insert into app.duty_end (duty_id, ended_by) select d.id, s.id from app.duty d join app.staff s on s.id = d.staff_id
        where s.login = \(office.login("sato"))
        """)
      #expect(try words(of: files.s, to: sato).isEmpty, "the duty ended")
      try office.omniscient().script("delete from app.duty_end")
      #expect(try words(of: files.s, to: sato) == all(files.s))
      try office.omniscient().run(
        "insert into app.staff_end (staff_id, ended_by) select id, id from app.staff where login = \(office.login("sato"))"
      )
      #expect(try words(of: files.s, to: sato).isEmpty, "the account was closed")
    }
  }

  @Test("what the broken glass lets one read, one cannot carry away into one's own caseload")
  func carriedAway() throws {
    try TestOffice.run { office in
      let files = try CaseFiles(office)
      let tanaka = try office.connection("tanaka")
      let own: String = try tanaka.one(
        """
        select code from api.client_add(\(TestOffice.id()), null, 'x', null, false, null, null, null, null, null, null, '{}',
          '{}', '{}', null, null, true)
        """)
      try tanaka.run("select api.client_break_glass(\(files.s.code), 'handover', '担当者の急病')")
      #expect(try words(of: files.s, to: tanaka) == all(files.s), "the glass is broken")
      let moved = try tanaka.attempt(
        "select state as line from api.session_move(\(TestOffice.id()), \(files.s.session), \(own))")
      #expect(moved.state == "IP003", "\(moved.rows) \(moved.state) \(moved.message)")
      let stays: Bool = try office.omniscient().one(
        "select client_id = \(files.s.client) from app.session where id = \(files.s.session)")
      #expect(stays)
    }
  }
}
