import CaseCore
import CaseReport
import Paper
import Postgres
import TestSupport
import Testing

@Suite("Closing a month with programs in it")
struct ProgramClosingTests {
  /// The office of `History`, whose client is in the program `city` from 1 May 2020 on, and the mother in none.
  private func inProgram(presence: String = "case", _ body: (TestOffice, History) throws -> Void) throws {
    try TestOffice.run { office in
      let history = try History(office)
      try add("city", presence: presence, to: office)
      try enrol(history.client, in: "city", office)
      try body(office, history)
    }
  }

  private func add(
    _ code: String, presence: String = "case", offices: [String] = ["fukuoka"], to office: TestOffice
  ) throws {
    var new = try NewProgram(
      code: code, offices: offices, name: "ひきこもり支援事業", from: CalendarDate(year: 2020, month: 4, day: 1))
    new.presence = presence
    new.year = try FiscalYear(parsing: "2020")
    new.target = ProgramTarget(inquiries: 10, sessions: 100, people: 5)
    _ = try Program.add(new, id: TestOffice.id(), in: office.store("admin"))
  }

  private func enrol(_ client: ClientReference, in program: String, _ office: TestOffice) throws {
    _ = try Client.enrol(
      client, in: program, from: CalendarDate(year: 2020, month: 5, day: 1), until: nil, id: TestOffice.id(),
      in: office.store("suzuki"))
  }

  private func report(
    _ month: ReportMonth, _ program: String? = "city", edition: Int? = nil, of office: TestOffice,
    as who: String = "suzuki"
  ) throws -> MonthReport {
    try MonthReport.read(month, office: nil, program: program, edition: edition, in: office.store(who))
  }

  /// Closes May with a file for each report, which says whose it is and how many sessions it has.
  private func closeMay(_ office: TestOffice) throws {
    let answer = try MonthClosing.close(
      History.may, office: nil, id: TestOffice.id(), in: office.store("suzuki"),
      render: { report in
        let text = "\(report.program?.code ?? "office") \(report.figures["sessions.count"])"
        return [ReportFile(format: "html", lang: "ja", bytes: Array(text.utf8))]
      })
    #expect(answer.state == "saved")
  }

  private func file(_ program: String?, of office: TestOffice) throws -> String? {
    try MonthReport.read(
      History.may, office: nil, program: program, edition: nil, format: "html", lang: "ja", in: office.store("suzuki")
    ).file.map { String(decoding: $0, as: UTF8.self) }
  }

  @Test(
    "the program's report, its rows and its file are kept, whatever becomes of enrolments, sessions and the contract")
  func keeps() throws {
    try inProgram { office, history in
      #expect(try report(History.may, of: office).figures["sessions.count"] == 2)
      try closeMay(office)
      try history.log(.init(5, 30), "phone", minutes: 10)
      try enrol(history.mother, in: "city", office)
      try office.omniscient().script(
        """
        set session_replication_role = replica;
        update app.program_version set name = '別の事業', presence = 'person', until_on = '2020-04-30';
        delete from app.program_target;
        delete from app.enrolment where client_id = (select c.id from app.client c where c.code = '\(history.client.text)');
        """)
      let kept = try report(History.may, of: office)
      #expect(kept.standing == .closed(edition: 1))
      #expect(kept.figures["sessions.count"] == 2 && kept.figures["clients.active"] == 1)
      #expect(kept.program?.name == "ひきこもり支援事業" && kept.program?.target?.sessions == 100)
      #expect(try [file("city", of: office), file(nil, of: office)] == ["city 2", "office 3"])
      let rows = try MonthRows.read(
        "sessions.count", of: History.may, office: nil, program: "city", in: office.store("suzuki"))
      #expect(rows.value == 2 && rows.edition == 1 && Set(rows.facts.map(\.client)) == [history.client.text])
      #expect(try MonthClosing.list(office: nil, in: office.store("suzuki")).map(\.programs) == [["city"]])
    }
  }

