package import Paper

extension Wording {
  /// The rules of `sql/code`, each in words. A test compares the names with those that the SQL raises.
  package static let rules: [String: Words] = [
    "not_permitted": Words(ja: "この操作をする権限がありません。", en: "Your role does not allow this."),
    "staff.unknown": Words(ja: "このログインは職員として登録されていません。", en: "This login is not a member of staff."),
    "client.ambiguous": Words(
      ja: "当てはまる方が複数います。コード(C-…)で指定してください。", en: "Several clients fit: name one by its code (C-…)."),
    "client.name_missing": Words(
      ja: "名前かふりがなが必要です。まだ分からないときは --unnamed を付けてください。",
      en: "A name or kana is needed; if nobody knows it yet, say --unnamed."),
    "client.ask_first": Words(
      ja: "似た方の有無は、先に問い合わせを記録してからお答えします。もう一度お試しください。",
      en: "Whether somebody similar is on record is answered only after the question was put on record: try again."),
    "client.closed": Words(
      ja: "終結した方です。終結日より後の記録には、先に ippo client reopen が必要です。",
      en: "This case is closed: reopen it (ippo client reopen) to record what came after."),
    "client.already_closed": Words(ja: "すでに終結しています。", en: "The case is closed already."),
    "client.not_closed": Words(ja: "終結していません。", en: "The case is not closed."),
    "closing.before_received": Words(ja: "終結日が受付日より前です。", en: "It cannot be closed before it was received."),
    "reopening.before_closing": Words(ja: "再開日が終結日より前です。", en: "It cannot be reopened before it was closed."),
    "assign.supervisor_only": Words(
      ja: "担当を替えられるのは、その所のスーパーバイザーだけです。", en: "Only a supervisor of that office can hand over a client."),
    "access.reason_code": Words(
      ja: "この理由は担当外の記録を開く理由になりません。", en: "This reason does not open a record outside your caseload."),
    "access.reason_missing": Words(ja: "開く理由を言葉で書いてください。", en: "Give the reason in words."),
    "reason.missing": Words(ja: "訂正の理由を書いてください。", en: "An amendment needs its reason."),
    "date.future": Words(ja: "未来の日付です。", en: "That day is in the future."),
    "session.future": Words(ja: "未来の面談は記録できません。", en: "A session in the future cannot be logged."),
    "session.too_long_ago": Words(ja: "1990年より前の面談は記録できません。", en: "A session before 1990 cannot be logged."),
    "session.already_there": Words(ja: "すでにその方の記録です。", en: "It is that client's already."),
    "minutes.out_of_range": Words(ja: "時間は1分から1440分までです。", en: "Minutes go from 1 to 1440."),
    "note.empty": Words(ja: "記録の本文が空です。", en: "The note is empty."),
    "note.too_large": Words(ja: "記録の本文は10MBまでです。", en: "A note may have 10 MB."),
    "note.control_character": Words(ja: "本文に制御文字があります。", en: "The note holds a control character."),
    "office.choose": Words(
      ja: "複数の所に属しています。--office で選んでください。", en: "You work in several offices: choose with --office."),
    "office.not_yours": Words(ja: "その所では、この操作をする役割がありません。", en: "You have no such duty in that office."),
    "office.code_form": Words(
      ja: "所のコードは英小文字で始め、英小文字・数字・_ の31字までです。",
      en: "An office's code is small letters, digits and _, at most 31, starting with a letter."),
    "office.code_taken": Words(ja: "そのコードの所はすでにあります。", en: "There is an office with that code."),
    "office.name_missing": Words(ja: "所の名前が必要です。", en: "The office needs a name."),
    "office.already_founded": Words(
      ja: "最初の所はすでにあります。ippo office add で追加してください。", en: "The first office exists; add others with ippo office add."),
    "staff.not_counselor": Words(ja: "その所の相談員ではありません。", en: "That is not a counselor of this office."),
    "staff.not_of_office": Words(ja: "同席者に、この所の職員でない人がいます。", en: "Somebody named is not on this office's staff."),
    "staff.not_self": Words(ja: "自分の利用は止められません。", en: "You cannot disable yourself."),
    "staff.name_missing": Words(ja: "職員の名前が必要です。", en: "A member of staff needs a name."),
    "staff.login_form": Words(
      ja: "ログイン名は英小文字で始め、英小文字・数字・_ の31字までです(pg_ と ippo_ は使えません)。",
      en: "A login is small letters, digits and _, at most 31, starting with a letter (not pg_ or ippo_)."),
    "staff.login_taken": Words(ja: "そのログイン名は使われています。", en: "That login exists."),
    "staff.verifier_form": Words(ja: "パスワードの照合値の形が違います。", en: "That is not a SCRAM verifier."),
    "staff.role_unknown": Words(
      ja: "役割は counselor、intake、supervisor、office_admin です。",
      en: "Roles are counselor, intake, supervisor and office_admin."),
    "gate.second_person": Words(
      ja: "申請した本人は承認できません。別の方が承認してください。", en: "A second person must decide, not whoever asked."),
    "gate.not_own": Words(ja: "自分のパスワードの申請は承認できません。", en: "You cannot approve your own reset."),
    "gate.not_independent": Words(
      ja: "ログインの登録かパスワードの再設定を、申請した方とあなたの一方が他方に(または同じ方が両方に)ひとりで行っているため、別の方とはみなせません。ほかの方が承認してください。",
      en:
        "One of you, or one and the same colleague, made the other's login or set the password alone: somebody independent must decide."
    ),
    "gate.requester_gone": Words(
      ja: "申請した方は、もうその所の事務管理者ではありません。却下して、申請し直してもらってください。",
      en: "Whoever asked is no longer an administrator of that office: refuse it, and have it asked for anew."),
    "code.unknown.session_kind": Words(ja: "面談の種類のコードが違います。", en: "Unknown session kind."),
    "code.unknown.session_method": Words(ja: "方法のコードが違います。", en: "Unknown method."),
    "code.unknown.contact_level": Words(ja: "接触段階のコードが違います。", en: "Unknown contact level."),
    "code.unknown.who": Words(ja: "相手のコードが違います。", en: "Unknown code for whom it was with."),
    "code.unknown.sex": Words(ja: "性別のコードが違います。", en: "Unknown code for sex."),
    "code.unknown.client_closing_reason": Words(ja: "終結理由のコードが違います。", en: "Unknown closing reason."),
    "code.unknown.access_reason": Words(ja: "開く理由のコードが違います。", en: "Unknown reason for opening."),
  ]
}
