import ArgumentParser
import CaseCore
import Edge
import Paper

struct InquiryImport: Verb {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: said("電話の着信記録を取り込む", "Import the calls that came in"),
    discussion: said(
      """
      asterisk は Master.csv、csv は電話サービスの書き出し(--mapping に見出しの対応)です。
      出た電話は問い合わせに、出られなかった電話は折り返し待ちになります。同じ記録をもう一度取り込んでも何も変わりません。
      読めない行は行番号を標準エラーに出し、ほかの行は取り込みます。
      """,
      """
      asterisk is a Master.csv, csv a telephone service's export (--mapping names its columns).
      Answered calls become inquiries, missed ones call-backs that are due. Importing the same again changes nothing.
      Lines that cannot be read are told on standard error; the others are imported.
      """))

  enum Source: String, ExpressibleByArgument { case asterisk, csv }

  @Option(help: .said("asterisk か csv", "asterisk or csv")) var source: Source
  @Argument(help: .said("ファイル", "the file"), completion: .file()) var path: String
  @Option(
    name: .customLong("time-zone"),
    help: .said("記録の時計(既定は Asia/Tokyo。GMT の設定なら UTC)", "the log's clock (default: Asia/Tokyo)"))
  var timeZone: String = "Asia/Tokyo"
  @Option(help: .said("外からの着信の context(「,」で区切る)", "contexts in which calls come in, separated by commas")) var context:
    String?
  @Option(help: .said("見出しの対応のファイル(csv のとき)", "the file that names the columns (for csv)"), completion: .file())
  var mapping: String?
  @Option(help: .said("所のコード(複数の所に属するとき)", "office code, if you work in several")) var office: String?
  @Flag(name: .customLong("dry-run"), help: .said("試すだけで、何も変えない", "say what would happen and change nothing"))
  var dryRun = false
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    let zone = InquiryImport.zone(timeZone)
    let reading = try read()
    desk.say(Wording.found(reading))
    if let off = reading.hoursOff, off != 0, zone == "Asia/Tokyo" { desk.say(Wording.clock(off: off)) }
    for fault in reading.faults { desk.say(Wording.words(of: fault)) }
    var saved = 0
    let calls: [ImportedCall]
    do {
      calls = try Inquiry.importCalls(reading, office: office, zone: zone, dryRun: dryRun, in: desk.store()) {
        saved = $0
      }
    } catch {
      if saved > 0, !dryRun {
        desk.say(
          Words(
            ja: "\(saved)件は取り込み済みです。もう一度実行すれば続きから入り、二重にはなりません。",
            en: "\(saved) calls were imported; run it again for the rest, nothing is doubled."))
      }
      throw error
    }
    try desk.show(table(calls, at: desk), as: output.format)
    desk.say(summary(calls, of: reading))
    if dryRun { desk.say(Words(ja: "試しただけで、何も変えていません。", en: "It was a dry run; nothing was changed.")) }
  }

  private func read() throws -> CallReading {
    do {
      switch source {
      case .asterisk:
        guard mapping == nil else {
          throw Trouble(ja: "--mapping は --source csv で使います。", en: "--mapping goes with --source csv.", status: .usage)
        }
        let contexts = (context ?? "").split { ",、".contains($0) }.map { InputText.trimmed(String($0)).lowercased() }
        return try MasterCSV.read(path: path, contexts: Set(contexts.filter { !$0.isEmpty }))
      case .csv:
        guard let mapping, context == nil else {
          throw Trouble(
            ja: "--source csv には --mapping(見出しの対応のファイル)が必要です。", en: "--source csv needs --mapping FILE.", status: .usage
          )
        }
        return try ExportCSV.read(path: path, mapping: CallMapping.read(path: mapping))
      }
    } catch let fault as DirectoryFault {
      throw Wording.trouble(of: fault)
    } catch let failure as CallMapping.Failure {
      throw Wording.trouble(of: failure)
    }
  }

  /// GMT, as Asterisk's setting calls it, and JST, as people do, by the names that the office's server knows.
  private static func zone(_ typed: String) -> String {
    let folded = InputText.trimmed(InputText.folded(typed))
    return switch folded.uppercased() {
    case "JST", "JAPAN", "日本": "Asia/Tokyo"
    case "GMT", "UTC", "Z": "UTC"
    default: folded
    }
  }

  private func table(_ calls: [ImportedCall], at desk: Desk) -> Table {
    var table = Table(
      [
        Column("line", ja: "行", en: "Line", alignment: .right), Column("started_at", ja: "着信", en: "Came"),
        Column("caller_phone", ja: "電話", en: "Telephone"),
        Column("withheld", ja: "非通知", en: "Withheld", isShown: false),
        Column("answered", ja: "応答", en: "Answered", isLabelled: true),
        Column("seconds", ja: "秒", en: "Seconds", alignment: .right),
        Column("state", ja: "結果", en: "Result", isLabelled: true), Column("code", ja: "コード", en: "Code"),
      ], empty: Words(ja: "取り込む着信はありません。", en: "There is no call to import."))
    for imported in calls {
      let call = imported.call
      let answered = call.isAnswered ? Words(ja: "応答", en: "answered") : Words(ja: "不在", en: "missed")
      table.add([
        .integer(call.line), desk.cell(imported.startedAt), phone(of: call, at: desk),
        .flag(call.isWithheld), .code(call.isAnswered ? "answered" : "missed", label: answered(desk.lang)),
        .integer(call.seconds), .code(imported.state.rawValue, label: Wording.label(of: imported.state)(desk.lang)),
        .text(orNull: imported.code),
      ])
    }
    return table
  }

  /// JSON and CSV have no number where none was told, and `withheld` beside it; a person reads why.
  private func phone(of call: PhoneCall, at desk: Desk) -> Cell {
    if let number = call.display ?? call.number { return .text(number) }
    guard call.isWithheld, output.format == .table else { return .null }
    return .text(Words(ja: "非通知", en: "withheld")(desk.lang))
  }

  private func summary(_ calls: [ImportedCall], of reading: CallReading) -> Words {
    let (ja, en) = ImportedCall.State.allCases.reduce(into: ([String](), [String]())) { told, state in
      let count = calls.count { $0.state == state }
      let label = Wording.label(of: state)
      guard count > 0 || state != .future else { return }
      told.0.append("\(label.ja) \(count)")
      told.1.append("\(count) \(label.en)")
    }
    return Words(
      ja: ja.joined(separator: "、") + "、着信でないもの \(reading.leftOut)、読めない行 \(reading.faults.count)",
      en: en.joined(separator: ", ") + ", \(reading.leftOut) not incoming, \(reading.faults.count) unreadable lines")
  }
}

