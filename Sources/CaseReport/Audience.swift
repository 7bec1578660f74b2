import Paper

/// Whom a month's report is made for (docs/editions.md). Not to be taken for the number of a closed month's edition.
public enum Audience: String, CaseIterable, Sendable {
  /// The office itself: everything.
  case `internal`
  /// Who pays for the work: true counts, and nothing of single people, staff or what is still to be done.
  case commissioner
  /// Everybody: numbers from 1 to 4 are hidden, and so is whatever would give them away.
  case `public`

  /// What the title and the foot of each page say; nothing where the report is the office's own.
  var remark: Words? {
    switch self {
    case .internal: nil
    case .commissioner: Words(ja: "(委託元用)", en: " (for the commissioner)")
    case .public: Words(ja: "(公表用)", en: " (public)")
    }
  }

  /// What is said above the figures of whom the page is for and what is not on it.
  var foreword: Words? {
    switch self {
    case .internal: nil
    case .commissioner:
      Words(
        ja: "委託元に渡すための版です。数はすべて実数で、職員別の数、所の中で気をつけることと一覧、苦情・事故の記述は入っていません。",
        en:
          "For the commissioner: all counts are true. It has no figures of single members of staff, nothing of what the office "
          + "has to look at, and no words about complaints and incidents.")
    case .public:
      Words(
        ja: "公表するための版です。「*」は、1から4までの数か、引き算でそれがわかってしまう数を伏せたところです(0や5以上のこともあります)。"
          + "「–」の月のグラフも同じです。月ごとの新規・終結・再開と、年度の実人数(3月を除く)は、人の出入りがわかるので載せません。",
        en:
          "To be published. A \"*\" stands for a number from 1 to 4, or for one that would give such a number away by "
          + "subtraction, which can also be 0, 5 or more; so does a dash in a chart. New, closed and reopened cases are not told by "
          + "month, nor the year's people before March: they would show who came and went.")
    }
  }

  /// What this edition never has, by the paths of the JSON: `null` there.
  var leftOut: [String] {
    let office = ["sessions.by_staff", "plans.review_overdue", "attention", "narrative.incidents", "lists"]
    return switch self {
    case .internal: []
    case .commissioner: office
    case .public:
      office + [
        "audit_head", "clients.new", "clients.closed", "clients.reopened", "narrative.highlights", "narrative.issues",
        "narrative.next_month", "narrative.training", "transcription", "adjustments", "corrects", "changes",
      ]
    }
  }

  /// Whether a path, or what it is part of, is not in this edition.
  func leavesOut(_ path: String) -> Bool { leftOut.contains { path == $0 || path.hasPrefix($0 + ".") } }
}

extension MonthReport {
  /// How what this edition has is counted.
  var countingWords: [Words] {
    if audience != .internal { return MonthReport.counting }
    return MonthReport.counting.dropLast() + MonthReport.countingOfAttention + MonthReport.counting.suffix(1)
  }
}
