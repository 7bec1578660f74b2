package import CaseCore
import Paper

extension Wording {
  /// What was typed and cannot be: malformed names of people are "not found", notes are refused, the rest is usage.
  package static func trouble(of invalid: InvalidValue) -> Trouble {
    let a = invalid.arguments
    // a code that cannot be is answered as one that is not there, word for word
    if let what = notFound(invalid) { return trouble(of: CaseError.notFound(what: what)) }
    func given(_ key: String) -> String { a[key] ?? "" }
    let typed = given("typed")
    let words: Words =
      switch invalid.code {
      case "code.unknown":
        Words(
          ja: "コード「\(typed)」は一覧 \(given("list")) にありません。"
            + (a["nearest"].map { "近いもの: \($0)" } ?? a["all"].map { "使えるもの: \($0)" } ?? ""),
          en: "\"\(typed)\" is not in the list \(given("list"))."
            + (a["nearest"].map { " Near it: \($0)" } ?? a["all"].map { " It has: \($0)" } ?? ""))
      case "login.malformed":
        Words(ja: "ログイン名「\(typed)」の形が違います。", en: "\"\(typed)\" is not a login.")
      case "date.impossible":
        Words(
          ja: "「\(typed)」という日はありません。" + (a["last_day"].map { "この月は\($0)日までです。" } ?? ""),
          en: "There is no such day as \"\(typed)\"." + (a["last_day"].map { " That month ends on the \($0)." } ?? ""))
      case "date.incomplete":
        Words(ja: "「\(typed)」には月日が足りません。", en: "\"\(typed)\" lacks its month or day.")
      case "date.year_missing", "date.year_ambiguous":
        Words(
          ja: "「\(typed)」は年が分かりません。2026-11-03 や R8.11.3 のように書いてください。",
          en: "The year of \"\(typed)\" is unclear: write 2026-11-03 or R8.11.3.")
      case "date.weekday_differs":
        Words(
          ja: "「\(typed)」の曜日が違います(実際は\(given("actual")))。",
          en: "\"\(typed)\" has the wrong weekday (it was \(given("actual"))).")
      case "date.out_of_range", "month.out_of_range", "time.out_of_range":
        Words(
          ja: "\(given("first")) から \(given("last")) までで書いてください。",
          en: "Give something from \(given("first")) to \(given("last")).")
      case "era.never_was":
        Words(
          ja: "「\(typed)」という年はありません。" + (a["would_be"].map { "\($0)ではありませんか。" } ?? ""),
          en: "There never was \"\(typed)\"." + (a["would_be_iso"].map { " Did you mean \($0)?" } ?? ""))
      case "era.before_gregorian":
        Words(
          ja: "「\(typed)」は旧暦の日付です。西暦で \(given("first")) 以後を書いてください。",
          en: "\"\(typed)\" is in the old calendar; dates start at \(given("first")).")
      case "date.unreadable": Words(ja: "日付「\(typed)」を読めません。", en: "\"\(typed)\" is not a date.")
      case "month.unreadable": Words(ja: "年月「\(typed)」を読めません。", en: "\"\(typed)\" is not a month.")
      case "month.impossible": Words(ja: "「\(typed)」という月はありません。", en: "There is no month \"\(typed)\".")
      case "time.unreadable": Words(ja: "日時「\(typed)」を読めません。", en: "\"\(typed)\" is not a time.")
      case "time.missing": Words(ja: "「\(typed)」に時刻がありません。", en: "\"\(typed)\" lacks the time of day.")
      case "time.impossible": Words(ja: "「\(typed)」という時刻はありません。", en: "There is no such time as \"\(typed)\".")
      case "time.hour_24":
        Words(ja: "24時は翌日の0:00と書いてください。", en: "Write midnight as 0:00 of the next day.")
      case "time.twelve_ambiguous":
        Words(ja: "「\(typed)」は0:00か12:00と書いてください。", en: "Write \"\(typed)\" as 0:00 or 12:00.")
      case "time.far_past": Words(ja: "「\(typed)」は古すぎます。", en: "\"\(typed)\" is too long ago.")
      case "minutes.unreadable": Words(ja: "時間「\(typed)」を読めません。", en: "\"\(typed)\" is not a number of minutes.")
      case "minutes.negative", "minutes.zero":
        Words(ja: "時間は1分からです。", en: "Minutes start at 1.")
      case "minutes.too_many": Words(ja: "時間は\(given("most"))分までです。", en: "At most \(given("most")) minutes.")
      case "phone.empty": Words(ja: "電話番号が空です。", en: "The telephone number is empty.")
      case "phone.too_short", "phone.too_long":
        Words(
          ja: "電話番号の桁数が違います(\(given("digits"))桁、正しくは\(given("expected"))桁)。",
          en: "The telephone number has \(given("digits")) digits instead of \(given("expected")).")
      case "phone.zero_missing":
        Words(ja: "電話番号の先頭の0がありません。", en: "The telephone number lacks its leading 0.")
      case "phone.unknown_prefix":
        Words(ja: "「\(given("prefix"))」で始まる電話番号はありません。", en: "No telephone number starts with \(given("prefix")).")
      case "phone.unreadable", "phone.extension_unreadable":
        Words(ja: "電話番号を読めません。", en: "That is not a telephone number.")
      case "age.unreadable", "age.impossible":
        Words(ja: "年齢を読めません(0〜120)。", en: "That is not an age (0 to 120).")
      case "text.control", "text.bidi":
        Words(
          ja: "制御文字 \(given("code_point")) があります(\(given("byte_offset"))バイト目)。",
          en: "There is a control character \(given("code_point")) at byte \(given("byte_offset")).")
      case "text.line_break": Words(ja: "改行は使えません。", en: "It may not hold a line break.")
      case "text.not_utf8":
        Words(
          ja: "UTF-8 ではありません(\(given("byte_offset"))バイト目)。", en: "It is not UTF-8 (byte \(given("byte_offset"))).")
      case "note.empty": Words(ja: "記録の本文が空です。", en: "The note is empty.")
      case "note.too_large", "text.too_large":
        Words(
          ja: "大きすぎます(\(given("limit"))バイトまで)。何も送っていません。",
          en: "It is too large (at most \(given("limit")) bytes); nothing was sent.")
      default: Words(ja: "値が正しくありません(\(invalid.code))。", en: "Invalid value (\(invalid.code)).")
      }
    return Trouble(words, status: status(of: invalid.code))
  }

  /// What was looked for by a malformed code; nil for every other value.
  private static func notFound(_ invalid: InvalidValue) -> String? {
    guard ["code.malformed", "code.wrong_kind", "code.symbol_unknown"].contains(invalid.code) else { return nil }
    return switch invalid.arguments["prefix"] {
    case "C": "client"
    case "Q": "inquiry"
    case "P": "provider"
    default: "record"
    }
  }

  private static func status(of code: String) -> ExitStatus {
    switch code {
    case let code where code.hasPrefix("note.") || code.hasPrefix("text."): .refused
    default: .usage
    }
  }
}
