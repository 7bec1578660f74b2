import CaseCore
import Edge
import Paper
import Postgres
import Terminal

/// A call that is written down at a terminal while it lasts: fields in any order, each kept on this machine as it is typed.
struct TelephoneCall {
  private let desk: Desk
  private let tty: Tty
  private let drafts: Drafts
  private let hold: Drafts.Hold?
  private var draft: TelephoneDraft
  /// When the call was over; nil while it lasts.
  private let endedAt: Instant?
  private let office: String?
  private var passed: Set<TelephoneField> = []

  var id: RecordID { draft.id }

  /// Offers what was left unfinished, or starts the clock.
  init(at desk: Desk, office: String?, given: [TelephoneField: String]) throws {
    self.desk = desk
    self.office = office
    tty = try desk.tty()
    drafts = try desk.drafts()
    if let left = try TelephoneCall.unfinished(drafts, on: tty, at: desk) {
      draft = left
      endedAt = left.savedAt
    } else {
      draft = TelephoneDraft(id: desk.newID(), startedAt: desk.now)
      endedAt = nil
    }
    hold = drafts.hold(draft.id)
    for (field, text) in given { draft.fields[field.rawValue] = text }
  }

  private static func unfinished(_ drafts: Drafts, on tty: Tty, at desk: Desk) throws -> TelephoneDraft? {
    let (waiting, broken) = try drafts.waiting()
    if broken > 0 {
      desk.say(
        Words(ja: "開けない下書きが\(broken)件、この端末にあります。", en: "\(broken) draft(s) on this machine cannot be opened."))
    }
    for draft in waiting {
      let when = draft.startedAt
      let question = Words(
        ja: "\(when.japanese) の書きかけの電話があります。続けますか",
        en: "A call of \(when.english) was left unfinished. Go on with it")
      if try tty.confirm(question(desk.lang), default: true) { return draft }
    }
    return nil
  }

  /// Takes fields until the call is saved. Ctrl-C, or `q`, leaves the draft here and throws.
  mutating func take() throws -> (InquiryAnswer, CaseStore) {
    try greet()
    do {
      while true {
        let next = TelephoneField.allCases.first { draft.fields[$0.rawValue] == nil && !passed.contains($0) }
        let hint =
          next.map { Words(ja: "Enter で \($0.title.ja)", en: "Enter: \($0.title.en)") }
          ?? Words(ja: "Enter で 保存", en: "Enter: save")
        let prompt = Words(ja: "欄(\(hint.ja)): ", en: "Field (\(hint.en)): ")
        guard let typed = try tty.ask(prompt(desk.lang)) else { throw TerminalError.cancelled }
        let chosen = InputText.trimmed(InputText.folded(typed)).lowercased()
        switch chosen {
        case "" where next != nil:
          if let next { try edit(next) }
        case "", "s":
          if let saved = try save() { return saved }
        case "q": throw TerminalError.cancelled
        case "x":
          let question = Words(ja: "書いたものをすべて捨てますか", en: "Throw all of it away")
          if try tty.confirm(question(desk.lang), default: false) {
            try drafts.remove(draft.id)
            throw Trouble(ja: "捨てました。何も保存していません。", en: "Thrown away; nothing was saved.", status: .interrupted)
          }
        case "?", "h": try list()
        default:
          let field = TelephoneField.allCases.first {
            $0.letter == chosen || $0.title.ja == typed || $0.title.en == chosen
          }
          if let field { try edit(field) } else { try list() }
        }
      }
    } catch TerminalError.cancelled {
      try leave()
    }
  }

  private func greet() throws {
    let minutes = endedAt.map { elapsed(until: $0) }
    let words =
      minutes.map {
        Words(
          ja: "\(draft.startedAt.japanese) の電話の続きです(\($0)分)。", en: "The call of \(draft.startedAt.english), \($0) min.")
      }
      ?? Words(ja: "電話の受付を始めました。", en: "The call has begun.")
    try tty.say(words(desk.lang))
    try list()
  }

