import CaseCore
import Postgres
import TestSupport
import Testing

@testable import CaseReport

@Suite("Closing a month")
struct ClosingTests {
  @Test("a closed month keeps its figures, whatever is recorded of it afterwards; with the same id it is closed once")
  func keeps() throws {
    try TestOffice.run { office in
      let history = try History(office)
      let id = TestOffice.id()
      let answer = try history.close(History.may, id: id)
      #expect(answer.state == "saved" && answer.office == "fukuoka" && answer.edition == 1)
      try history.log(.init(5, 30), "phone", minutes: 10)
      let report = try history.report(History.may)
      #expect(report.standing == .closed(edition: 1))
      #expect(report.figures["sessions.count"] == 3)
      #expect(try history.close(History.may, id: id).state == "duplicate")
      #expect(try refusal { try history.close(History.may) } == "month.closed")
      let all = try MonthReport.read(History.may, office: nil, in: office.store("admin"))
      #expect(all.standing == .open, "over several offices a month is never closed")
    }
  }

  @Test("nothing is kept of a month that is not over, nor where somebody wrote while its files were made")
  func changed() throws {
    try TestOffice.run { office in
      let history = try History(office)
      let today: CalendarDate = try office.omniscient().one(
        "select (clock_timestamp() at time zone 'Asia/Tokyo')::date")
      let current = try ReportMonth(containing: today)
      #expect(try refusal { try history.close(current) } == "month.not_over")
      #expect(try refusal { try history.close(current.next) } == "month.future")
      let found = try refusal {
        _ = try MonthClosing.close(History.may, office: nil, id: TestOffice.id(), in: office.store("suzuki")) { _ in
          try history.log(.init(5, 30), "phone", minutes: 10)
          return []
        }
      }
      #expect(found == "conflict month.changed")
      #expect(try MonthClosing.list(office: nil, in: office.store("suzuki")).isEmpty)
      #expect(try history.close(History.may).edition == 1)
      #expect(try history.report(History.may).figures["sessions.count"] == 4)
    }
  }

  @Test("reopened it is live and says so; closed again it is the second edition, with what changed and why on record")
  func editions() throws {
    try TestOffice.run { office in
      let history = try History(office)
      #expect(try refusal { try history.reopen(History.may) } == "month.not_closed")
      try history.close(History.may)
      #expect(try refusal { try history.reopen(History.may, " 　") } == "month.reason_missing")
      let id = TestOffice.id()
      #expect(try history.reopen(History.may, id: id).edition == 1)
      #expect(try history.reopen(History.may, id: id).state == "duplicate")
      #expect(try refusal { try history.reopen(History.may) } == "month.not_closed")
      try history.log(.init(5, 30), "phone", minutes: 10)
      let open = try history.report(History.may)
      #expect(open.standing == .open && open.correction?.edition == 1)
      #expect(open.correction?.changes.first { $0.figure == "sessions.count" } == .init("sessions.count", 3, 4))
      #expect(try history.close(History.may).edition == 2)
      let second = try history.report(History.may)
      #expect(second.standing == .closed(edition: 2) && second.figures["sessions.count"] == 4)
      #expect(second.correction == open.correction)
      #expect(second.correction?.changes.contains { $0.before == $0.after } == false)
      #expect(try history.report(History.may, edition: 1).figures["sessions.count"] == 3)
      #expect(try refusal { _ = try history.report(History.may, edition: 3) } == "not found edition")
      let listed = try MonthClosing.list(office: nil, in: office.store("suzuki"))
      #expect(listed.map(\.edition) == [2, 1] && listed.map(\.reason) == [nil, "記録漏れ"])
      #expect(listed.allSatisfy { $0.closedBy == office.login("suzuki") && $0.auditHead != nil })
    }
  }

  @Test("closing, its rows, its files and the reopening each have their entry in a chain that holds")
  func chain() throws {
    try TestOffice.run { office in
      let history = try History(office)
      let before = try AuditVerdict.verify(in: office.store("admin")).entries
      try history.close(History.may, files: [ReportFile(format: "json", lang: "ja", bytes: Array("{}".utf8))])
      try history.reopen(History.may)
      let verdict = try AuditVerdict.verify(in: office.store("admin"))
      #expect(verdict.firstBad == nil)
      // receipt, closing, ten base sets, a file; receipt and reopening
      #expect(verdict.entries - before == 15)
      let relations = Set(try AuditEntry.log(limit: 15, in: office.store("admin")).map(\.relation))
      #expect(
        relations == ["receipt", "month_closing", "month_closing_row", "month_closing_file", "month_reopening"])
    }
  }

  @Test("only a supervisor closes, reopens or sees rows, and of the own office only; figures are for who may see them")
  func permissions() throws {
    try TestOffice.run { office in
      let history = try History(office)
      try history.close(History.may)
      try office.omniscient().script(
        """
        insert into app.duty (staff_id, office_id, role)
        select s.id, o.id, 'office_admin' from app.staff s, app.office o
        where s.login = '\(office.login("suzuki"))' and o.code = 'kitakyushu'
        """)
      for person in ["admin", "sato", "mori", "kato"] {
        let store = try office.store(person)
        let found = [
          try refusal {
            _ = try MonthClosing.close(History.june, office: nil, id: TestOffice.id(), in: store) { _ in [] }
          },
          try refusal {
            _ = try MonthClosing.reopen(History.may, office: nil, reason: "x", id: TestOffice.id(), in: store)
          },
          try refusal { _ = try MonthRows.read("sessions.count", of: History.may, office: nil, in: store) },
        ]
        #expect(found == ["not_permitted", "not_permitted", "not_permitted"], "\(person)")
      }
      // an administrator there, but no supervisor
      let suzuki = try office.store("suzuki")
      let elsewhere = "kitakyushu"
      #expect(
        try refusal {
          _ = try MonthClosing.close(History.june, office: elsewhere, id: TestOffice.id(), in: suzuki) { _ in [] }
        }
          == "office.not_yours")
      #expect(
        try refusal { _ = try MonthRows.read("sessions.count", of: History.may, office: elsewhere, in: suzuki) }
          == "office.not_yours")
      // also past the program, which would have asked first
      let direct = try refusal {
        _ = try suzuki.one(
          """
          select state from api.month_close(\(TestOffice.id()), \(elsewhere), \(History.june.firstDay),
            api.month_report(\(elsewhere), \(History.june.firstDay)), '{}', '{}', '{}')
          """
        ) { try $0.decode("state", as: String.self) }
      }
      #expect(direct == "office.not_yours")
      #expect(try MonthClosing.list(office: "fukuoka", in: office.store("admin")).count == 1)
      #expect(try refusal { _ = try MonthClosing.list(office: nil, in: office.store("kato")) } == "not_permitted")
      let admin = try MonthReport.read(History.may, office: "fukuoka", in: office.store("admin"))
      #expect(admin.standing == .closed(edition: 1) && admin.figures["sessions.count"] == 3)
    }
  }
}

extension MonthReport.Correction.Change {
  init(_ figure: String, _ before: Int, _ after: Int) {
    self.init(figure: figure, before: before, after: after)
  }
}
