import CaseCore
import CaseReport
import Paper
import Postgres
import TestSupport
import Testing

@Suite("The rows behind figures")
struct RowsTests {
  /// Figures of a month's own by their path, from the server.
  private func figures(_ office: TestOffice, _ month: ReportMonth) throws -> [(path: String, value: Int)] {
    try office.connection("suzuki").all(
      "select path, value from api.month_figure_rows('fukuoka', \(month.firstDay)) order by path"
    ) { (try $0.decode("path", as: String.self), try $0.decode("value", as: Int.self)) }
    // what asks for attention opens to the report's own lists
    .filter { !FigureName.isOfOtherSpan($0.0) && !$0.0.hasPrefix("attention.") }
  }

  @Test(
    "every figure opens to as many rows as it counts, before the month is closed and after, also when the rows are gone"
  )
  func everyFigure() throws {
    try TestOffice.run { office in
      let history = try History(office)
      let wanted = try figures(office, History.may)
      #expect(wanted.count > 40)
      func compare(_ edition: Int?) throws {
        let store = try office.store("suzuki")
        for (path, value) in wanted {
          #expect(FigureName.isKnown(path), "\(path)")
          #expect(FigureName.words(path).ja != path, "\(path) has a name")
          let rows = try MonthRows.read(path, of: History.may, office: nil, in: store)
          #expect(rows.value == value, "\(path)")
          #expect(rows.edition == edition)
          #expect(value > 0 || rows.facts.isEmpty || path.hasSuffix("minutes"), "\(path)")
        }
      }
      try compare(nil)
      try history.close(History.may)
      try office.omniscient().script(
        """
        set session_replication_role = replica;
        delete from app.session_version; delete from app.inquiry; delete from app.referral; delete from app.plan;
        update app.client_version set age_about = 70;
        """)
      try compare(1)
    }
  }

  @Test("rows say who by code, when and how, and hold no name")
  func facts() throws {
    try TestOffice.run { office in
      let history = try History(office)
      let rows = try MonthRows.read("sessions.people", of: History.may, office: nil, in: office.store("suzuki"))
      #expect(rows.value == 2 && rows.facts.count == 4)
      #expect(Set(rows.facts.compactMap(\.client)) == [history.client.text, history.mother.text])
      let visit = try #require(rows.facts.first)
      #expect(visit.method == "home_visit" && visit.minutes == 50 && visit.with == ["mother", "person"])
      #expect(visit.at == "2020-05-10T00:00:00.000+09:00" && visit.staff == [office.login("sato")])
      try history.close(History.may)
      let stored: [String] = try office.omniscient().all("select rows::text as rows from app.month_closing_row") {
        try $0.decode("rows", as: String.self)
      }
      let isNamed = stored.contains { $0.contains("山田") || $0.contains(history.client.text) }
      #expect(!isNamed, "neither the name nor the code is kept")
    }
  }

  @Test("a client who moved to another office afterwards keeps the row and loses the code")
  func moved() throws {
    try TestOffice.run { office in
      let history = try History(office)
      try history.close(History.may)
      try office.omniscient().script(
        """
        set session_replication_role = replica;
        update app.client set office_id = (select id from app.office where code = 'kitakyushu')
        where code = '\(history.mother.text)'
        """)
      let rows = try MonthRows.read("sessions.people", of: History.may, office: nil, in: office.store("suzuki"))
      #expect(rows.value == 2 && rows.facts.count == 4)
      #expect(Set(rows.facts.map(\.client)) == [history.client.text, nil])
    }
  }

  @Test("a figure that has no rows is refused")
  func unknown() throws {
    try TestOffice.run { office in
      let suzuki = try office.store("suzuki")
      for figure in ["sessions", "sessions.by_method.phone", "fiscal_year.inquiries", "", "inquiries.total'"] {
        let found = try refusal { _ = try MonthRows.read(figure, of: History.may, office: nil, in: suzuki) }
        #expect(found == "figure.unknown", "\(figure)")
      }
      #expect(!FigureName.isKnown("sessions.by_staff.x.hours") && !FigureName.isKnown("sessions.by_method.fox.count"))
    }
  }
}
