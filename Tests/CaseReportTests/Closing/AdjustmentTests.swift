import CaseCore
import CaseReport
import Postgres
import TestSupport
import Testing

@Suite("Adjustments")
struct AdjustmentTests {
  /// What a month's report says of a figure of May, and nil where it says nothing.
  private func change(_ report: MonthReport, _ figure: String = "sessions.count") -> Int? {
    report.adjustments.first { $0.month == History.may && $0.figure == figure }?.change
  }

  @Test("what is recorded of a closed month later stands in the next open month's report, once")
  func once() throws {
    try TestOffice.run { office in
      let history = try History(office)
      try history.close(History.may)
      #expect(try history.report(History.june).adjustments.isEmpty)
      try history.log(.init(5, 30), "phone", minutes: 10)
      let june = try history.report(History.june)
      #expect(june.adjustments.map(\.figure) == ["sessions.count", "sessions.minutes"])
      #expect(change(june) == 1 && change(june, "sessions.minutes") == 10)
      // June takes it; July has nothing left to say, until more comes
      try history.close(History.june)
      #expect(try change(history.report(History.june)) == 1)
      #expect(try history.report(History.july).adjustments.isEmpty)
      try history.log(.init(5, 31), "phone", minutes: 10)
      #expect(try change(history.report(History.july)) == 1)
      #expect(try change(history.report(History.june)) == 1, "June is closed")
    }
  }

  @Test("a second edition takes the late entries in; what a later month had reported of them is taken back")
  func takenBack() throws {
    try TestOffice.run { office in
      let history = try History(office)
      try history.close(History.may)
      try history.log(.init(5, 30), "phone", minutes: 10)
      try history.close(History.june)
      try history.reopen(History.may)
      #expect(try history.report(History.july).adjustments.isEmpty, "May is open, so it has nothing to adjust")
      try history.close(History.may)
      // 4 in edition 2, +1 said in June, −1 in July: 4 are recorded
      #expect(try change(history.report(History.july)) == -1)
      try history.close(History.july)
      try history.reopen(History.june)
      #expect(try history.report(History.june).adjustments.isEmpty == false)
      #expect(try change(history.report(History.june)) == 1)
    }
  }

  @Test("a contract year ends with March: April says nothing of it any more")
  func contractYear() throws {
    try TestOffice.run { office in
      let history = try History(office)
      let (march, april) = (try ReportMonth(year: 2021, month: 3), try ReportMonth(year: 2021, month: 4))
      try history.close(History.may)
      try history.log(.init(5, 30), "phone", minutes: 10)
      #expect(try change(history.report(march)) == 1)
      #expect(try history.report(april).adjustments.isEmpty)
      #expect(try history.report(History.month(4)).adjustments.isEmpty, "nor does a month before it")
    }
  }
}
