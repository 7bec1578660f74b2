package import Paper

extension Wording {
  /// The rules of call-backs, bookings and imported calls, each in words.
  package static let telephoneRules: [String: Words] = [
    "callback.result_missing": Words(ja: "折り返しの結果(--result)が必要です。", en: "A call-back needs its result (--result)."),
    "callback.future": Words(ja: "まだ先の時刻です。", en: "That time has not come yet."),
    "callback.before_inquiry": Words(ja: "問い合わせより前の時刻です。", en: "That was before the inquiry."),
    "callback.past": Words(ja: "折り返しの約束は、今日から先の日時にしてください。", en: "A call can be promised from today on."),
    "booking.past": Words(ja: "予約は、今日から先の日時にしてください。", en: "A booking is for today or later."),
    "booking.none": Words(ja: "取り消す予約がありません。", en: "There is no booking to cancel."),
    "booking.not_of_office": Words(
      ja: "その所の相談員かスーパーバイザーではありません。", en: "That is no counselor or supervisor of this office."),
    "call.form": Words(ja: "取り込む内容の形が違います。", en: "What was sent is not a list of calls."),
    "call.zone_unknown": Words(
      ja: "その時間帯は分かりません。Asia/Tokyo、UTC、+09:00 のように書いてください。",
      en: "That time zone is not known: write Asia/Tokyo, UTC or +09:00."),
    "code.unknown.callback_result": Words(ja: "折り返しの結果のコードが違います。", en: "Unknown result of a call-back."),
  ]
}
