package import Paper

extension Wording {
  /// The rules of inquiries, assessments and plans, each in words.
  package static let caseRules: [String: Words] = [
    "inquiry.future": Words(ja: "未来の問い合わせは受け付けられません。", en: "An inquiry in the future cannot be written down."),
    "inquiry.too_long_ago": Words(
      ja: "1990年より前の問い合わせは受け付けられません。", en: "An inquiry before 1990 cannot be written down."),
    "inquiry.not_claimed": Words(ja: "まだ誰も対応していません。", en: "Nobody has taken it on."),
    "inquiry.claimed_by_other": Words(
      ja: "ほかの方が対応中です。戻せるのは本人とスーパーバイザーです。",
      en: "A colleague has taken it on; only they or a supervisor can give it back."),
    "inquiry.already_closed": Words(ja: "すでに終わっています。", en: "It is closed already."),
    "inquiry.told_already": Words(
      ja: "すでに書かれている欄があります。書かれたものは書き換えられません(空いている欄だけ埋められます)。",
      en: "Something of this is written already. What somebody wrote stays; only blanks are filled."),
    "inquiry.reason_missing": Words(
      ja: "すでに決まっている種類・関係・分を直すには、理由(reason)が必要です。",
      en: "Changing a kind, relation or minutes that stand needs a reason."),
    "inquiry.nothing_new": Words(ja: "もうそのとおりに書かれています。", en: "It says so already."),
    "inquiry.not_linked": Words(ja: "つながっている方はいません。", en: "It is not linked to anybody."),
    "inquiry.other_office": Words(ja: "問い合わせと相談者の所が違います。", en: "Inquiry and client belong to different offices."),
    "assess.factor_missing": Words(ja: "要因を1つ以上選んでください。", en: "Name at least one factor."),
    "date.form": Words(ja: "年、年月、年月日のどれかで書いてください。", en: "Give a year, a month or a day."),
    "plan.goal_missing": Words(ja: "今週の目標が必要です。", en: "A plan needs its goal."),
    "plan.action_missing": Words(ja: "具体的な行動が必要です。", en: "A plan needs its action."),
    "plan.until_before_from": Words(ja: "終わりの日が開始日より前です。", en: "It would end before it begins."),
    "plan.none": Words(ja: "その日に進んでいる計画がありません。", en: "There is no plan on that day."),
    "plan.none_of_owner": Words(ja: "その方の計画は、まだありません。", en: "There is no plan of that person's yet."),
    "plan.result_missing": Words(ja: "確認の結果が必要です。", en: "A check needs its result."),
    "plan.already_paused": Words(ja: "すでにお休み中です。", en: "It is resting already."),
    "plan.not_paused": Words(ja: "お休み中ではありません。", en: "It is not resting."),
    "plan.resumed_before_pause": Words(ja: "再開の日がお休みの日より前です。", en: "It cannot resume before it rested."),
    "month.future": Words(ja: "その月はまだ始まっていません。", en: "That month has not begun."),
    "month.out_of_range": Words(ja: "その月の報告は作れません。", en: "There is no report of that month."),
    "month.not_over": Words(
      ja: "その月はまだ終わっていません。締められるのは月が終わってからです。", en: "That month is not over; it can be closed after its last day."),
    "month.closed": Words(
      ja: "その月はすでに締めてあります。訂正するときは、先に ippo report reopen が必要です。",
      en: "That month is closed. To correct it, reopen it first (ippo report reopen)."),
    "month.not_closed": Words(ja: "その月は締めてありません。", en: "That month is not closed."),
    "month.reason_missing": Words(ja: "締めた月を開く理由を書いてください。", en: "Opening a closed month needs a reason."),
    "figure.unknown": Words(ja: "その項目の内訳はありません。", en: "That figure has no rows."),
    "month.too_many": Words(ja: "月数は1から120までです。", en: "Months go from 1 to 120."),
    "program.code_form": Words(
      ja: "事業のコードは英小文字で始め、英小文字・数字・_ の31字までです。",
      en: "A program's code is small letters, digits and _, at most 31, starting with a letter."),
    "program.code_taken": Words(ja: "そのコードの事業はすでにあります。", en: "There is a program with that code."),
    "program.name_missing": Words(ja: "事業の名前が必要です。", en: "The program needs a name."),
    "program.office_missing": Words(ja: "事業を行う所を --office で選んでください。", en: "Name its offices with --office."),
    "program.from_missing": Words(ja: "事業の開始日(--from)が必要です。", en: "The program needs its first day (--from)."),
    "program.until_before_from": Words(ja: "事業の終わりの日が開始日より前です。", en: "The program would end before it begins."),
    "program.presence_unknown": Words(
      ja: "同席の数え方は case(1件)か person(人数分)です。", en: "Several people count as `case` (one) or `person` (each)."),
    "program.year_missing": Words(
      ja: "目標がどの年度のものか、--year で示してください。", en: "Say which fiscal year (--year) the target is of."),
    "program.target_out_of_range": Words(ja: "目標の数は0から1000000までです。", en: "A target goes from 0 to 1000000."),
    "program.other_office": Words(ja: "その事業は、この所では行っていません。", en: "That program is not run by this office."),
    "program.outside_term": Words(ja: "その日は事業の期間の外です。", en: "That day is outside the program's term."),
    "enrolment.overlaps": Words(
      ja: "その日には別の事業(または同じ事業)に参加しています。先に ippo client leave で終わりの日を記録してください。",
      en: "The case is in a program on such a day already: end that first (ippo client leave)."),
    "enrolment.none": Words(ja: "その事業には参加していません。", en: "The case is not in that program."),
    "enrolment.left_before": Words(ja: "終わりの日が参加の日より前です。", en: "It would end before it began."),
    "code.unknown.channel": Words(ja: "経路のコードが違います。", en: "Unknown channel."),
    "code.unknown.inquiry_kind": Words(ja: "問い合わせの種類のコードが違います。", en: "Unknown kind of inquiry."),
    "code.unknown.relation": Words(ja: "関係のコードが違います。", en: "Unknown relation."),
    "code.unknown.inquiry_closing_reason": Words(ja: "終了理由のコードが違います。", en: "Unknown closing reason."),
    "code.unknown.factor": Words(ja: "要因のコードが違います。", en: "Unknown factor."),
    "code.unknown.factor_role": Words(ja: "要因の位置のコードが違います。", en: "Unknown role of a factor."),
    "code.unknown.certainty": Words(ja: "確からしさのコードが違います。", en: "Unknown certainty."),
    "code.unknown.plan_check": Words(ja: "達成度確認のコードが違います。", en: "Unknown kind of check."),
    "code.unknown.plan_result": Words(ja: "確認結果のコードが違います。", en: "Unknown result."),
  ]