  /// The fields with their letters, and what stands in them.
  private func list() throws {
    for field in TelephoneField.allCases {
      let text = draft.fields[field.rawValue].map { value in
        field.list?[value].map { desk.lang == .ja ? $0.ja : $0.en } ?? value.replacing("\n", with: " ")
      }
      try tty.say(" \(field.letter)  \(field.title(desk.lang))\(text.map { ": \($0)" } ?? "")")
    }
    try tty.say(
      Words(
        ja: " s  保存   q  下書きを残してやめる   x  捨てる   ?  一覧",
        en: " s  save   q  leave the draft here   x  throw away   ?  this list")(desk.lang))
  }

  private mutating func edit(_ field: TelephoneField) throws {
    passed.insert(field)
    if let list = field.list {
      let choices = list.codes.map { Choice(code: $0.code, label: desk.lang == .ja ? $0.ja : $0.en) }
      let now = draft.fields[field.rawValue] ?? field.fallback
      guard let code = try tty.choose(field.title(desk.lang) + ":", choices, default: now) else { return }
      return try keep(code, in: field)
    }
    let before = draft.fields[field.rawValue]
    var prompt = field.title(desk.lang) + ": "
    if field == .minutes, before == nil {
      prompt = Words(ja: "時間(分)[\(begun)]: ", en: "Minutes [\(begun)]: ")(desk.lang)
    }
    // what is written on while somebody talks goes below what stands there
    let kept = field.isProse ? before.map { $0 + "\n" } ?? "" : ""
    let (drafts, snapshot, clock, isOver) = (drafts, draft, desk.clock, endedAt != nil)
    let listening: (String) -> Void = { text in
      guard !text.isEmpty else { return }
      var draft = snapshot
      draft.fields[field.rawValue] = kept + text
      if !isOver { draft.savedAt = clock() }
      // what cannot be kept now is told when the field is done
      try? drafts.put(draft, durable: false)
    }
    let answer =
      field.isProse ? try tty.askProseField(prompt, keep: listening) : try tty.askField(prompt, keep: listening)
    switch answer {
    case .ended: try keep(before, in: field)
    case .interrupted(let text):
      try keep(InputText.trimmed(text).isEmpty ? before : kept + text, in: field)
      throw TerminalError.cancelled
    case .entered(let text) where InputText.trimmed(text).isEmpty: try keep(before, in: field)
    case .entered(let text):
      do {
        try field.check(kept + text, now: desk.now)
      } catch let invalid as InvalidValue {
        try keep(before, in: field)
        try tty.say(Wording.trouble(of: invalid).words(desk.lang))
        return
      }
      try keep(kept + text, in: field)
      if field == .phone { try tell(of: try PhoneNumber(parsing: text)) }
    }
  }

  private mutating func keep(_ text: String?, in field: TelephoneField) throws {
    draft.fields[field.rawValue] = text
    if endedAt == nil { draft.savedAt = desk.now }
    if draft.fields.isEmpty { return try drafts.remove(draft.id) }
    try drafts.put(draft, durable: true)
  }

