// Writes so many rows of eight typed cells to a workbook; Tests/Bench/xlsx.py runs it beside Python's XlsxWriter.
// Use: bench-rows ROWS PATH
import Glibc
import Paper
import Press

let arguments = CommandLine.arguments
guard arguments.count == 3, let rows = Int(arguments[1]) else { fatalError("bench-rows ROWS PATH") }
do {
  let list = try XLSXRows(
    [
      Column("id", ja: "番号", en: "Id"), Column("day", ja: "日付", en: "Day"),
      Column("name", ja: "名前", en: "Name"), Column("method", ja: "方法", en: "Method"),
      Column("minutes", ja: "分", en: "Minutes", alignment: .right),
      Column("share", ja: "割合", en: "Share", alignment: .right),
      Column("count", ja: "件数", en: "Count", alignment: .right), Column("remark", ja: "備考", en: "Remark"),
    ], title: "一覧", lang: .ja, created: 1_767_193_200, path: arguments[2])
  let methods = [("phone", "電話"), ("home_visit", "訪問"), ("office", "来所"), ("line", "LINE")]
  for at in 0..<rows {
    let method = methods[at % methods.count]
    try list.add([
      .identifier("0199-\(at)"), .date(year: 2026, month: at % 12 + 1, day: at % 28 + 1),
      .text("山田 花子\(at % 1000)"), .code(method.0, label: method.1), .integer(at % 240),
      .decimal(at % 10_000, places: 2), .integer(at), .text("次回は駅前で待ち合わせ、家族も同席の予定"),
    ])
  }
  try list.finish()
} catch {
  print(error)
  exit(1)
}
