import ArgumentParser
import CaseCore
import Edge
import Paper

struct InquiryResponses: Verb {
  static let configuration = CommandConfiguration(
    commandName: "responses",
    abstract: said("最初の対応までにかかった時間", "How soon inquiries were first answered"))

  @Option(help: .said("この月だけ(2026-10)", "of one month (2026-10)")) var month: String?
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    let month = try month.map { try ReportMonth(parsing: $0) }
    var table = Table(
      [
        Column("office", ja: "所", en: "Office"),
        Column("inquiries", ja: "問い合わせ", en: "Inquiries", alignment: .right),
        Column("at_once", ja: "すぐに", en: "At once", alignment: .right),
        Column("later", ja: "あとで", en: "Later", alignment: .right),
        Column("waiting", ja: "まだ", en: "Waiting", alignment: .right),
        Column("median_minutes", ja: "中央値(分)", en: "Median (min)", alignment: .right),
        Column("longest_minutes", ja: "最長(分)", en: "Longest (min)", alignment: .right),
      ], empty: Words(ja: "問い合わせはありません。", en: "No inquiries."))
    for office in try Responses.list(in: month, from: desk.store()) {
      table.add([
        .text(office.office), .integer(office.inquiries), .integer(office.atOnce), .integer(office.later),
        .integer(office.waiting), .integer(orNull: office.medianMinutes), .integer(orNull: office.longestMinutes),
      ])
    }
    try desk.show(table, as: output.format)
  }
}
