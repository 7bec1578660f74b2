public import CaseCore
public import Paper

/// 行動計画シート: a plan for its owner to keep, in the guide's five parts. It names nobody, as paper lies about: 「わたし」 is
/// whoever holds it.
public struct PlanSheet: Sendable {
  public let plan: Plan.Sheet
  /// Whose name stands at the foot; nil: nobody's.
  public let office: Office?
  /// Whether offers that the plan does without are printed as lines to write on.
  public let hasBlanks: Bool
  /// The day it is printed: an end that has passed is nobody's reproach, and is left out.
  public let today: CalendarDate

  public init(_ plan: Plan.Sheet, office: Office?, hasBlanks: Bool, today: CalendarDate) {
    self.plan = plan
    self.office = office
    self.hasBlanks = hasBlanks
    self.today = today
  }

  public func document(lang: Language) -> Document {
    let words = SheetWords(lang: lang)
    let isResting = plan.state == "paused"
    let last = plan.until.flatMap { $0 < today ? nil : $0 }
    var document = Document(
      title: words.say("わたしの行動計画", "My plan"), subtitle: isResting ? nil : words.span(plan.from, last), lang: lang,
      footer: office.map(words.line), style: .sheet)
    if isResting {
      PlanSheet.rest(in: &document, words)
      return document
    }
    document.box(Box("goal", label: words.say("今週の目標", "Goal of the week"), text: plan.goal, size: .large))
    document.box(Box("action", label: words.say("具体的な行動", "What I will do"), text: plan.action))
    document.box(Box("check", label: words.say("達成度確認", "Looking back"), text: check(words)))
    offer("reward", words.say("ご褒美", "A treat"), plan.reward, in: &document)
    offer("consult", words.say("専門機関への相談", "Somebody to consult"), plan.consult, in: &document)
    document.paragraph(
      words.say(
        "この計画は、自分のペースで進めるためのものです。\nもっと小さくしても、休んでも、途中で変えても、かまいません。",
        "This plan goes at your own pace.\nYou may make it smaller, rest, or change it at any time."))
    return document
  }

  /// What a resting plan's sheets say instead of its tasks.
  static func rest(in document: inout Document, _ words: SheetWords) {
    document.box(
      Box("rest", label: nil, text: words.say("いまは、お休み中です。", "Resting, for now."), size: .large))
    document.paragraph(
      words.say(
        "休むことも、大切な時間です。\n計画は、そのまま取ってあります。\nまた始めたくなったら、そのときに声をかけてください。",
        "Rest is time well spent.\nThe plan is kept as it is.\nWhen you would like to take it up again, just say so."))
  }

  private func offer(_ key: String, _ label: String, _ text: String?, in document: inout Document) {
    if text != nil || hasBlanks { document.box(Box(key, label: label, text: text, lines: text == nil ? 2 : 0)) }
  }

  private func check(_ words: SheetWords) -> String {
    switch plan.check {
    case "daily":
      words.say(
        "一日に一度、どうだったかを思い返してみます。\nできない日があっても、大丈夫です。",
        "Once a day, think back to how it went.\nA day without is all right too.")
    case "weekly":
      words.say(
        "週に一度、どうだったかを、いっしょに話します。\n合わないときは、計画のほうを変えましょう。",
        "Once a week, we talk about how it went.\nIf it does not fit, we change the plan.")
    default:
      words.say(
        "決まった確認はありません。\n話したくなったら、声をかけてください。",
        "Nothing is checked.\nIf you would like to talk about it, just say so.")
    }
  }
}
