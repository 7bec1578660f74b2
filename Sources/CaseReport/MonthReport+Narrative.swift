import CaseCore
import Paper

extension MonthReport {
  /// What the office wrote about its month, part by part; it names nobody.
  public struct Narrative: Sendable, Decodable {
    public internal(set) var highlights: String?
    public internal(set) var issues: String?
    public internal(set) var nextMonth: String?
    public internal(set) var incidents: String?
    public internal(set) var training: String?
    /// On how many days the office was open.
    public internal(set) var openDays: Int?

    private enum CodingKeys: String, CodingKey {
      case highlights, issues, incidents, training
      case nextMonth = "next_month"
      case openDays = "open_days"
    }

    var texts: [(key: String, words: Words, text: String?)] {
      [
        ("highlights", Words(ja: "特記事例", en: "Highlights"), highlights),
        ("issues", Words(ja: "課題", en: "Issues"), issues),
        ("next_month", Words(ja: "翌月予定", en: "Next month"), nextMonth),
        ("incidents", Words(ja: "苦情・事故", en: "Complaints and incidents"), incidents),
        ("training", Words(ja: "研修", en: "Training"), training),
      ]
    }
  }

  /// The narrative under the keys of docs/contract.md; null where nothing is written.
  var narrativeRecord: Record {
    var record = Record()
    for key in ["highlights", "issues", "next_month", "incidents", "training"] {
      let text = narrative?.texts.first { $0.key == key }?.text
      record.add(key, ja: key, en: key, .text(orNull: text))
    }
    record.add("open_days", ja: "open_days", en: "open_days", .integer(orNull: narrative?.openDays))
    return record
  }

  /// Adds what the office wrote; nothing where nothing is written.
  func addNarrative(to document: inout Document) {
    guard let narrative else { return }
    let lang = document.lang
    var table = Table([
      Column("part", ja: "項目", en: "Part"), Column("text", ja: "内容", en: "Text", fit: .wrap),
    ])
    for (key, words, text) in narrative.texts {
      guard let text else { continue }
      table.add([.code(key, label: words(lang)), .text(text)])
    }
    if let days = narrative.openDays {
      table.add([.code("open_days", label: Words(ja: "開所日数", en: "Days open")(lang)), .integer(days)])
    }
    guard !table.rows.isEmpty else { return }
    document.heading(Words(ja: "この月の記述", en: "In words")(lang))
    document.table(table, key: "narrative")
  }
}
