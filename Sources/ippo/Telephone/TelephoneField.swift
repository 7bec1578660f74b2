import CaseCore
import Edge
import Paper

/// A field of a call, in the order in which it is offered; its raw value is the key of `inquiry add`.
enum TelephoneField: String, CaseIterable {
  case phone = "caller_phone"
  case relation, kind
  case name = "caller_name"
  case kana = "caller_kana"
  case aboutName = "about_name"
  case aboutKana = "about_kana"
  case aboutAge = "about_age"
  case note, advice, cautions
  case callback, minutes

  /// The key under which a person picks it.
  var letter: String {
    switch self {
    case .phone: "t"
    case .relation: "r"
    case .kind: "k"
    case .name: "n"
    case .kana: "f"
    case .aboutName: "p"
    case .aboutKana: "g"
    case .aboutAge: "y"
    case .note: "m"
    case .advice: "a"
    case .cautions: "c"
    case .callback: "o"
    case .minutes: "d"
    }
  }

  var title: Words {
    switch self {
    case .phone: Words(ja: "電話番号", en: "number")
    case .relation: Words(ja: "どなたから", en: "from whom")
    case .kind: Words(ja: "種類", en: "kind")
    case .name: Words(ja: "相談した方の名前", en: "caller's name")
    case .kana: Words(ja: "ふりがな", en: "caller's kana")
    case .aboutName: Words(ja: "ご本人の名前", en: "about whom")
    case .aboutKana: Words(ja: "ご本人のふりがな", en: "their kana")
    case .aboutAge: Words(ja: "ご本人の年齢", en: "their age")
    case .note: Words(ja: "内容", en: "what was said")
    case .advice: Words(ja: "助言", en: "advice")
    case .cautions: Words(ja: "連絡上の注意", en: "cautions")
    case .callback: Words(ja: "折り返しの約束(日時)", en: "promised call-back")
    case .minutes: Words(ja: "時間(分)", en: "minutes")
    }
  }

  /// Whether it may go over several lines.
  var isProse: Bool { self == .note || self == .advice || self == .cautions }

  /// The list of its codes.
  var list: CodeList? { self == .kind ? .inquiryKind : self == .relation ? .relation : nil }

  /// The code that stands where nobody chose one.
  var fallback: String? { self == .kind ? "consultation" : self == .relation ? "unknown" : nil }

  /// Refuses what cannot be saved so.
  func check(_ text: String, now: Instant) throws {
    switch self {
    case .phone: _ = try PhoneNumber(parsing: text)
    case .minutes: _ = try Minutes(parsing: text)
    case .callback: _ = try Instant(parsing: text, now: now)
    case .note, .advice, .cautions: _ = try Note(text)
    case .kind, .relation: break
    case .name, .kana, .aboutName, .aboutKana, .aboutAge: _ = try Prose(text)
    }
  }
}
