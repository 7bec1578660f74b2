public import CaseCore
public import Paper

/// 一週間シート: seven days to tick, or only to write on, for the owner of a plan. It names nobody and counts nothing.
public struct WeekSheet: Sendable {
  public let plan: Plan.Sheet
  public let office: Office?
  /// The first of its days; nil: whoever gets it writes the dates in.
  public let from: CalendarDate?

  public init(_ plan: Plan.Sheet, office: Office?, from: CalendarDate?) {
    self.plan = plan
    self.office = office
    self.from = from
  }

  public func document(lang: Language) -> Document {
    let words = SheetWords(lang: lang)
    let isResting = plan.state == "paused"
    var document = Document(
      title: words.say("わたしの一週間", "My week"),
      subtitle: isResting ? nil : from.map { words.span($0, $0.adding(days: 6)) }, lang: lang,
      footer: office.map(words.line), style: .sheet)
    if isResting {
      PlanSheet.rest(in: &document, words)
      return document
    }
    let actions = WeekSheet.actions(in: plan.action)
    document.box(Box("goal", label: words.say("今週の目標", "Goal of the week"), text: plan.goal))
    document.box(
      Box(
        "action", label: words.say("具体的な行動", "What I will do"),
        text: actions.count > 1
          ? zip(WeekSheet.numbers, actions).map { "\($0) \($1)" }.joined(separator: "\n") : plan.action))
    let feeling = words.say("そのときの気持ち", "How it felt")
    let day = words.say("日", "Day")
    switch plan.check {
    case "daily":
      let marks = actions.count > 1 ? Array(WeekSheet.numbers.prefix(actions.count)) : [words.say("やってみた", "I tried")]
      document.ticks(Ticks("days", head: day, marks: marks, remark: feeling, lines: days(words)))
    case "weekly":
      document.ticks(
        Ticks(
          "week", head: words.say("いつ", "When"), marks: [words.say("やってみた", "I tried")], remark: feeling,
          lines: [
            from == nil
              ? words.say("一週間\n（　　月　　日から）", "a week from\n____ / ____") : words.say("この一週間", "This week")
          ]))
      document.box(Box("diary", label: words.say("書いておきたいこと", "Anything to write down"), text: nil, lines: 7))
    default:
      document.ticks(
        Ticks(
          "days", head: day, marks: [], remark: words.say("ひとこと（書きたい日だけ）", "A line, if you like"), lines: days(words)))
    }
    document.paragraph(
      words.say("空いている日があっても、大丈夫です。小さくした一歩も、一歩です。", "Empty days are all right. A smaller step is a step."))
    return document
  }

  private func days(_ words: SheetWords) -> [String] {
    (0..<7).map { at in
      from.map { words.short($0.adding(days: at)) } ?? words.say("　　月　　日", "____ / ____")
    }
  }

  private static let numbers = ["①", "②", "③", "④"]

  /// The action's lines where they are a few, each with boxes of its own; else the whole as one.
  private static func actions(in text: String) -> [String] {
    let lines = text.split(separator: "\n").map(String.init).filter { !$0.allSatisfy(\.isWhitespace) }
    return lines.count <= numbers.count ? lines : [text]
  }
}
