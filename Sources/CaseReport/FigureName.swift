import CaseCore
public import Paper

/// The paths by which figures are asked for, such as `sessions.by_method.phone.people`, and what people call them.
public enum FigureName {
  /// Every figure of a month's own that can be named beforehand; those by member of staff are `sessions.by_staff.LOGIN.…`.
  public static let all: [String] =
    plain.map(\.path)
    + lists.flatMap { list in
      list.codes.flatMap { code in
        list.measures.isEmpty
          ? ["\(list.path).\(code.code)"] : list.measures.map { "\(list.path).\(code.code).\($0)" }
      }
    }

  /// Whether such a figure can be: a known path, or a login's.
  public static func isKnown(_ path: String) -> Bool {
    if all.contains(path) { return true }
    let parts = path.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "sessions" && parts[1] == "by_staff" && !parts[2].isEmpty
      && measures[String(parts[3])] != nil
      && parts[2].allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "_") }
  }

  /// What people call a figure; the path itself where this program does not know it.
  public static func words(_ path: String) -> Words {
    if let known = plain.first(where: { $0.path == path }) { return known.words }
    for list in lists + [staff] where path.hasPrefix(list.path + ".") {
      let rest = path.dropFirst(list.path.count + 1).split(separator: ".").map(String.init)
      let label =
        list.codes.first { $0.code == rest.first }.map { Words(ja: $0.ja, en: $0.en) }
        ?? rest.first.map { Words(ja: $0, en: $0) }
      guard let label else { break }
      let measure = rest.count > 1 ? measures[rest[1]] : nil
      return Words(
        ja: ([list.words.ja, label.ja] + (measure.map { [$0.ja] } ?? [])).joined(separator: "・"),
        en: ([list.words.en, label.en] + (measure.map { [$0.en] } ?? [])).joined(separator: ", "))
    }
    return Words(ja: path, en: path)
  }

  private static let plain: [(path: String, words: Words)] =
    [
      ("inquiries.total", Words(ja: "問い合わせ", en: "Inquiries")),
      ("inquiries.consultations", Words(ja: "問い合わせのうち相談", en: "Inquiries that are consultations")),
      ("clients.active", Words(ja: "継続中の方", en: "Active clients")),
      ("clients.new", Words(ja: "新規の方", en: "New clients")),
      ("clients.closed", Words(ja: "終結した方", en: "Clients closed")),
      ("clients.reopened", Words(ja: "再開した方", en: "Clients reopened")),
      ("enrolment.entered", Words(ja: "事業への参加", en: "Entered the program")),
      ("enrolment.left", Words(ja: "事業への参加の終わり", en: "Left the program")),
      ("sessions.count", Words(ja: "相談・延件数", en: "Consultations, count")),
      ("sessions.people", Words(ja: "相談・実人数", en: "Consultations, people")),
      ("sessions.minutes", Words(ja: "相談・分", en: "Consultations, minutes")),
      ("sessions.anonymous", Words(ja: "匿名の相談", en: "Anonymous consultations")),
      ("sessions.absent_visits", Words(ja: "不在訪問", en: "Absent visits")),
      ("sessions.no_shows", Words(ja: "来所なし・キャンセル", en: "No-shows")),
      ("sessions.agency_contacts", Words(ja: "関係機関連絡", en: "Agency contacts")),
      ("referrals.made", Words(ja: "つなぎ", en: "Referrals made")),
      ("referrals.informed", Words(ja: "情報提供のみ", en: "Information only")),
      ("plans.agreed", Words(ja: "合意した計画", en: "Plans agreed")), ("plans.checks", Words(ja: "達成度確認", en: "Checks")),
      ("plans.review_overdue", Words(ja: "見直しの時期を過ぎた計画", en: "Plans overdue for review")),
    ] + spans

  /// Figures of other spans, which an edition can change too.
  private static let spans: [(path: String, words: Words)] = [
    ("fiscal_year.inquiries", Words(ja: "年度累計・問い合わせ", en: "Fiscal year, inquiries")),
    ("fiscal_year.sessions.count", Words(ja: "年度累計・相談の延件数", en: "Fiscal year, consultations")),
    ("fiscal_year.sessions.people", Words(ja: "年度累計・相談の実人数", en: "Fiscal year, people")),
    ("previous_month.inquiries", Words(ja: "前月・問い合わせ", en: "Previous month, inquiries")),
    ("previous_month.sessions", Words(ja: "前月・相談の延件数", en: "Previous month, consultations")),
    ("previous_month.people", Words(ja: "前月・相談の実人数", en: "Previous month, people")),
    ("same_month_last_year.inquiries", Words(ja: "前年同月・問い合わせ", en: "Same month last year, inquiries")),
    ("same_month_last_year.sessions", Words(ja: "前年同月・相談の延件数", en: "Same month last year, consultations")),
    ("same_month_last_year.people", Words(ja: "前年同月・相談の実人数", en: "Same month last year, people")),
  ]

  private struct ByCode {
    let path: String
    let words: Words
    let codes: [(code: String, ja: String, en: String)]
    var measures: [String] = []

    init(_ path: String, ja: String, en: String, _ list: CodeList, measures: [String] = []) {
      self.path = path
      words = Words(ja: ja, en: en)
      codes = list.codes.map { ($0.code, $0.ja, $0.en) }
      self.measures = measures
    }

    init(_ path: String, ja: String, en: String, codes: [(code: String, ja: String, en: String)]) {
      self.path = path
      words = Words(ja: ja, en: en)
      self.codes = codes
    }
  }

  private static let measures = [
    "count": Words(ja: "延件数", en: "count"), "people": Words(ja: "実人数", en: "people"),
    "minutes": Words(ja: "分", en: "minutes"),
  ]
  private static let staff = ByCode("sessions.by_staff", ja: "職員", en: "Staff", codes: [])
  private static let lists: [ByCode] = [
    ByCode("inquiries.by_channel", ja: "問い合わせ・経路", en: "Inquiries by channel", .channel),
    ByCode(
      "inquiries.by_relation", ja: "問い合わせ・どなたから", en: "Inquiries by relation",
      codes: MonthReport.relationGroups.map { ($0.code, $0.words.ja, $0.words.en) }),
    ByCode("inquiries.by_kind", ja: "問い合わせ・種類", en: "Inquiries by kind", .inquiryKind),
    ByCode("clients.by_age_band", ja: "年齢", en: "Age", .ageBand), ByCode("clients.by_sex", ja: "性別", en: "Sex", .sex),
    ByCode("clients.by_withdrawal_band", ja: "ひきこもりの期間", en: "Time withdrawn", .withdrawalBand),
    ByCode("clients.by_factor", ja: "要因", en: "Factor", .factor),
    ByCode(
      "sessions.by_method", ja: "方法", en: "Method", .sessionMethod, measures: ["count", "people", "minutes"]),
    ByCode("sessions.by_with", ja: "相手", en: "With", .who),
    ByCode("sessions.by_contact", ja: "本人との接触", en: "Contact", .contactLevel),
    ByCode("referrals.by_kind", ja: "つなぎ先", en: "Referred to", .providerKind),
    ByCode("referrals.by_status", ja: "つなぎの状況", en: "Referral status", .referralStatus),
    ByCode("plans.by_result", ja: "確認の結果", en: "Result of checks", .planResult),
  ]

  /// Whether only a program's report has such a figure.
  public static func isOfPrograms(_ path: String) -> Bool { path.hasPrefix("enrolment.") && isKnown(path) }

  /// Whether a figure is of another span than the month: its rows are those of the months it spans.
  public static func isOfOtherSpan(_ path: String) -> Bool { spans.contains { $0.path == path } }
}
