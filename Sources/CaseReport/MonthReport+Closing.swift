public import CaseCore
import Paper

extension MonthReport {
  /// How far a figure of an earlier, closed month has moved by what was recorded of it afterwards.
  public struct Adjustment: Sendable, Equatable {
    public let month: ReportMonth
    /// A path such as `sessions.count`.
    public let figure: String
    public let change: Int
  }

  /// What an edition changes of the one before it.
  public struct Correction: Sendable, Equatable, Decodable {
    public struct Change: Sendable, Equatable, Decodable {
      public let figure: String
      public let before: Int
      public let after: Int
    }

    /// The edition that is corrected.
    public let edition: Int
    public let changes: [Change]
  }

  /// Nil while the month is open.
  public var edition: Int? {
    if case .closed(let edition) = standing { edition } else { nil }
  }

  func state(_ lang: Language) -> Cell {
    switch standing {
    case .closed(let edition):
      return .code("closed", label: Words(ja: "月締め済み(第\(edition)版)", en: "closed, edition \(edition)")(lang))
    case .open:
      guard let correction else { return .code("open", label: Words(ja: "月締め前", en: "not closed yet")(lang)) }
      return .code(
        "open",
        label: Words(
          ja: "訂正中(第\(correction.edition)版は締め済み)", en: "being corrected; edition \(correction.edition) was closed")(
            lang))
    }
  }

  /// What the title says of a second edition and later ones; nothing of the first.
  func editionRemark(_ lang: Language) -> String {
    let reader = audience.remark?(lang) ?? ""
    guard let edition, edition > 1 else { return reader }
    return Words(ja: "(訂正第\(edition)版)", en: " (corrected, edition \(edition))")(lang) + reader
  }

  /// The table of what is another now than in the edition that is corrected.
  func addCorrection(to document: inout Document) {
    guard let correction else { return }
    let lang = document.lang
    let title = Words(ja: "第\(correction.edition)版からの訂正", en: "What changed since edition \(correction.edition)")(lang)
    document.heading(title)
    var table = Table(
      [
        Column("figure", ja: "項目", en: "Figure", fit: .wrap),
        Column("before", ja: "訂正前", en: "Before", alignment: .right),
        Column("after", ja: "訂正後", en: "After", alignment: .right),
      ], caption: title, empty: Words(ja: "変わった数はありません。", en: "No figure changed."))
    for change in correction.changes {
      table.add([
        .code(change.figure, label: FigureName.words(change.figure)(lang)), .integer(change.before),
        .integer(change.after),
      ])
    }
    document.table(table, key: "changes")
  }

  /// 調整: nothing is said where there is nothing to adjust.
  func addAdjustments(to document: inout Document) {
    if adjustments.isEmpty { return }
    let lang = document.lang
    document.heading(
      Words(ja: "調整(前月までの締め後に変わった件数)", en: "Adjustments: what changed after earlier months were closed")(lang))
    document.paragraph(
      Words(
        ja: "この月の数には入っていません。各月の数に加えると、いまの記録と合います。",
        en: "These are not in this month's figures. Added to those months', they give what is recorded now.")(lang))
    let title = Words(ja: "締め済みの月の増減", en: "Changes to closed months")(lang)
    var table = Table(
      [
        Column("month", ja: "対象月", en: "Month"), Column("figure", ja: "項目", en: "Figure", fit: .wrap),
        Column("change", ja: "増減", en: "Change", alignment: .right),
      ], caption: title)
    for one in adjustments {
      table.add([
        .code(one.month.iso, label: lang == .ja ? one.month.japanese : one.month.english),
        .code(one.figure, label: FigureName.words(one.figure)(lang)), .integer(one.change),
      ])
    }
    document.table(table, key: "adjustments")
  }

  /// The keys of closed months, always there.
  func addClosings(to report: inout Record) {
    func add(_ record: inout Record, _ key: String, _ cell: Cell) { record.add(key, ja: key, en: key, cell) }
    let adjusted = adjustments.map { one in
      var record = Record()
      add(&record, "month", .text(one.month.iso))
      add(&record, "figure", .text(one.figure))
      add(&record, "change", .integer(one.change))
      return Cell.record(record)
    }
    add(&report, "adjustments", audience.leavesOut("adjustments") ? .null : .list(adjusted))
    add(&report, "corrects", .integer(orNull: correction?.edition))
    let changes = (correction?.changes ?? []).map { one in
      var record = Record()
      add(&record, "figure", .text(one.figure))
      add(&record, "before", .integer(one.before))
      add(&record, "after", .integer(one.after))
      return Cell.record(record)
    }
    add(&report, "changes", audience.leavesOut("changes") ? .null : .list(changes))
  }
}
