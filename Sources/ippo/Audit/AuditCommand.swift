import ArgumentParser
import CaseCore
import Edge
import Paper

struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: said("変更の記録(監査の鎖)", "The audit chain"),
    subcommands: [AuditVerify.self, AuditLog.self])
}

struct AuditVerify: Verb {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: said("鎖を最初から確かめる(合わなければ終了状態1)", "Recompute the whole chain; exit status 1 if it does not hold"))

  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    let verdict = try AuditVerdict.verify(in: desk.store())
    var record = Record()
    record.add("entries", ja: "件数", en: "Entries", .integer(verdict.entries))
    record.add("head", ja: "最後の値", en: "Head", .text(AuditSheet.hex(verdict.head)))
    record.add("first_bad", ja: "合わない最初の件", en: "First bad entry", .integer(orNull: verdict.firstBad))
    record.add(
      "state", ja: "結果", en: "Result",
      .code(
        verdict.firstBad == nil ? "holds" : "broken",
        label: (verdict.firstBad == nil ? Words(ja: "合っています", en: "holds") : Words(ja: "改ざんの疑い", en: "broken"))(
          desk.lang)))
    try desk.show(record, as: output.format)
    if let bad = verdict.firstBad {
      throw Trouble(ja: "第\(bad)件から鎖が合いません。", en: "The chain does not hold from entry \(bad) on.", status: .other)
    }
  }
}

struct AuditLog: Verb {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: said("新しい変更から順に", "Changes, newest first"))

  @Option(help: .said("件数(既定は50)", "how many (default 50)")) var last: Int = 50
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    guard last > 0 else {
      throw Trouble(ja: "--last は1以上です。", en: "--last takes a number from 1.", status: .usage)
    }
    var table = Table([
      Column("seq", ja: "番号", en: "No.", alignment: .right), Column("at", ja: "日時", en: "When"),
      Column("login", ja: "ログイン名", en: "Login"), Column("action", ja: "操作", en: "Action"),
      Column("relation", ja: "対象", en: "Of"), Column("row_key", ja: "行", en: "Row", fit: .truncate),
      Column("row_hash", ja: "内容の値", en: "Content", isShown: false),
      Column("hash", ja: "鎖の値", en: "Hash", isShown: false),
    ])
    for entry in try AuditEntry.log(limit: last, in: desk.store()) {
      table.add([
        .integer(entry.sequence), desk.cell(entry.at), .text(entry.login), .text(entry.action), .text(entry.relation),
        .text(entry.rowKey), .text(AuditSheet.hex(entry.rowHash)), .text(AuditSheet.hex(entry.hash)),
      ])
    }
    try desk.show(table, as: output.format)
  }
}

enum AuditSheet {
  static func hex(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
