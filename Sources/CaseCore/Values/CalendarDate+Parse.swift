extension CalendarDate {
  /// What a month and day without a year (11/3) mean.
  public enum Yearless: Sendable {
    /// Nothing: a birthday or a form's date needs its year.
    case refused
    /// This year, or last year where this year's lies more than a day ahead.
    case recent
  }

  /// The day that someone typed: 2026-11-03, 2026/11/3, 20261103, 2026年11月3日, R7.4.1, 令和7年4月1日, 昭32. 7. 1, 昨日 …
  ///
  /// An era date outside its era (昭和65年) is refused with the name it should have had; so is a weekday that is wrong.
  /// Width, case and the kind of dash do not matter. `today` is what 今日 means; nothing here reads a clock.
  public init(
    parsing typed: String, today: CalendarDate, yearless: Yearless = .refused
  ) throws(InvalidValue) {
    var unreadable: InvalidValue { InvalidValue(.dateUnreadable, ["typed": InvalidValue.shown(typed)]) }
    var scanner = InputScanner(typed)
    if let day = scanner.relativeDay(today: today) {
      guard scanner.isAtEnd else { throw unreadable }
      self = day
      return
    }
    guard let written = try scanner.writtenDate(typed: typed) else { throw unreadable }
    let weekday = scanner.weekday()
    scanner.skipSpaces()
    guard scanner.isAtEnd else { throw unreadable }
    let latest = today.adding(days: 1)
    self = try written.resolved(yearless: yearless, today: today, weekday: weekday, typed: typed) { $0 <= latest }
  }
}

extension WrittenDate {
  /// The one day it means; `isRecent` says whether a day of this year is near enough when no year is written.
  func resolved(
    yearless: CalendarDate.Yearless, today: CalendarDate, weekday: Weekday?, typed: String,
    isRecent: (CalendarDate) -> Bool
  ) throws(InvalidValue) -> CalendarDate {
    var shown: String { InvalidValue.shown(typed) }
    guard let month, let day else {
      // An impossible era or month is the better answer than "incomplete".
      if let year = try gregorianYear(typed: typed) { _ = try span(inYear: year, typed: typed) }
      throw InvalidValue(.dateIncomplete, ["typed": shown])
    }
    let date: CalendarDate
    if let year = try gregorianYear(typed: typed) {
      date = try CalendarDate(year: year, month: month, day: day, typed: typed)
    } else {
      guard case .recent = yearless else { throw InvalidValue(.dateYearMissing, ["typed": shown]) }
      date = try recent(month: month, day: day, today: today, typed: typed, isRecent: isRecent)
    }
    if let weekday, weekday != date.weekday {
      throw InvalidValue(
        .dateWeekdayDiffers,
        ["typed": shown, "written": weekday.japanese, "actual": date.weekday.japanese])
    }
    return date
  }

  private func recent(
    month: Int, day: Int, today: CalendarDate, typed: String, isRecent: (CalendarDate) -> Bool
  ) throws(InvalidValue) -> CalendarDate {
    let year = today.year
    let impossible: InvalidValue
    do throws(InvalidValue) {
      let thisYear = try CalendarDate(year: year, month: month, day: day, typed: typed)
      if isRecent(thisYear) || year == 1 { return thisYear }
      impossible = InvalidValue(.dateImpossible)
    } catch {
      impossible = error
    }
    do throws(InvalidValue) {
      return try CalendarDate(year: year - 1, month: month, day: day, typed: typed)
    } catch {
      // 2/29: possible in neither year, or this year's is still to come; the error tells of this year if it can.
      throw impossible.arguments.isEmpty ? error : impossible
    }
  }
}

extension InputScanner {
  /// 今日, きのう, tomorrow …, or nil with nothing read.
  mutating func relativeDay(today: CalendarDate) -> CalendarDate? {
    for (word, days) in Self.relativeDays where accept(word: word) { return today.adding(days: days) }
    return nil
  }

  /// Longer words first where one begins another.
  private static let relativeDays: [(String, Int)] = [
    ("今日", 0), ("きょう", 0), ("本日", 0), ("today", 0),
    ("昨日", -1), ("きのう", -1), ("さくじつ", -1), ("yesterday", -1),
    ("一昨日", -2), ("おととい", -2), ("おとつい", -2),
    ("明日", 1), ("あした", 1), ("あす", 1), ("tomorrow", 1),
    ("明後日", 2), ("あさって", 2),
  ]
}
