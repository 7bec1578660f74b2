import ArgumentParser
import CaseCore
import Edge
import Paper

struct MonthCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "month",
    abstract: said("月次報告に添える文", "What is written beside a month's figures"),
    subcommands: [MonthWrite.self, MonthShow.self])
}

struct MonthShow: Verb {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: said("月次報告に添える文を見る", "What stands written about a month"))

  @Argument(help: .said("年月(2026-10、令和8年10月)", "month (2026-10)")) var month: String
  @Option(help: .said("所のコード", "office code")) var office: String?
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    let month = try ReportMonth(parsing: self.month)
    let sheet = MonthSheet(desk: desk)
    try desk.show(
      sheet.record(MonthNote.versions(of: month, office: office, in: desk.store()), of: month), as: output.format)
  }
}

/// How what is written about a month is printed.
struct MonthSheet {
  let desk: Desk

  /// What each part is called.
  static func title(_ part: MonthNote.Part) -> Words {
    switch part {
    case .highlights: Words(ja: "特記事例", en: "Highlights")
    case .issues: Words(ja: "課題", en: "Issues")
    case .nextMonth: Words(ja: "翌月予定", en: "Next month")
    case .incidents: Words(ja: "苦情・事故", en: "Complaints and incidents")
    case .training: Words(ja: "研修", en: "Training")
    }
  }

  static let openDays = Words(ja: "開所日数", en: "Days open")

  /// The last version, and all of them behind it.
  func record(_ versions: [MonthNote], of month: ReportMonth, state: String? = nil) -> Record {
    var record = Record()
    record.add("month", ja: "月", en: "Month", .text(month.iso))
    record.add("office", ja: "所", en: "Office", .text(orNull: versions.last?.office))
    if let last = versions.last { add(last, to: &record) }
    record.add(
      "versions", ja: "版の履歴", en: "Versions",
      .list(
        versions.filter { $0.version > 0 }.map { note in
          var version = Record()
          add(note, to: &version)
          return .record(version)
        }), isShown: false)
    if let state {
      record.add("state", ja: "結果", en: "Result", .code(state, label: desk.label(ofState: state)))
    }
    return record
  }

  private func add(_ note: MonthNote, to record: inout Record) {
    for part in MonthNote.Part.allCases {
      record.add(part.rawValue, MonthSheet.title(part), .text(orNull: note.texts[part]))
    }
    record.add("open_days", MonthSheet.openDays, .integer(orNull: note.openDays))
    record.add("version", ja: "版", en: "Version", .integer(note.version))
    record.add("author", ja: "記入", en: "By", .text(orNull: note.author), isShown: note.author != nil)
    record.add("saved_at", ja: "保存", en: "Saved", desk.cell(note.savedAt), isShown: note.savedAt != nil)
  }
}