  @Test("every figure of a program opens to as many rows as it counts, counted by heads too, open and closed")
  func everyFigure() throws {
    try inProgram(presence: "person") { office, history in
      let suzuki = try office.store("suzuki")
      let wanted = try office.connection("suzuki").all(
        "select path, value from api.month_figure_rows('fukuoka', \(History.may.firstDay), 'city') order by path"
      ) { (try $0.decode("path", as: String.self), try $0.decode("value", as: Int.self)) }
      .filter { !FigureName.isOfOtherSpan($0.0) && !$0.0.hasPrefix("attention.") }
      #expect(wanted.contains { $0 == ("enrolment.entered", 1) } && wanted.contains { $0 == ("sessions.count", 3) })
      func compare(_ edition: Int?) throws {
        for (path, value) in wanted {
          #expect(FigureName.isKnown(path) && FigureName.words(path).ja != path, "\(path) has a name")
          let rows = try MonthRows.read(path, of: History.may, office: nil, program: "city", in: suzuki)
          #expect(rows.value == value && rows.edition == edition, "\(path)")
        }
      }
      try compare(nil)
      try closeMay(office)
      try office.omniscient().script(
        "set session_replication_role = replica; delete from app.session_version; delete from app.enrolment")
      try compare(1)
      #expect(
        try refusal {
          _ = try MonthRows.read("enrolment.entered", of: History.may, office: nil, in: suzuki)
        } == "figure.unknown")
    }
  }

  @Test("late entries adjust the program's later report by what is the program's, and the office's by all of it")
  func adjusts() throws {
    try inProgram { office, history in
      try closeMay(office)
      func change(_ program: String?) throws -> Int? {
        try report(History.june, program, of: office).adjustments.first { $0.figure == "sessions.count" }?.change
      }
      #expect(try change("city") == nil)
      try history.log(.init(5, 30), "phone", minutes: 10, of: history.mother)
      #expect(try [change(nil), change("city")] == [1, nil], "the mother is in no program")
      try history.log(.init(5, 30), "phone", minutes: 10)
      #expect(try [change(nil), change("city")] == [2, 1])
      // a case that should have been in the program since May brings what it had
      try enrol(history.mother, in: "city", office)
      #expect(try [change(nil), change("city")] == [2, 3])
      let june = try report(History.june, of: office).adjustments
      #expect(june.first { $0.figure == "enrolment.entered" }?.change == 1)
    }
  }

  @Test("closed again, the program's second edition says what it changes of the first; the first is still there")
  func editions() throws {
    try inProgram { office, history in
      try closeMay(office)
      try history.reopen(History.may)
      try enrol(history.mother, in: "city", office)
      let open = try report(History.may, of: office)
      #expect(open.standing == .open && open.correction?.edition == 1)
      #expect(open.correction?.changes.first { $0.figure == "sessions.count" } == .init("sessions.count", 2, 3))
      #expect(try report(History.may, nil, of: office).correction?.changes == [], "the office's figures are the same")
      try closeMay(office)
      #expect(try report(History.may, of: office).standing == .closed(edition: 2))
      #expect(try report(History.may, edition: 1, of: office).figures["sessions.count"] == 2)
      #expect(try file("city", of: office) == "city 3")
    }
  }

  @Test("nothing is kept where a case was enrolled while the files were made")
  func changed() throws {
    try inProgram { office, history in
      let found = try refusal {
        _ = try MonthClosing.close(History.may, office: nil, id: TestOffice.id(), in: office.store("suzuki")) { _ in
          if try Client.enrolments(history.mother, in: office.store("suzuki")).isEmpty {
            try enrol(history.mother, in: "city", office)
          }
          return []
        }
      }
      #expect(found == "conflict month.changed")
      #expect(try MonthClosing.list(office: nil, in: office.store("suzuki")).isEmpty)
    }
  }

  @Test("what was not the month's when it was closed, and a program over several offices, stays live and says so")
  func live() throws {
    try inProgram { office, _ in
      try add("both", offices: ["fukuoka", "kitakyushu"], to: office)
      try closeMay(office)
      try add("late", to: office)
      #expect(try report(History.may, "late", of: office).standing == .open)
      #expect(try refusal { _ = try report(History.may, "late", edition: 1, of: office) } == "not found edition")
      #expect(
        try report(History.may, "both", of: office).standing == .closed(edition: 1), "suzuki sees one of its offices")
      #expect(try report(History.may, "both", of: office, as: "admin").standing == .open)
      #expect(try refusal { _ = try report(History.may, "nowhere", of: office) } == "not found program")
    }
  }

  @Test("what was kept of a program and changed behind the functions' back is not printed")
  func tampered() throws {
    try inProgram { office, _ in
      try closeMay(office)
      let superuser = try office.omniscient()
      func isTampered(_ read: () throws -> Void) throws -> Bool {
        do { try read() } catch is MonthReport.Tampered { return true }
        return false
      }
      try superuser.script("update app.program_closing_file set bytes = 'x', sha256 = sha256('x')")
      #expect(try isTampered { _ = try file("city", of: office) })
      #expect(try !isTampered { _ = try file(nil, of: office) })
      #expect(try !isTampered { _ = try report(History.may, of: office) })
      try superuser.script("update app.program_closing_row set rows = '[]' where base = 'sessions'")
      func rows() throws {
        _ = try MonthRows.read(
          "sessions.count", of: History.may, office: nil, program: "city", in: office.store("suzuki"))
      }
      #expect(try isTampered(rows))
      try superuser.script("update app.program_closing set report = jsonb_set(report, '{figures,sessions,count}', '9')")
      #expect(try isTampered { _ = try report(History.may, of: office) })
    }
  }
}
