package import Paper

extension Wording {
  /// The rules of months, reviews and transcriptions, each in words.
  package static let monthRules: [String: Words] = [
    "month.nothing_written": Words(ja: "変える項目がありません。", en: "Nothing would change."),
    "month.part_unknown": Words(
      ja: "書ける項目は highlights、issues、next_month、incidents、training、open_days です。",
      en: "What can be written is highlights, issues, next_month, incidents, training and open_days."),
    "month.text_form": Words(
      ja: "文は64KBまで、制御文字なしで書いてください。", en: "A text may have 64 KB and holds no control characters."),
    "month.open_days": Words(ja: "開所日数が、その月の日数を超えています。", en: "The month has not so many days."),
    "review.own": Words(
      ja: "ご自分が書いた、または対応した記録があります。確認は二人の目で行います。ほかのスーパーバイザーに頼んでください。",
      en: "You wrote or took part in one of these: a review is by another pair of eyes, so ask another supervisor."),
    "transcription.labels_differ": Words(
      ja: "paths と labels は、同じ数だけ並べてください。", en: "There must be as many labels as paths."),
    "transcription.form": Words(
      ja: "転記表は500行まで、呼び名は600バイトまでの1行です。", en: "At most 500 lines; a label is one line of at most 600 bytes."),
    "transcription.path_unknown": Words(
      ja: "転記表に、報告にない数値の名前があります(ippo office transcription --paths で一覧)。",
      en: "A path is no figure of the report (ippo office transcription --paths lists them)."),
  ]

  package static let monthConflicts: [String: Words] = [
    "month.lost_race": Words(
      ja: "先にほかの方がこの月の文を書きました。いまの文(ippo month show)を見てから、もう一度どうぞ。",
      en: "Somebody else wrote about this month first: look at it as it is now (ippo month show), then try again."),
    "review.amended": Words(
      ja: "見ていた版のあとに訂正がありました。最新の版を読んでから確認してください。",
      en: "It was amended after the version you saw: read the latest one, then review that."),
    "transcription.lost_race": Words(
      ja: "先にほかの方が転記表を変えました。いまの並びを見てから、もう一度どうぞ。",
      en: "Somebody else set it first: look at it as it is now, then try again."),
  ]
}
