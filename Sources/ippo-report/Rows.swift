import ArgumentParser
import CaseCore
import CaseReport
import Edge
import Paper

/// What is behind a figure, for a supervisor of the office: codes, days and facts; no name and no note.
struct Rows: Verb {
  static let configuration = CommandConfiguration(
    commandName: "rows",
    abstract: said("報告の数の内訳を、1件ずつ見る", "The rows behind a figure of a month's report"),
    discussion: said(
      "項目は報告の JSON の名前です: sessions.count、sessions.by_method.phone.people、clients.by_age_band.20s など。",
      "A figure is named as in the report's JSON: sessions.count, sessions.by_method.phone.people, clients.by_age_band.20s."
    ))

  @Argument(help: .said("年月(2026-10、令和8年10月)", "month (2026-10)")) var month: String
  @Argument(help: .said("項目(sessions.count など)", "figure (such as sessions.count)")) var figure: String
  @Option(help: .said("所のコード", "office code")) var office: String?
  @Option(help: .said("事業のコード(その事業の分だけ)", "program code: only what belongs to it")) var program: String?
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    let month = try ReportMonth(parsing: self.month)
    let figure = InputText.folded(self.figure).lowercased()
    try demand(figure)
    let rows = try desk.untampered {
      try MonthRows.read(figure, of: month, office: office, program: program, in: desk.store())
    }
    try desk.show(RowSheet(desk: desk).table(rows), as: output.format)
    if output.format == .table {
      let name = FigureName.words(figure)
      desk.say(
        Words(
          ja: "\(name.ja)は \(rows.value) です(行の数は \(rows.facts.count))。",
          en: "\(name.en): \(rows.value) (rows: \(rows.facts.count))."))
    }
  }

  private func demand(_ figure: String) throws {
    if FigureName.isOfOtherSpan(figure) {
      throw Trouble(
        ja: "その項目はほかの月にわたる数です。それぞれの月の内訳を見てください(inquiries.total、sessions.count、sessions.people)。",
        en: "That figure is of other months: ask for those months' inquiries.total, sessions.count or sessions.people.",
        status: .usage)
    }
    if FigureName.isOfPrograms(figure), program == nil {
      throw Trouble(
        ja: "その項目は事業の報告のものです。--program で事業を指定してください。",
        en: "That figure is of a program's report: name the program with --program.", status: .usage)
    }
    guard FigureName.isKnown(figure) else {
      let shown = InvalidValue.shown(figure)
      let near = nearest(figure, in: FigureName.all.filter { !FigureName.isOfOtherSpan($0) }, limit: 3)
        .joined(separator: ", ")
      throw Trouble(
        ja: "項目「\(shown)」はありません。\(near.isEmpty ? "報告の JSON の名前で指定してください。" : "近いもの: \(near)")",
        en:
          "There is no figure \"\(shown)\". \(near.isEmpty ? "They are the keys of the report's JSON." : "Near it: \(near)")",
        status: .usage)
    }
  }
}
