import ArgumentParser
import CaseCore
import Edge
import Paper

struct OfficeLine: Verb {
  static let configuration = CommandConfiguration(
    commandName: "line",
    abstract: said(
      "LINE で所が自分から言う文、時間、残りの通数を見る、決める", "What the office says by itself on LINE, its hours, and the month's messages"),
    discussion: said(
      "--json - で greeting acknowledgement after_hours group_refusal hotlines hotlines_closed preview(文)、hours(「月 10:00-17:00」の並び)、closed_days(休みの日の並び)、monthly_limit reserve recall_seconds(数)を渡します。渡さない項目はそのまま、空にした文は初めの文に戻ります。見守りを約束する文にしないでください。",
      "`--json -` takes greeting acknowledgement after_hours group_refusal hotlines hotlines_closed preview (texts), hours (\"mon 10:00-17:00\" …), closed_days (dates), monthly_limit reserve recall_seconds (numbers). What is not given stays; an empty text brings back the first one. Promise nobody that you are watching."
    ))

  static let texts = [
    "greeting", "acknowledgement", "after_hours", "group_refusal", "hotlines", "hotlines_closed", "preview",
  ]
  static let numbers = ["monthly_limit", "reserve", "recall_seconds"]

  @Argument(help: .said("所のコード", "office code")) var office: String?
  @Option(help: .said("この操作の id", "id of this change")) var id: String?
  @Option(help: .said("「-」で標準入力の JSON を読む", "`-` reads a JSON object from standard input")) var json: String?
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    try desk.demandDash(json, option: "--json")
    let id = try desk.recordID(self.id)
    var change: ((CaseStore) throws -> String)?
    if json != nil {
      let input = try desk.readJSON(keys: OfficeLine.texts + OfficeLine.numbers + ["hours", "closed_days"])
      var texts: [String: String?] = [:]
      for key in OfficeLine.texts where input.has(key) { texts.updateValue(try input.text(key), forKey: key) }
      var numbers: [String: Int] = [:]
      for key in OfficeLine.numbers where input.has(key) {
        guard let number = try input.text(key).flatMap({ Int(InputText.folded($0)) }) else {
          throw CaseError.refused(rule: "line.setting_form")
        }
        numbers[key] = number
      }
      let hours = input.has("hours") ? try input.texts("hours").map(Self.hours) : nil
      let today = desk.today
      let closed =
        input.has("closed_days")
        ? try input.texts("closed_days").map { try CalendarDate(parsing: $0, today: today) } : nil
      change = { [office] in
        try LineSetting.set(
          texts: texts, numbers: numbers, hours: hours, closedDays: closed, office: office, id: id, in: $0)
      }
    }
    let store = try desk.store()
    let state = try change?(store)
    try show(LineSetting.show(office: office, in: store), state: state, id: id, at: desk)
  }

  /// 「月 10:00-17:00」, "mon 10:00-17:00".
  private static func hours(_ given: String) throws -> (day: Int, span: String) {
    let parts = InputText.folded(given).lowercased().split(separator: " ")
    let days = ["月": 1, "火": 2, "水": 3, "木": 4, "金": 5, "土": 6, "日": 7]
    let english = ["mon": 1, "tue": 2, "wed": 3, "thu": 4, "fri": 5, "sat": 6, "sun": 7]
    guard parts.count == 2, let day = days[String(parts[0])] ?? english[String(parts[0].prefix(3))] else {
      throw CaseError.refused(rule: "line.hours_form")
    }
    return (day, String(parts[1]))
  }

  private func hours(_ kept: String) -> Cell {
    let day = (Int(kept.prefix(1)) ?? 1) - 1
    let english = "\(["mon", "tue", "wed", "thu", "fri", "sat", "sun"][day])\(kept.dropFirst())"
    return .code(english, label: said("\(["月", "火", "水", "木", "金", "土", "日"][day])\(kept.dropFirst())", english))
  }

  private func show(_ setting: LineSetting, state: String?, id: RecordID, at desk: Desk) throws {
    var record = Record()
    record.add("office", ja: "所", en: "Office", .text(setting.office))
    record.add("version", ja: "版", en: "Version", .integer(setting.version))
    record.add("hours", ja: "開所時間", en: "Hours", .list(setting.hours.map(hours)))
    record.add("closed_days", ja: "休みの日", en: "Closed on", .list(setting.closedDays.map { desk.cell($0) }))
    record.add("greeting", ja: "あいさつ", en: "Greeting", .text(setting.greeting))
    record.add("acknowledgement", ja: "受け取りの返事", en: "Acknowledgement", .text(setting.acknowledgement))
    record.add("after_hours", ja: "時間外の返事", en: "Outside the hours", .text(setting.afterHours))
    record.add("group_refusal", ja: "グループへの返事", en: "To groups", .text(setting.groupRefusal))
    record.add("hotlines", ja: "相談先の案内", en: "Hotlines", .text(setting.hotlines))
    record.add("hotlines_closed", ja: "時間外の相談先の案内", en: "Hotlines when closed", .text(setting.hotlinesClosed))
    record.add("preview", ja: "画面の通知に出る文", en: "Shown on a lock screen", .text(setting.preview))
    record.add("monthly_limit", ja: "月の通数", en: "Messages a month", .integer(orNull: setting.monthlyLimit))
    record.add("used", ja: "LINE の使用数", en: "Used, says LINE", .integer(orNull: setting.used))
    record.add(
      "seen_at", ja: "LINE に聞いた時刻", en: "Asked LINE", desk.cell(setting.seenAt), isShown: setting.seenAt != nil)
    record.add("left", ja: "残り", en: "Left", .integer(orNull: setting.left))
    record.add("reserve", ja: "緊急の取り置き", en: "Kept for emergencies", .integer(setting.reserve))
    record.add("recall_seconds", ja: "取り消せる秒数", en: "Seconds to take back", .integer(setting.recallSeconds))
    record.add("author", ja: "決めた人", en: "By", .text(orNull: setting.author), isShown: setting.author != nil)
    record.add("saved_at", ja: "保存", en: "Saved", desk.cell(setting.savedAt), isShown: setting.savedAt != nil)
    if let state {
      record.add("state", ja: "結果", en: "Result", .code(state, label: desk.label(ofState: state)))
      record.add("id", ja: "id", en: "id", desk.cell(id), isShown: false)
    }
    try desk.show(record, as: output.format)
    if let left = setting.left, left <= setting.reserve {
      desk.say(
        Words(
          ja: "【通数】残りが取り置き以下です。急がない返事は電話でしてください。",
          en: "MESSAGES: only the reserve is left. Answer by telephone where it can wait."))
    }
  }
}