  /// Whom the number belongs to, as far as one may know; what to mind comes first.
  private func tell(of number: PhoneNumber) throws {
    if number.isWithheld { return try tty.say(Words(ja: "非通知の電話です。", en: "The number is withheld.")(desk.lang)) }
    let caller: Caller
    do {
      caller = try Caller.known(by: number, in: desk.store(within: .seconds(3), delivering: false))
    } catch CaseError.unreachable {
      return try tty.say(
        Words(ja: "サーバーに届かず、番号を調べられません。書いたものはこの端末に残ります。", en: "The server cannot be reached to look the number up.")(
          desk.lang))
    } catch CaseError.refused {
      return
    }
    for text in caller.clients.compactMap(\.cautions) + caller.inquiries.compactMap(\.cautions) {
      try tty.say(Words(ja: "【注意】\(text)", en: "CAUTION: \(text)")(desk.lang))
    }
    for client in caller.clients { try tty.say("  " + ClientSheet(desk: desk).oneLine(client)(desk.lang)) }
    for inquiry in caller.inquiries {
      let kind = CodeList.inquiryKind[inquiry.kind]
      let name = inquiry.callerName ?? inquiry.aboutName
      try tty.say(
        Words(
          ja: "  \(inquiry.code) \(inquiry.receivedAt.japanese) \(kind?.ja ?? inquiry.kind) \(name ?? "")",
          en: "  \(inquiry.code) \(inquiry.receivedAt.english), \(kind?.en ?? inquiry.kind) \(name ?? "")")(desk.lang))
    }
    if caller.clients.isEmpty, caller.inquiries.isEmpty {
      try tty.say(
        Words(ja: "見られる記録に、この番号はありません。", en: "No record that you may see has this number.")(desk.lang))
    }
  }

  /// Nil where it was refused: the person goes on with the draft.
  private mutating func save() throws -> (InquiryAnswer, CaseStore)? {
    for field in TelephoneField.allCases {
      guard let text = draft.fields[field.rawValue] else { continue }
      do {
        try field.check(text, now: desk.now)
      } catch let invalid as InvalidValue {
        let why = Wording.trouble(of: invalid).words
        try tty.say(Words(ja: "\(field.title.ja): \(why.ja)", en: "\(field.title.en): \(why.en)")(desk.lang))
        return nil
      }
    }
    let written = draft.fields
    var new = NewInquiry(
      channel: "phone", kind: written["kind"] ?? "consultation", relation: written["relation"] ?? "unknown")
    new.receivedAt = draft.startedAt
    new.minutes = try Minutes(parsing: written["minutes"] ?? "\(begun)")
    new.office = office
    try new.fill { written[$0] }
    do {
      let store = try desk.store()
      let answer = try Inquiry.add(new, id: draft.id, in: store)
      try promise(written[TelephoneField.callback.rawValue], for: answer, in: store)
      try drafts.remove(draft.id)
      return (answer, store)
    } catch CaseError.unreachable {
      throw Trouble(
        ja: "サーバーから返事がありません。下書きはこの端末にあります。届くようになったら、もう一度 ippo tel で保存してください(二重にはなりません)。",
        en:
          "The server does not answer. The draft is on this machine: save it with `ippo tel` when it does (it is never doubled).",
        status: .unreachable)
    } catch let error as CaseError {
      try tty.say(Wording.trouble(of: error).words(desk.lang))
      return nil
    }
  }

  private func promise(_ text: String?, for answer: InquiryAnswer, in store: CaseStore) throws {
    guard let text, let code = answer.code else { return }
    _ = try Inquiry.promiseCall(
      InquiryCode(parsing: code), at: Instant(parsing: text, now: draft.startedAt), id: desk.newID(), in: store)
  }

  /// Minutes begun since the call did.
  private var begun: Int { elapsed(until: endedAt ?? desk.now) }

  private func elapsed(until end: Instant) -> Int {
    let seconds = (end.microsecondsSince2000 - draft.startedAt.microsecondsSince2000) / 1_000_000
    return Int(min(max(1, (seconds + 59) / 60), Int64(Minutes.most)))
  }

  private func leave() throws -> Never {
    withExtendedLifetime(hold) {}
    if draft.fields.isEmpty {
      throw Trouble(ja: "何も書かれていないので、残していません。", en: "Nothing was written, so nothing is kept.", status: .interrupted)
    }
    try drafts.put(draft, durable: true)
    throw Trouble(
      ja: "下書きをこの端末に残しました。次の ippo tel で続けられます。",
      en: "The draft is kept on this machine; the next `ippo tel` offers it.",
      status: .interrupted)
  }
}
