public import CaseCore
public import Paper

/// 支援経過記録: a case's sessions in their order, for the file and for neighbouring agencies. It holds what several people
/// said, so it is handed to none of them, and says so.
public struct RecordSheet: Sendable {
  public let client: Client
  public let office: Office?
  /// 担当, by name.
  public let staff: [String]
  public let from: CalendarDate?
  public let until: CalendarDate?
  public let printedOn: CalendarDate
  public let sessions: [RecordedSession]

  public init(
    _ client: Client, office: Office?, staff: [String], from: CalendarDate?, until: CalendarDate?,
    printedOn: CalendarDate, sessions: [RecordedSession]
  ) {
    self.client = client
    self.office = office
    self.staff = staff
    self.from = from
    self.until = until
    self.printedOn = printedOn
    self.sessions = sessions
  }

  public func document(lang: Language) -> Document {
    let words = SheetWords(lang: lang)
    let title = words.say("支援経過記録", "Record of sessions")
    let caution = words.say("取扱注意", "Confidential")
    var meta = Record()
    meta.add("client_name", ja: "氏名", en: "Name", .text(client.name ?? words.say("（未聴取）", "(not known)")))
    meta.add("client", ja: "コード", en: "Code", .text(client.code))
    meta.add("staff", ja: "担当", en: "Counselor", .text(words.joined(staff)))
    meta.add("period", ja: "期間", en: "Period", .text(period(words)))
    meta.add("printed_on", ja: "作成日", en: "Printed", .text(words.bothCalendars(printedOn)))
    var document = Document(
      title: words.say("\(title)（\(caution)）", "\(title) (\(caution.lowercased()))"), lang: lang, meta: meta,
      footer: [caution, title, client.code, office.map(words.name) ?? client.office].joined(separator: "　"))
    document.notes([
      words.say(
        "ご本人とご家族それぞれのお話を含みます。ほかの機関に渡すときは、同意とその範囲を確かめてください。ご本人・ご家族に渡す書類ではありません。",
        "It holds what the person and the family told apart. Before it goes to another agency, see what was consented to; "
          + "it is not to be handed to the person or the family.")
    ])
    if sessions.isEmpty { document.paragraph(words.say("この期間の記録はありません。", "No sessions in this period.")) }
    for (at, session) in sessions.enumerated() { document.form(entry(session, "session_\(at + 1)", words)) }
    return document
  }

  private func period(_ words: SheetWords) -> String {
    switch (from, until) {
    case (nil, nil): words.say("すべて", "all")
    case (let from?, let until): words.span(from, until)
    case (nil, let until?): words.say("\(words.day(until))まで", "until \(words.day(until))")
    }
  }

  private func entry(_ session: RecordedSession, _ key: String, _ words: SheetWords) -> Form {
    func field(_ key: String, _ ja: String, _ en: String, _ text: String, share: Int = 1) -> Form.Field {
      Form.Field(key, words.say(ja, en), .text(text.isEmpty ? "–" : text), share: share)
    }
    var form = Form(key)
    form.row(
      field(
        "held_at", "対応日時", "When", words.lang == .ja ? session.heldAt.japanese : session.heldAt.english, share: 4),
      field("minutes", "所要時間", "Length", words.minutes(session.minutes), share: 2),
      field("method", "方法", "Method", method(session, words), share: 3),
      Form.Field("reviewed", words.say("確認", "Seen"), share: 2, lines: 0))
    form.row(
      field("staff", "対応者", "By", words.joined(session.staffNames), share: 3),
      field("with", "相手", "With", words.labels(session.with, in: .who), share: 4))
    if session.version > 1 {
      let day = words.day(session.savedAt.date)
      let head = words.say("第\(session.version)版 \(day)", "Version \(session.version), \(day)")
      let reason = session.reason.map { words.say("（理由: \($0)）", " (\($0))") } ?? ""
      form.row(field("amended", "訂正あり", "Amended", head + reason))
    }
    form.row(field("note", "内容", "Note", session.note ?? words.say("（記載なし）", "(none)")))
    return form
  }

  /// 訪問; 訪問（不在訪問）; 来所（同行）.
  private func method(_ session: RecordedSession, _ words: SheetWords) -> String {
    var remarks: [String] = []
    if session.kind != "consultation" { remarks.append(words.label(session.kind, in: .sessionKind)) }
    if session.accompanied { remarks.append(words.say("同行", "accompanied")) }
    let method = words.label(session.method, in: .sessionMethod)
    if remarks.isEmpty { return method }
    return words.say("\(method)（\(words.joined(remarks))）", "\(method) (\(words.joined(remarks)))")
  }
}
