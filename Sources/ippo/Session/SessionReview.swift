import ArgumentParser
import CaseCore
import Edge
import Paper

struct SessionReviewVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: said("面談の記録を確認したことを残す(スーパーバイザー)", "Put on record that a supervisor has read sessions"),
    discussion: said(
      "読んでから確認します。確認は版ごとで、訂正されると未確認に戻ります。ご自分が書いた、または対応した記録は、ほかのスーパーバイザーが確認します。一つでも確認できなければ、どれも保存しません。",
      "A review is of a version: an amendment is unreviewed again. What one wrote or took part in is for another supervisor. All that are named, or none."
    ))

  @Argument(help: .said("面談の id(複数可)", "ids of sessions")) var sessions: [String]
  @Option(help: .said("見た版(先に変わっていたら止まる)", "the version you saw; stops if it changed since")) var base: Int?
  @Option(help: .said("この確認の id", "id of this review")) var id: String?
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    let targets = try sessions.map { try desk.recordID(of: $0, what: "session") }
    let id = try desk.recordID(self.id)
    var table = Table([
      Column("client", ja: "コード", en: "Code"), Column("version", ja: "版", en: "Version", alignment: .right),
      Column("reviewed_by", ja: "確認", en: "Reviewed by"), Column("reviewed_at", ja: "確認日時", en: "Reviewed"),
      Column("state", ja: "結果", en: "Result", isLabelled: true), Column("id", ja: "id", en: "id"),
    ])
    for review in try Session.review(targets, base: base, id: id, in: desk.store()) {
      table.add([
        .text(review.clientCode), .integer(review.version), .text(review.reviewedBy), desk.cell(review.reviewedAt),
        .code(review.state, label: desk.label(ofState: review.state)), desk.cell(review.session),
      ])
    }
    try desk.show(table, as: output.format)
  }
}
