/// A date as it stands on paper, read but not yet believed: an era or none, a year or none, and so on down.
struct WrittenDate: Equatable {
  var era: Era?
  var year: Int?
  var month: Int?
  var day: Int?

  /// The first and last day that it can mean in a Gregorian year.
  func span(inYear year: Int, typed: String) throws(InvalidValue) -> (from: CalendarDate, to: CalendarDate) {
    let month = month
    if let month, let day {
      let day = try CalendarDate(year: year, month: month, day: day, typed: typed)
      return (day, day)
    }
    guard let lastDay = Civil.lastDay(year: year, month: month ?? 12) else {
      throw InvalidValue(.monthImpossible, ["typed": InvalidValue.shown(typed), "month": "\(month ?? 0)"])
    }
    let from = try CalendarDate(year: year, month: month ?? 1, day: 1, typed: typed)
    let to = try CalendarDate(year: year, month: month ?? 12, day: lastDay, typed: typed)
    return (from, to)
  }

  /// The Gregorian year, checked against the era where one is written; nil where no year is.
  func gregorianYear(typed: String) throws(InvalidValue) -> Int? {
    guard let year else { return nil }
    guard let era else { return year }
    return try era.gregorianYear(of: self, year: year, typed: typed)
  }
}

extension InputScanner {
  /// The date that begins here, or nil with nothing read when none does.
  ///
  /// `compactMonth` lets six digits be a year and a month, 202610.
  mutating func writtenDate(typed: String, compactMonth: Bool = false) throws(InvalidValue) -> WrittenDate? {
    let start = position
    if let era = era() {
      if let date = eraDate(era) { return date }
      restore(start)
      return nil
    }
    if let date = compactDate(compactMonth: compactMonth) { return date }
    guard let first = number(upTo: 4) else { return nil }
    if first.digits == 4, let date = afterYear(WrittenDate(year: first.value)) { return date }
    if first.digits <= 2, let date = try afterShortNumber(first.value, typed: typed) { return date }
    restore(start)
    return nil
  }

  /// An era's name or letter; a letter counts only with a year behind it, so that words are not eaten.
  private mutating func era() -> Era? {
    let start = position
    for era in Era.allCases {
      let letter = era.letter.lowercased()
      for word in [era.name, String(era.name.prefix(1)), letter] where accept(word: word) {
        _ = accept(".")
        skipSpaces()
        if let scalar = next, scalar == "元" || InputScanner.digit(scalar) != nil || word != letter { return era }
        restore(start)
      }
    }
    return nil
  }

  private mutating func eraDate(_ era: Era) -> WrittenDate? {
    if let six = digits(exactly: 6) {
      return WrittenDate(era: era, year: six / 10_000, month: six / 100 % 100, day: six % 100)
    }
    if accept("元") { return afterYear(WrittenDate(era: era, year: 1)) }
    guard let year = number(upTo: 2) else { return nil }
    return afterYear(WrittenDate(era: era, year: year.value))
  }

  private mutating func compactDate(compactMonth: Bool) -> WrittenDate? {
    if let eight = digits(exactly: 8) {
      return WrittenDate(year: eight / 10_000, month: eight / 100 % 100, day: eight % 100)
    }
    if compactMonth, let six = digits(exactly: 6) { return WrittenDate(year: six / 100, month: six % 100) }
    return nil
  }

  private mutating func digits(exactly count: Int) -> Int? {
    let start = position
    guard let read = number(upTo: count), read.digits == count else {
      restore(start)
      return nil
    }
    return read.value
  }

  /// 年4月1日 or the same separator twice: /4/1, -04-01, `. 4. 1`; less of it leaves the day, or month, nil.
  private mutating func afterYear(_ date: WrittenDate) -> WrittenDate? {
    var date = date
    if acceptAfterSpaces("年") {
      let afterYear = position
      skipSpaces()
      guard let month = number(upTo: 2), acceptAfterSpaces("月") else {
        restore(afterYear)
        return date
      }
      date.month = month.value
      let afterMonth = position
      skipSpaces()
      guard let day = number(upTo: 2), acceptAfterSpaces("日") else {
        restore(afterMonth)
        return date
      }
      date.day = day.value
      return date
    }
    guard let (month, separator) = separatedNumber(by: ["-", "/", "."]) else { return date }
    date.month = month
    date.day = separatedNumber(by: [separator])?.value
    return date
  }

  /// One or two digits without an era: a month and a day, or a year of which nobody knows the century.
  private mutating func afterShortNumber(_ number: Int, typed: String) throws(InvalidValue) -> WrittenDate? {
    var ambiguous: InvalidValue { InvalidValue(.dateYearAmbiguous, ["typed": InvalidValue.shown(typed)]) }
    if acceptAfterSpaces("年") { throw ambiguous }
    if acceptAfterSpaces("月") {
      skipSpaces()
      guard let day = self.number(upTo: 2), acceptAfterSpaces("日") else { return nil }
      return WrittenDate(month: number, day: day.value)
    }
    guard let (day, separator) = separatedNumber(by: ["-", "/", "."]) else { return nil }
    if separatedNumber(by: [separator], upTo: 4) != nil { throw ambiguous }
    return WrittenDate(month: number, day: day)
  }

  private mutating func separatedNumber(
    by separators: [Unicode.Scalar], upTo most: Int = 2
  ) -> (value: Int, separator: Unicode.Scalar)? {
    let start = position
    skipSpaces()
    if let separator = accept(anyOf: separators) {
      skipSpaces()
      if let read = number(upTo: most) { return (read.value, separator) }
    }
    restore(start)
    return nil
  }

  /// (火), 火曜 or 火曜日 after a date.
  mutating func weekday() -> Weekday? {
    let start = position
    skipSpaces()
    let inBrackets = accept("(")
    for weekday in Weekday.allCases where accept(word: weekday.japanese) {
      let spelled = accept("曜") && (accept("日") || true)
      if inBrackets ? accept(")") : spelled { return weekday }
    }
    restore(start)
    return nil
  }
}
