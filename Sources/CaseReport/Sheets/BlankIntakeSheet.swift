public import Paper

/// 相談受付・申込票 for whoever comes to the office, to fill in by hand: as much of it as they like.
public enum BlankIntakeSheet {
  public static func document(lang: Language) -> Document {
    let words = SheetWords(lang: lang)
    var document = Document(
      title: words.say("相談受付・申込票", "Intake sheet"),
      subtitle: words.say(
        "書けるところだけで大丈夫です。お名前は、なくてもかまいません。",
        "Only as much as you like; no name is needed."),
      lang: lang, style: .sheet)
    var about = Form("caller")
    about.row(
      Form.Field(
        "received_on", words.say("書いた日", "Today"), .text(words.say("　　　　年　　月　　日", "____ / ____ / ____")), share: 3),
      Form.Field("caller_name", words.say("お名前（ふりがな）", "Your name"), share: 4))
    about.row(
      Form.Field(
        "relation", words.say("相談したいのは", "It is about"),
        .text(
          words.say(
            "□\u{A0}自分　□\u{A0}子ども　□\u{A0}きょうだい　□\u{A0}そのほか（　　　　　）のこと",
            "□\u{A0}myself　□\u{A0}my child　□\u{A0}my brother or sister　□\u{A0}somebody else"
          ))))
    about.row(
      Form.Field("caller_phone", words.say("ご連絡先（電話・メールなど）", "How to reach you"), share: 3),
      Form.Field("caller_cautions", words.say("連絡してよい曜日・時間", "When we may call"), share: 3))
    about.row(
      Form.Field(
        "voicemail", words.say("ご連絡のしかた", "How we may call"),
        .text(
          words.say(
            "□\u{A0}留守電に残してよい　□\u{A0}家族が出てもよい　□\u{A0}所の名前は出さない",
            "□\u{A0}leave a message　□\u{A0}my family may answer　□\u{A0}do not name the office")))
    )
    document.form(about)

    var person = Form("about")
    person.row(
      Form.Field("about_name", words.say("ご本人のお名前（呼び名でも）", "The person's name"), share: 4),
      Form.Field("about_age", words.say("年齢（だいたいで）", "Age, about"), share: 2))
    document.form(person)

    document.box(
      Box("note", label: words.say("相談したいこと・困っていること", "What you would like to talk about"), text: nil, lines: 5))
    document.box(Box("wish", label: words.say("こうなったらいいな、と思うこと", "What you would wish for"), text: nil, lines: 2))

    var sign = Form("application")
    sign.row(
      Form.Field(
        "apply", words.say("申し込み", "Application"),
        .text(words.say("□\u{A0}相談を申し込みます", "□\u{A0}I would like to be advised")),
        share: 3),
      Form.Field("signature", words.say("お名前", "Signature"), share: 3))
    document.form(sign)
    return document
  }
}
