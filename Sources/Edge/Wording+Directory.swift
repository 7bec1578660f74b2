package import Paper

extension Wording {
  /// The rules of providers and referrals, each in words.
  package static let directoryRules: [String: Words] = [
    "provider.name_missing": Words(ja: "紹介先の名前が必要です。", en: "A provider needs a name."),
    "provider.kind_missing": Words(ja: "紹介先の種類が必要です(--kind)。", en: "A provider needs a kind (--kind)."),
    "provider.ambiguous": Words(
      ja: "当てはまる紹介先が複数あります。コード(P-…)で指定してください。", en: "Several providers fit: name one by its code (P-…)."),
    "provider.imported": Words(
      ja: "取り込んだ紹介先です。元の一覧を直して、もう一度取り込んでください。",
      en: "This provider was imported: correct it at its source and import that again."),
    "provider.already_closed": Words(ja: "すでに閉鎖として記録されています。", en: "The provider is closed already."),
    "provider.closed": Words(
      ja: "その日には閉鎖されている紹介先です。別の紹介先を選んでください。",
      en: "The provider was closed by that day: choose another."),
    "provider.source_unknown": Words(
      ja: "取込元は facility、medical、hsds のどれかです。", en: "Sources are facility, medical and hsds."),
    "provider.form": Words(ja: "取り込む内容の形が違います。", en: "What was sent is not a list of providers."),
    "provider.key_missing": Words(
      ja: "取り込む行に、元の一覧での番号がありません。", en: "A row lacks the key that its source gives it."),
    "referral.status_missing": Words(ja: "紹介の状態(--status)が必要です。", en: "A status is needed (--status)."),
    "referral.ambiguous": Words(
      ja: "進行中の紹介が複数あります。ippo referral list で id を確かめて指定してください。",
      en: "Several referrals are open: name one by its id (ippo referral list)."),
    "referral.before_made": Words(ja: "紹介した日より前の日付です。", en: "That day is before the referral was made."),
    "referral.consent_missing": Words(
      ja: "先方に本人のことを伝えるには、本人の同意の日(--consent)が必要です。\n情報提供のみなら --status informed、本人検討中なら offered です。",
      en: "Before the provider hears of the person their consent is needed (--consent DATE). "
        + "Information only is --status informed; while they think it over it is offered."),
    "referral.consent_later": Words(
      ja: "同意の日が、先方に伝えた日より後になっています。", en: "The consent is dated after the provider heard of the person."),
    "code.unknown.provider_kind": Words(ja: "紹介先の種類のコードが違います。", en: "Unknown provider kind."),
    "code.unknown.referral_status": Words(ja: "紹介の状態のコードが違います。", en: "Unknown referral status."),
  ]

  package static let directoryConflicts: [String: Words] = [
    "provider.lost_race": Words(
      ja: "先に別の人が同じ紹介先を変更しました。いまの内容を見てから、もう一度どうぞ。",
      en: "Somebody else changed this provider first: look at it as it is now, then try again."),
    "referral.lost_race": Words(
      ja: "先に別の人がこの紹介を更新しました。いまの状態を見てから、もう一度どうぞ。",
      en: "Somebody else updated this referral first: look at it as it is now, then try again."),
    "referral.other_consent": Words(
      ja: "この紹介には、別の日の同意がすでに記録されています。", en: "A consent of another day is on record for this referral."),
  ]

  package static let directoryNouns: [String: Words] = [
    "provider": Words(ja: "その紹介先", en: "provider"),
    "referral": Words(ja: "その紹介", en: "referral"),
  ]
}
