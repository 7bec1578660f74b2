import CaseCore
import Postgres
import TestSupport
import Testing

@Suite("A month's lists, reviews and words")
struct MonthTests {
  private func report(_ connection: Connection, _ office: String?) throws -> String {
    try connection.one("select coalesce(api.month_report(\(office), current_date) ->> 'lists', 'none')")
  }

  @Test("lists of clients are told to a supervisor of that one office and to nobody else who sees its figures")
  func lists() throws {
    try TestOffice.run { office in
      let files = try CaseFiles(office)
      let superuser = try office.omniscient()
      try superuser.script(
        """
        update app.client set received_on = current_date - 100;
        update app.client_closing set closed_on = current_date - 100;
        update app.client_reopening set reopened_on = current_date - 100;
        update app.session_version set held_at = held_at - interval '100 days'
        """)
      let told = try report(office.connection("suzuki"), "fukuoka")
      #expect(told.contains(files.s.code), "\(told)")
      #expect(!told.contains(files.k.code))
      for place in ["fukuoka", "kitakyushu", nil] {
        #expect(try report(office.connection("admin"), place) == "none", "admin, \(place ?? "all")")
      }
      try superuser.script("set session authorization reporter")
      for place in ["fukuoka", "kitakyushu", nil] {
        #expect(try report(superuser, place) == "none", "reporter, \(place ?? "all")")
      }
      try superuser.script("reset session authorization")
      // a supervisor of both offices has each office's lists, and none over both
      try superuser.script(
        """
        insert into app.duty (staff_id, office_id, role)
        select s.id, o.id, 'supervisor' from app.staff s, app.office o
        where s.login = '\(office.login("suzuki"))' and o.code = 'kitakyushu'
        """)
      #expect(try report(office.connection("suzuki"), "kitakyushu").contains(files.k.code))
      #expect(try report(office.connection("suzuki"), nil) == "none")
    }
  }

  @Test("a supervisor of another office finds no session to review, and all that are named are reviewed or none")
  func reviews() throws {
    try TestOffice.run { office in
      let files = try CaseFiles(office)
      try office.makeStaff("hara", "supervisor", at: "kitakyushu")
      func review(_ person: String, _ sessions: [RecordID]) throws -> Outcome {
        try office.connection(person).attempt(
          "select state as line from api.session_review(\(TestOffice.id()), \(sessions), null)")
      }
      func reviews() throws -> Int { try office.omniscient().one("select count(*) from app.session_review") }
      #expect(try review("hara", [files.s.session]).state == "IP003")
      #expect(try review("suzuki", [files.s.session, files.k.session]).state == "IP003")
      #expect(try review("suzuki", []).state == "IP003")
      #expect(try reviews() == 0)
      #expect(try review("suzuki", [files.s.session]).rows == ["saved"])
      #expect(try review("suzuki", [files.s.session]).rows == ["duplicate"])
      #expect(try reviews() == 1)
    }
  }

  @Test("nobody reviews what they wrote a version of, or took part in, whoever amended it last")
  func own() throws {
    try TestOffice.run { office in
      let files = try CaseFiles(office)
      let sato = try office.connection("sato")
      let suzuki = try office.connection("suzuki")
      func review(_ session: RecordID) throws -> Outcome {
        try suzuki.attempt("select state as line from api.session_review(\(TestOffice.id()), \([session]), null)")
      }
      func refused(_ outcome: Outcome) -> Bool { outcome.state == "IP004" && outcome.message.contains("review.own") }
      // took part, by the counselor's own word
      let visit = TestOffice.id()
      try sato.run(
        """
        select api.session_log(\(visit), \(files.s.code), 'consultation', 'home_visit', 50, null, '{person}', 'spoke', false,
          \([office.login("suzuki")]), null)
        """)
      #expect(refused(try review(visit)))
      // amended a counselor's record, and the counselor amended it again without them
      try suzuki.run(
        """
        select api.session_amend(\(TestOffice.id()), \(files.s.session), null, null, null, 40, null, null, null, null, null, null,
          'x')
        """)
      #expect(refused(try review(files.s.session)))
      try sato.run(
        """
        select api.session_amend(\(TestOffice.id()), \(files.s.session), null, null, null, 45, null, null, null, null, null, null,
          'x')
        """)
      #expect(refused(try review(files.s.session)))
      let kept: Int = try office.omniscient().one("select count(*) from app.session_review")
      #expect(kept == 0)
    }
  }

  @Test("a moved session takes its reviews along")
  func moved() throws {
    try TestOffice.run { office in
      let files = try CaseFiles(office)
      let suzuki = try office.connection("suzuki")
      try suzuki.run("select api.session_review(\(TestOffice.id()), \([files.s.session]), null)")
      let other = TestOffice.id()
      let code: String = try office.connection("sato").one(
        """
        select code from api.client_add(\(other), null, 'ほかの方', null, false, null, null, null, null, null, null, '{}', '{}', '{}',
          null, null, true)
        """)
      try suzuki.run("select api.session_move(\(TestOffice.id()), \(files.s.session), \(code))")
      let kept: RecordID = try office.omniscient().one("select client_id from app.session_review")
      #expect(kept == other)
    }
  }

  @Test(
    "what a month's note may hold is the database's rule too: parts, lengths, days, and nobody's office but one's own")
  func notes() throws {
    try TestOffice.run { office in
      let suzuki = try office.connection("suzuki")
      func write(_ month: String, _ changes: String, office place: String = "fukuoka") throws -> String {
        let outcome = try suzuki.attempt(
          """
          select state as line from api.month_write(
            \(TestOffice.id()), \(place), \(month)::text::date, null, \(changes)::text::jsonb)
          """)
        return outcome.state == "00000" ? outcome.rows.joined() : outcome.message
      }
      #expect(try write("2025-02-14", #"{"open_days": 28, "issues": "x"}"#) == "saved")
      #expect(try write("2025-02-01", #"{"open_days": 29}"#) == "month.open_days")
      #expect(try write("2025-02-01", #"{"open_days": -1}"#) == "month.open_days")
      #expect(try write("2025-02-01", #"{"client": "x"}"#) == "month.part_unknown")
      #expect(try write("2025-02-01", "{}") == "month.nothing_written")
      #expect(try write("2025-02-01", "[]") == "month.nothing_written")
      #expect(try write("2025-02-01", "{\"issues\": \"\\u001b\"}") == "month.text_form")
      #expect(try write("2025-02-01", "{\"issues\": \"\(String(repeating: "x", count: 65537))\"}") == "month.text_form")
      #expect(try write("2025-02-01", #"{"issues": "x"}"#, office: "kitakyushu") == "office.not_yours")
      let stands: [String] = try office.omniscient().lines(
        "select concat_ws(' ', month, version, issues, open_days) as line from app.month_note")
      #expect(stands == ["2025-02-01 1 x 28"])
    }
  }
}
