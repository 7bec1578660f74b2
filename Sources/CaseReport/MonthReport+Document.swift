import CaseCore
public import Paper

extension MonthReport {
  /// The report as a document, in one language; every writer takes it from here.
  public func document(lang: Language) -> Document {
    let month = figures.month
    func say(_ ja: String, _ en: String) -> String { Words(ja: ja, en: en)(lang) }
    let everywhere = program == nil ? say("全オフィス", "All offices") : say("事業のオフィス", "Offices of the program")
    let name = office.map { lang == .ja ? $0.name : $0.nameEnglish ?? $0.name } ?? everywhere
    let whole = program.map { "\($0.name(lang)) \(name)" } ?? name
    var meta = Record()
    meta.add("office", ja: "所", en: "Office", .text(name))
    addProgram(to: &meta, lang)
    meta.add(
      "month", ja: "対象月", en: "Month",
      .code(
        month.iso,
        label: say("\(month.japanese)(\(month.fiscalYear.japanese))", "\(month.english), \(month.fiscalYear.english)")))
    meta.add("state", ja: "状態", en: "State", state(lang))
    if !audience.leavesOut("audit_head") {
      meta.add("audit_head", ja: "監査の鎖", en: "Audit head", .text(figures.auditHead ?? "–"))
    }
    var document = Document(
      title: say("月次報告 \(month.japanese)", "Monthly report, \(month.english)") + editionRemark(lang), subtitle: whole,
      lang: lang, meta: meta, footer: "\(whole) \(month.iso)\(editionRemark(lang))")
    if let foreword = audience.foreword { document.paragraph(foreword(lang)) }
    addCorrection(to: &document)

    document.heading(say("この月のあらまし", "The month at a glance"))
    document.figures(keyFigures(lang), key: "summary")
    addProgress(to: &document, lang)
    document.chart(
      chart("series.inquiries", say("問い合わせの件数(12か月)", "Inquiries, twelve months"), say("件", ""), lang) { $0.inquiries })
    document.chart(
      chart("series.sessions", say("相談の延件数(12か月)", "Consultations, twelve months"), say("件", ""), lang) { $0.sessions })

    document.heading(say("問い合わせ", "Inquiries"))
    document.table(
      counts("inquiries.by_channel", CodeList.channel, say("経路", "Channel"), lang), key: "inquiries.by_channel")
    document.table(relations(lang), key: "inquiries.by_relation")
    document.table(counts("inquiries.by_kind", CodeList.inquiryKind, say("種類", "Kind"), lang), key: "inquiries.by_kind")

    document.heading(say("相談している方", "Clients"))
    document.table(
      values(
        "clients",
        [
          ("active", "継続中", "Active"), ("new", "新規", "New"), ("closed", "終結", "Closed"), ("reopened", "再開", "Reopened"),
        ], say("動き", "Movement"), lang), key: "clients")
    document.table(
      counts("clients.by_age_band", CodeList.ageBand, say("年齢(月末)", "Age at the month's end"), lang),
      key: "clients.by_age_band")
    addChart(ofAges: document.lang, to: &document)
    document.table(counts("clients.by_sex", CodeList.sex, say("性別", "Sex"), lang), key: "clients.by_sex")
    document.table(
      counts("clients.by_withdrawal_band", CodeList.withdrawalBand, say("ひきこもりの期間", "Time withdrawn"), lang),
      key: "clients.by_withdrawal_band")
    document.table(
      counts("clients.by_factor", CodeList.factor, say("要因(重なりあり)", "Factors (several each)"), lang),
      key: "clients.by_factor")

    document.heading(say("相談・訪問", "Consultations"))
    document.table(
      triples("sessions.by_method", CodeList.sessionMethod, say("方法", "Method"), lang), key: "sessions.by_method")
    addChart(ofMethods: document.lang, to: &document)
    if !audience.leavesOut("sessions.by_staff") {
      document.table(triples("sessions.by_staff", nil, say("職員", "Staff"), lang), key: "sessions.by_staff")
    }
    document.table(counts("sessions.by_with", CodeList.who, say("相手", "With"), lang), key: "sessions.by_with")
    document.table(
      counts("sessions.by_contact", CodeList.contactLevel, say("本人との接触", "Contact with the person"), lang),
      key: "sessions.by_contact")
    document.table(
      values(
        "sessions",
        [
          ("absent_visits", "不在訪問", "Absent visits"), ("no_shows", "来所なし・キャンセル", "No-shows"),
          ("agency_contacts", "関係機関連絡", "Agency contacts"), ("anonymous", "匿名の相談", "Anonymous consultations"),
        ], say("相談に数えないもの", "Not counted as consultations"), lang), key: "sessions.apart")

    document.heading(say("つなぎ", "Referrals"))
    document.table(
      values(
        "referrals", [("made", "つなぎ", "Made"), ("informed", "情報提供のみ", "Information only")], say("件数", "Count"), lang),
      key: "referrals")
    document.table(
      counts("referrals.by_kind", CodeList.providerKind, say("つなぎ先", "Where to"), lang), key: "referrals.by_kind")
    document.table(
      counts("referrals.by_status", CodeList.referralStatus, say("状況", "Status"), lang), key: "referrals.by_status")

    document.heading(say("行動計画", "Plans"))
    document.table(
      values(
        "plans",
        [
          ("agreed", "合意した計画", "Agreed"), ("checks", "達成度確認", "Checks"),
          ("review_overdue", "見直しの時期を過ぎたもの", "Review overdue"),
        ], say("計画", "Plans"), lang), key: "plans")
    document.table(
      counts("plans.by_result", CodeList.planResult, say("確認の結果", "Results of checks"), lang), key: "plans.by_result")

    addAttention(to: &document)
    addNarrative(to: &document)
    addTranscription(to: &document)
    addAdjustments(to: &document)

    document.heading(say("数え方", "How it is counted"))
    document.notes(countingRules.map { $0(lang) })
    return document
  }
}
