package import Paper

extension Wording {
  /// The rules of conversations and of cries for help, each in words.
  package static let lineRules: [String: Words] = [
    "line.not_line": Words(ja: "LINE から来た問い合わせではありません。", en: "That inquiry did not come by LINE."),
    "line.too_long": Words(ja: "LINE の返事は2000字までです。", en: "An answer on LINE may have 2000 characters."),
    "line.blocked": Words(
      ja: "この方はいま LINE を受け取れません(ブロック、または友だちの解除)。電話など別の方法をお使いください。",
      en: "This person cannot be reached on LINE now; use another way, such as the telephone."),
    "line.no_crisis": Words(
      ja: "緊急の知らせが立っていません。--crisis を使えるのは、知らせが立っているときか、スーパーバイザーです。",
      en: "There is no open cry for help: --crisis is for when there is one, and for a supervisor."),
    "line.quota_used_up": Words(
      ja: "今月 LINE で送れる通数を使い切りました。電話でお返事してください。",
      en: "The month's LINE messages are used up: answer by telephone."),
    "line.quota_reserve": Words(
      ja: "今月 LINE で送れる残りは、緊急のための取り置きだけです。電話でお返事してください(緊急なら --crisis)。",
      en: "Only the messages kept for emergencies are left this month: answer by telephone (in an emergency: --crisis)."
    ),
    "line.already_sent": Words(
      ja: "もう LINE へ送り始めています。取り消せません。", en: "It is on its way to LINE already and cannot be taken back."),
    "line.setting_unknown": Words(ja: "その項目は決められません。", en: "There is no such setting."),
    "line.setting_form": Words(
      ja: "文は1000字まで(通知の文は100字まで)、数は0以上、取り消しは60秒までです。",
      en:
        "A text may have 1000 characters (the preview 100), a number is 0 or more, taking back ends after at most 60 seconds."
    ),
    "line.hours_form": Words(
      ja: "開所時間は「月 10:00-17:00」のように書いてください。", en: "Write hours as \"mon 10:00-17:00\"."),
    "line.closed_days_form": Words(
      ja: "休みの日は「2026-12-29」のような日付で、400日までです。", en: "Closed days are dates such as 2026-12-29, at most 400."),
    "line.destination_form": Words(
      ja: "宛先は、U と32桁の英数字(ボットのユーザー ID)です。", en: "A destination is U and 32 digits or letters a to f: the bot's user id."
    ),
    "line.account_taken": Words(
      ja: "その LINE アカウントは、すでにどこかの所のものです。", en: "That LINE account is an office's already."),
    "line.home_taken": Words(
      ja: "知らない宛先のものを受ける所は、すでに決まっています。", en: "Another account takes in what is for unknown destinations already."),
    "line.not_again": Words(
      ja: "もう一度送れるのは、届いていなかった返事だけです。", en: "Only an answer that did not arrive can be sent anew."),
    "media.waiting": Words(
      ja: "まだ LINE から受け取っていません。少し待ってからどうぞ。", en: "It has not been fetched from LINE yet; try again in a while."),
    "media.gone": Words(ja: "LINE にもうなく、受け取れませんでした。", en: "LINE had it no more, so it was not fetched."),
    "media.too_large": Words(
      ja: "大きすぎて受け取っていません(20 MB まで)。", en: "It is too large and was not fetched (at most 20 MB)."),
    "media.failed": Words(ja: "LINE から受け取れませんでした。", en: "LINE could not give it."),
    "media.elsewhere": Words(ja: "LINE の外にあるもので、受け取りません。", en: "It is kept outside of LINE and is not fetched."),
    "media.withdrawn": Words(ja: "取り消されたので、中身はもうありません。", en: "It was withdrawn: its content is gone."),
    "line.code_whose": Words(
      ja: "本人か、ご家族などの LINE だけを確かめられます(self mother father …)。",
      en: "A code is for the person or somebody close to them (self, mother, father …)."),
    "line.not_tied": Words(ja: "その LINE は、誰のものとも確かめられていません。", en: "Nobody has been tied to that account."),
    "line.no_office": Words(ja: "LINE を受け取る所がありません。", en: "There is no office to receive for."),
    "line.reason_missing": Words(ja: "戻す理由を書いてください。", en: "Undoing it needs a reason."),
    "crisis.raised_already": Words(
      ja: "緊急の知らせはもう立っています。", en: "There is a cry for help already that nobody has taken."),
    "crisis.no_flag": Words(ja: "その問い合わせに緊急の知らせはありません。", en: "That inquiry has no cry for help."),
    "crisis.words_form": Words(
      ja: "言葉は2字から50字まで、500語までです(空白や記号だけの言葉は使えません)。",
      en: "A word has 2 to 50 letters; at most 500 words, none of blanks or signs alone."),
    "crisis.oncall_people": Words(
      ja: "当番と二人目は、その所で問い合わせに対応する、別々の職員にしてください。",
      en: "The two must be different people who answer inquiries in that office."),
    "crisis.oncall_minutes": Words(ja: "二人目を呼ぶまでの時間は1分から240分までです。", en: "Minutes go from 1 to 240."),
  ]

  package static let lineConflicts: [String: Words] = [
    "line.setting_race": Words(
      ja: "先にほかの方が変えました。いまの内容を見てから、もう一度どうぞ。", en: "Somebody else changed it first: look at it, then try again."),
    "line.settled": Words(ja: "先にほかの方が決めました。", en: "A colleague has settled it first."),
    "crisis.taken": Words(ja: "先にほかの方が受けました。", en: "A colleague has taken it."),
  ]
}
