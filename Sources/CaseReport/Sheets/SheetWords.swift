import CaseCore
import Paper

/// How sheets write days and codes, as people read them.
struct SheetWords {
  let lang: Language

  func say(_ ja: String, _ en: String) -> String { Words(ja: ja, en: en)(lang) }

  func day(_ day: CalendarDate) -> String { lang == .ja ? day.japanese : day.english }

  /// 11月23日(月): a day of which the year is known.
  func short(_ day: CalendarDate) -> String {
    lang == .ja
      ? "\(day.month)月\(day.day)日(\(day.weekday.japanese))"
      : String(day.english.split(separator: " ").dropLast().joined(separator: " "))
  }

  /// From a day to another, or open at its end; the year of the second where it is another.
  func span(_ first: CalendarDate, _ last: CalendarDate?) -> String {
    guard let last else { return say("\(day(first))から", "from \(day(first))") }
    let end = last.year == first.year ? short(last) : day(last)
    return say("\(day(first))から\(end)まで", "\(day(first)) to \(end)")
  }

  /// A day in both calendars.
  func bothCalendars(_ day: CalendarDate) -> String { lang == .ja ? day.japaneseWithEra : day.english }

  /// A moment in both calendars: 2026年11月3日(火) 14:30（令和8年）.
  func bothCalendars(_ moment: Instant) -> String {
    guard lang == .ja else { return moment.english }
    return moment.japanese + (moment.date.eraYear.map { "（\($0.japanese)）" } ?? "")
  }

  func label(_ code: String, in list: CodeList) -> String {
    list[code].map { lang == .ja ? $0.ja : $0.en } ?? code
  }

  func labels(_ codes: [String], in list: CodeList) -> String { joined(codes.map { label($0, in: list) }) }

  func joined(_ texts: [String]) -> String { texts.joined(separator: lang == .ja ? "、" : ", ") }

  func minutes(_ minutes: Int?) -> String { minutes.map { say("\($0)分", "\($0) min") } ?? "–" }

  func name(_ office: Office) -> String { lang == .ja ? office.name : office.nameEnglish ?? office.name }

  /// 福岡オフィス　092-555-0100
  func line(_ office: Office) -> String { ([name(office)] + (office.phone.map { [$0] } ?? [])).joined(separator: "　") }
}
