public import CaseCore
public import Paper

/// 相談受付・申込票, from an inquiry: who turned to the office about whom, and what was said. What nobody asked stays blank.
public struct IntakeSheet: Sendable {
  public let inquiry: Inquiry
  public let note: String?
  public let advice: String?
  public let office: Office?
  /// 受付者 and 対応者, by name.
  public let author: String
  public let claimedBy: String?

  public init(
    _ inquiry: Inquiry, note: String?, advice: String?, office: Office?, author: String, claimedBy: String?
  ) {
    self.inquiry = inquiry
    self.note = note
    self.advice = advice
    self.office = office
    self.author = author
    self.claimedBy = claimedBy
  }

  public func document(lang: Language) -> Document {
    let words = SheetWords(lang: lang)
    let caution = words.say("取扱注意", "Confidential")
    let title = words.say("相談受付・申込票", "Intake sheet")
    let name = office.map(words.name) ?? inquiry.office
    var document = Document(
      title: words.say("\(title)（\(caution)）", "\(title) (\(caution.lowercased()))"), subtitle: name, lang: lang,
      footer: [caution, title, inquiry.code, name].joined(separator: "　"))

    document.heading(words.say("受付", "Received"))
    document.form(received(words))
    document.heading(words.say("相談された方", "Who turned to us"))
    document.form(caller(words))
    document.heading(words.say("対象の方（ご本人）", "Whom it is about"))
    document.form(about(words))
    document.heading(words.say("相談の内容", "What was said"))
    var content = Form("content")
    content.row(Form.Field("note", words.say("内容", "Note"), .text(orNull: note), lines: 8))
    content.row(Form.Field("advice", words.say("助言・対応", "Advice"), .text(orNull: advice), lines: 5))
    document.form(content)
    return document
  }

  private func received(_ words: SheetWords) -> Form {
    var form = Form("received")
    form.row(
      Form.Field("code", words.say("受付番号", "Code"), .text(inquiry.code), share: 2),
      Form.Field(
        "received_at", words.say("受付日時", "When"), .text(words.bothCalendars(inquiry.receivedAt)), share: 5),
      Form.Field(
        "minutes", words.say("所要時間", "Length"), inquiry.minutes.map { .text(words.minutes($0)) } ?? .null, share: 2)
    )
    form.row(
      Form.Field("channel", words.say("方法", "Channel"), .text(words.label(inquiry.channel, in: .channel)), share: 2),
      Form.Field("kind", words.say("種類", "Kind"), .text(words.label(inquiry.kind, in: .inquiryKind)), share: 2),
      Form.Field("author", words.say("受付者", "Taken by"), .text(author), share: 2),
      Form.Field("claimed_by", words.say("対応者", "Counselor"), .text(orNull: claimedBy), share: 2))
    return form
  }

  private func caller(_ words: SheetWords) -> Form {
    var form = Form("caller")
    form.row(
      Form.Field("caller_kana", words.say("ふりがな", "Kana"), .text(orNull: inquiry.callerKana), share: 3),
      Form.Field("caller_name", words.say("お名前", "Name"), .text(orNull: inquiry.callerName), share: 3),
      Form.Field(
        "relation", words.say("ご本人との関係", "Relation"), .text(words.label(inquiry.relation, in: .relation)), share: 2))
    form.row(
      Form.Field("caller_phone", words.say("電話番号", "Telephone"), .text(orNull: inquiry.callerPhone), share: 3),
      Form.Field("caller_cautions", words.say("連絡してよい時間・留守番電話・名乗り方", "When and how to call"), share: 5))
    return form
  }

  private func about(_ words: SheetWords) -> Form {
    var form = Form("about")
    let isCaller = inquiry.relation == "self"
    form.row(
      Form.Field(
        "about_kana", words.say("ふりがな", "Kana"),
        .text(orNull: inquiry.aboutKana ?? (isCaller ? inquiry.callerKana : nil)), share: 3),
      Form.Field(
        "about_name", words.say("お名前", "Name"),
        .text(orNull: inquiry.aboutName ?? (isCaller ? inquiry.callerName : nil)), share: 3),
      Form.Field("about_age", words.say("年齢（聞き取り）", "Age as told"), .text(orNull: inquiry.aboutAge), share: 2))
    form.row(
      Form.Field("municipality", words.say("お住まいの市区町村", "Municipality"), share: 3),
      Form.Field("withdrawn_since", words.say("いつごろから", "Since when"), share: 2),
      Form.Field("agencies", words.say("通院・相談中のところ", "Already in touch with"), share: 3))
    return form
  }
}
