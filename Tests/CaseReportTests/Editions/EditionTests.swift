import CaseCore
import Paper
import Testing

@testable import CaseReport

/// What the commissioner and the public see of a report.
@Suite("Editions of a report")
struct EditionTests {
  /// May 2026 of an office, with what differs between two that the public must not tell apart.
  private func report(line: Int, other: Int, april: Int, minutes: Int, contact: Int = 0, edition: Int? = nil) throws
    -> MonthReport
  {
    let series = (0..<12).map { at in
      let number = at == 10 ? april : 40
      return
        #"{"month": "\#(at < 7 ? "2025" : "2026")-\#(["06", "07", "08", "09", "10", "11", "12", "01", "02", "03", "04", "05"][at])", "#
        + #""inquiries": \#(number), "sessions": \#(number), "people": \#(number)}"#
    }
    let narrative =
      #"{"highlights": "特記", "issues": "課題", "next_month": "予定", "incidents": "苦情", "training": "研修", "open_days": 20}"#
    return try MonthReport(
      json: """
        {"office": {"code": "x", "name": "所", "name_en": null, "language": "ja"}, "month": "2026-05",
         "figures": {
           "audit_head": "00ff",
           "inquiries": {"total": 40, "consultations": 40, "by_channel": {"phone": 30, "line": \(line), "other": \(other)},
             "by_relation": {"self": 40}, "by_kind": {"consultation": 40}},
           "clients": {"active": 40, "new": \(line), "closed": 6, "reopened": 0, "by_sex": {"male": 20, "female": 20}},
           "sessions": {"count": 40, "people": 20, "minutes": 800, "anonymous": 6, "absent_visits": \(line),
             "by_method": {"phone": {"count": 30, "people": 15, "minutes": 600},
               "line": {"count": \(line), "people": 1, "minutes": \(minutes)},
               "online": {"count": \(other), "people": 6, "minutes": \(200 - minutes)}},
             "by_contact": {"written_reply": 40, "spoke": \(contact)},
             "by_staff": {"tanaka77": {"count": 40, "people": 20, "minutes": 800}}},
           "referrals": {"made": 0, "informed": 0}, "plans": {"agreed": 5, "checks": 0, "unheard_of": 40, "review_overdue": 9},
           "attention": {"silent": 7, "longest_silence": 70},
           "fiscal_year": {"inquiries": \(40 + april), "sessions": {"count": \(40 + april), "people": \(20 + april)}},
           "previous_month": {"inquiries": \(april), "sessions": \(april), "people": \(april)},
           "same_month_last_year": {"inquiries": 9, "sessions": 9, "people": 9}},
         "series": [\(series.joined(separator: ", "))], "narrative": \(narrative), "lists": null,
         "transcription": {"paths": ["sessions.count", "sessions.by_staff.tanaka77.count"], "labels": ["相談", "田中さん"]},
         "adjustments": [{"month": "2026-04", "figure": "sessions.count", "change": \(line)}],
         "corrects": {"edition": 1, "changes": [
           {"figure": "sessions.by_staff.tanaka77.count", "before": 1, "after": 40},
           {"figure": "sessions.count", "before": 39, "after": 40}]}}
        """, standing: edition.map { .closed(edition: $0) } ?? .open)
  }

  @Test("what the public must not tell apart is the same document and the same JSON, so the same file in every format")
  func same() throws {
    let one = try report(line: 3, other: 7, april: 2, minutes: 10).edition(for: .public)
    let other = try report(line: 1, other: 9, april: 4, minutes: 90).edition(for: .public)
    for lang in [Language.ja, .en] { #expect(one.document(lang: lang) == other.document(lang: lang)) }
    #expect(render(one.record, as: .json, lang: .ja) == render(other.record, as: .json, lang: .ja))
    let whole = try report(line: 3, other: 7, april: 2, minutes: 10)
    #expect(try whole.document(lang: .ja) != report(line: 1, other: 9, april: 4, minutes: 90).document(lang: .ja))
  }

  @Test("a figure that nobody has made a rule for is not published")
  func unruled() throws {
    let whole = try report(line: 3, other: 7, april: 2, minutes: 10)
    #expect(whole.edition(for: .commissioner).figures.number("plans.unheard_of") == .integer(40))
    #expect(whole.edition(for: .public).figures.number("plans.unheard_of") == .null)
    #expect(whole.edition(for: .public).figures.number("plans.agreed") == .integer(5))
  }

  @Test("contacts that take more than one day of LINE are not told")
  func contacts() throws {
    func contacts(_ spoke: Int) throws -> Cell {
      let report = try report(line: 2, other: 8, april: 2, minutes: 10, contact: spoke).edition(for: .public)
      return report.figures.number("sessions.by_contact.spoke")
    }
    #expect(try contacts(11) == .integer(11))
    #expect(try contacts(12) == .null)
  }

  @Test("the public page says what is hidden, why, and where")
  func words() throws {
    let report = try report(line: 3, other: 7, april: 2, minutes: 10).edition(for: .public)
    let japanese = text(report.document(lang: .ja), width: nil)
    #expect(japanese.contains("(公表用)") && japanese.contains("「*」は、1から4までの数"))
    #expect(japanese.contains("非公表") && !japanese.contains("データなし"))
    let english = text(report.document(lang: .en), width: nil)
    #expect(english.contains("(public)") && english.contains("A \"*\" stands for a number from 1 to 4"))
    let json = String(decoding: render(report.record, as: .json, lang: .ja), as: UTF8.self)
    for path in [
      "inquiries.by_channel.line", "inquiries.by_channel.other", "previous_month.people", "fiscal_year.inquiries",
    ] {
      #expect(json.contains("\"\(path)\""), "\(path)")
    }
    #expect(json.contains("\"line\": null") && json.contains("\"phone\": 30") && json.contains("\"audit_head\": null"))
    #expect(json.contains("\"audience\": \"public\""))
  }

  @Test("the commissioner has true counts, and nothing of single members of staff or of what the office has to look at")
  func commissioner() throws {
    let report = try report(line: 3, other: 7, april: 2, minutes: 10, edition: 2).edition(for: .commissioner)
    #expect(report.figures["inquiries.by_channel.line"] == 3 && report.figures["clients.new"] == 3)
    #expect(report.adjustments.count == 1 && report.correction?.changes.map(\.figure) == ["sessions.count"])
    let json = String(decoding: render(report.record, as: .json, lang: .ja), as: UTF8.self)
    let page = text(report.document(lang: .ja), width: nil)
    for word in ["tanaka77", "田中さん", "苦情"] {
      #expect(!json.contains(word) && !page.contains(word) || word == "苦情" && !json.contains(word), "\(word)")
    }
    #expect(json.contains("特記") && json.contains("\"attention\": null") && json.contains("\"hidden\": []"))
    #expect(page.contains("(委託元用)") && page.contains("訂正第2版") && !page.contains("気をつけたいこと"))
    #expect(!page.contains("データなし") && page.contains("特記"))
  }

  @Test("the office's own edition is the report as it is")
  func own() throws {
    let whole = try report(line: 3, other: 7, april: 2, minutes: 10)
    #expect(whole.edition(for: .internal).document(lang: .ja) == whole.document(lang: .ja))
    #expect(whole.figures.hidden.isEmpty)
  }
}