  package static let caseConflicts: [String: Words] = [
    "inquiry.already_claimed": Words(ja: "先にほかの方が対応を始めました。", en: "A colleague has taken it on first."),
    "inquiry.already_linked": Words(ja: "すでにどなたかにつながっています。", en: "It is linked to somebody already."),
    "inquiry.lost_race": Words(ja: "同時に別の変更がありました。もう一度お試しください。", en: "Somebody wrote at the same moment; try again."),
    "plan.already_checked": Words(ja: "その日の確認はすでにあります。", en: "That day was checked already."),
    "plan.lost_race": Words(ja: "同時に別の変更がありました。もう一度お試しください。", en: "Somebody wrote at the same moment; try again."),
    "month.changed": Words(
      ja: "報告を作っている間に、その月の記録が変わりました。何も残していません。もう一度締めてください。",
      en: "Something of that month was recorded while its report was made; nothing was kept. Close it again."),
    "month.at_once": Words(ja: "同時に別の変更がありました。もう一度お試しください。", en: "Somebody wrote at the same moment; try again."),
  ]

  package static let caseNouns: [String: Words] = [
    "inquiry": Words(ja: "その問い合わせ", en: "inquiry"),
    "office": Words(ja: "その所", en: "office"),
    "edition": Words(ja: "その版", en: "edition"),
    "program": Words(ja: "その事業", en: "program"),
  ]
}
