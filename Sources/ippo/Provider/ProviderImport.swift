public import ArgumentParser
public import CaseCore
import Edge
import Paper

struct ProviderImport: Verb {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: said("公開されている一覧を名簿に取り込む", "Import a published directory"),
    discussion: said(
      """
      facility は公共施設一覧、medical は医療機関一覧の CSV(CP932 か UTF-8)、hsds は表のフォルダです。
      同じ一覧をもう一度取り込んでも何も変わりません。気になる点は行番号とともに標準エラーに出ます。
      """,
      """
      facility (公共施設一覧) and medical (医療機関一覧) are CSV files in CP932 or UTF-8, hsds is a folder of tables.
      Importing the same again changes nothing. What is odd is told with its line on standard error.
      """))

  @Option(help: .said("一覧の種類(facility medical hsds)", "facility, medical or hsds")) var source: DirectorySource
  @Argument(help: .said("ファイル、hsds ではフォルダ", "the file; for hsds the folder"), completion: .file()) var path: String
  @Flag(name: .customLong("dry-run"), help: .said("試すだけで、何も変えない", "say what would happen and change nothing"))
  var dryRun = false
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    let reading: DirectoryReading
    do {
      reading = try DirectoryReading.read(source, path: path)
    } catch let fault as DirectoryFault {
      throw Wording.trouble(of: fault)
    }
    desk.say(Wording.found(reading))
    for words in Wording.lines(of: reading.warnings) { desk.say(words) }
    var saved = 0
    let rows: [ImportedRow]
    do {
      rows = try Provider.importAll(reading, dryRun: dryRun, in: desk.store()) { saved = $0 }
    } catch {
      if saved > 0, !dryRun {
        desk.say(
          Words(
            ja: "\(saved)行は取り込み済みです。もう一度実行すれば続きから入り、二重にはなりません。",
            en: "\(saved) rows were imported; run it again for the rest, nothing is doubled."))
      }
      throw error
    }
    try desk.show(table(rows, of: reading, at: desk), as: output.format)
    desk.say(summary(rows, warnings: reading.warnings.count))
    if dryRun { desk.say(Words(ja: "試しただけで、何も変えていません。", en: "It was a dry run; nothing was changed.")) }
  }

  private func table(_ rows: [ImportedRow], of reading: DirectoryReading, at desk: Desk) -> Table {
    var table = Table(
      [
        Column("table", ja: "表", en: "Table", isShown: reading.source == .hsds),
        Column("line", ja: "行", en: "Line", alignment: .right),
        Column("source_key", ja: "元の番号", en: "Source key"),
        Column("name", ja: "名前", en: "Name", fit: .wrap),
        Column("state", ja: "結果", en: "Result", isLabelled: true),
        Column("code", ja: "コード", en: "Code"),
        Column("version", ja: "版", en: "Version", alignment: .right, isShown: false),
        Column("warnings", ja: "気になる点", en: "Warnings", isShown: false),
      ], empty: Words(ja: "取り込む行はありません。", en: "There is no row to import."))
    let warnings = Dictionary(grouping: reading.warnings, by: \.place)
    for row in rows {
      table.add([
        .text(orNull: row.place.table), .integer(row.place.line), .text(orNull: row.key), .text(orNull: row.name),
        .code(row.state.rawValue, label: Wording.label(of: row.state)(desk.lang)), .text(orNull: row.code),
        .integer(orNull: row.version), .list((warnings[row.place] ?? []).map { .text($0.rule.rawValue) }),
      ])
    }
    return table
  }

  private func summary(_ rows: [ImportedRow], warnings: Int) -> Words {
    func count(_ state: ImportedRow.State) -> Int { rows.count { $0.state == state } }
    let (ja, en) = ImportedRow.State.allCases.reduce(into: ([String](), [String]())) { told, state in
      let label = Wording.label(of: state)
      told.0.append("\(label.ja) \(count(state))")
      told.1.append("\(count(state)) \(label.en)")
    }
    return Words(
      ja: ja.joined(separator: "、") + "、気になる点 \(warnings)", en: en.joined(separator: ", ") + ", \(warnings) warnings")
  }
}

extension DirectorySource: ExpressibleByArgument {}