extension Wording {
  static func found(_ reading: CallReading) -> Words {
    Words(
      ja: "着信 \(reading.calls.count)件(\(reading.encoding.rawValue))。",
      en: "\(reading.calls.count) incoming calls (\(reading.encoding.rawValue)).")
  }

  static func clock(off: Int) -> Words {
    Words(
      ja: "この記録の時計は日本時間と\(abs(off))時間ずれているようです。--time-zone を確かめてください(GMT の設定なら --time-zone UTC)。",
      en:
        "The log's clock seems to differ from Japan's by \(abs(off)) hours: check --time-zone (UTC where it logs GMT).")
  }

  static func words(of fault: CallFault) -> Words {
    let why =
      switch fault.rule {
      case .unreadable: Words(ja: "読めません。", en: "cannot be read.")
      case .columns: Words(ja: "列の数が合いません。", en: "has another number of columns.")
      case .time: Words(ja: "日時を読めません。", en: "has no time that can be read.")
      case .duration: Words(ja: "通話時間を読めません。", en: "has no duration that can be read.")
      case .outcome: Words(ja: "結果の書き方が分かりません。", en: "has an outcome that is not known.")
      }
    return Words(ja: "\(fault.line)行目: \(why.ja)", en: "line \(fault.line) \(why.en)")
  }

  static func label(of state: ImportedCall.State) -> Words {
    switch state {
    case .inserted: Words(ja: "新規", en: "new")
    case .repeated: Words(ja: "同じ折り返しへ", en: "of the same call-back")
    case .known: Words(ja: "受付済みの電話", en: "written down before")
    case .unchanged: Words(ja: "取込み済み", en: "unchanged")
    case .future: Words(ja: "未来の日時", en: "in the future")
    }
  }

  static func trouble(of failure: CallMapping.Failure) -> Trouble {
    switch failure {
    case .unreadable(let path): Trouble(ja: "読めません: \(path)", en: "Cannot read \(path)", status: .other)
    case .malformed(let line):
      Trouble(
        ja: "対応のファイルの\(line)行目は「項目 = 値」ではありません。", en: "Line \(line) of the mapping is not `key = value`.",
        status: .usage)
    case .unknownKey(let line, let key, let nearest):
      Trouble(
        ja: "対応のファイルの\(line)行目: 項目「\(key)」はありません。"
          + (nearest.isEmpty ? "" : "近いもの: \(nearest.joined(separator: ", "))"),
        en: "Line \(line) of the mapping: there is no key \"\(key)\"."
          + (nearest.isEmpty ? "" : " Near it: \(nearest.joined(separator: ", "))"), status: .usage)
    case .missing(let key):
      Trouble(ja: "対応のファイルに「\(key)」がありません。", en: "The mapping lacks \"\(key)\".", status: .usage)
    }
  }
}
