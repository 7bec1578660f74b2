extension Instant {
  /// The first year that was UTC+9 from its first day to its last.
  public static let fixedOffsetSince = CalendarDate(unchecked: Civil.days(year: 1952, month: 1, day: 1))

  /// The moment that someone typed after `--at`, in Tokyo unless an offset is written.
  ///
  /// 2026-11-03 14:30, 2026-11-03T14:30:05+09:00, 令和8年11月3日 午後2時半, 昨日 14:30, 14:30 (today), now; 11/3 14:30 is
  /// this year's, or last year's where this year's lies more than a day ahead. Refused with codes of their own: a date
  /// without a time, 24:00, 午前12時 and 午後12時 (half of those who write it mean noon), and days before `notBefore`,
  /// by default where the fixed offset ends; a verb may ask for a later one.
  public init(
    parsing typed: String, now: Instant, notBefore: CalendarDate = Instant.fixedOffsetSince
  ) throws(InvalidValue) {
    var shown: String { InvalidValue.shown(typed) }
    var scanner = InputScanner(typed)
    if scanner.isNow() {
      self = now
      return
    }
    let today = now.date
    let relative = scanner.relativeDay(today: today)
    let written = relative == nil ? try scanner.writtenDate(typed: typed) : nil
    let weekday = written == nil ? nil : scanner.weekday()
    if relative != nil || written != nil {
      scanner.skipSpaces()
      _ = scanner.accept(anyOf: ["t", ",", "、", "の"])
      scanner.skipSpaces()
      if scanner.isAtEnd { throw InvalidValue(.timeMissing, ["typed": shown]) }
    }
    guard let clock = try scanner.clock(typed: typed) else { throw InvalidValue(.timeUnreadable, ["typed": shown]) }
    let offset = scanner.offset()
    guard scanner.isAtEnd else { throw InvalidValue(.timeUnreadable, ["typed": shown]) }

    func moment(_ day: CalendarDate) -> Int64 {
      Int64(day.daysSince2000) * Instant.day + clock - (offset ?? Instant.tokyoOffset)
    }
    var day = relative ?? today
    if let written {
      let latest = now.microsecondsSince2000 + Instant.day
      day = try written.resolved(yearless: .recent, today: today, weekday: weekday, typed: typed) {
        moment($0) <= latest
      }
    }
    guard day >= notBefore else { throw InvalidValue(.timeFarPast, ["typed": shown, "first": notBefore.iso]) }
    try self.init(microsecondsSince2000: moment(day))
  }
}

extension InputScanner {
  fileprivate mutating func isNow() -> Bool {
    let start = position
    for word in ["now", "今", "いま"] where accept(word: word) {
      if isAtEnd { return true }
      restore(start)
    }
    return false
  }

  /// A time of day in microseconds: 14:30, 14:30:05.25, 14時半, 午後2時30分, 2:30 pm, 正午; nil when none begins here.
  fileprivate mutating func clock(typed: String) throws(InvalidValue) -> Int64? {
    if accept(word: "正午") { return 12 * 3600 * 1_000_000 }
    let before = half(["午前": .japaneseMorning, "午後": .japaneseAfternoon, "am": .am, "pm": .pm])
    guard let hour = number(upTo: 2) else { return nil }
    guard var clock = minutes(afterHour: hour.value) else { return nil }
    skipSpaces()
    let half = before ?? half(["am": .am, "pm": .pm])

    var shown: String { InvalidValue.shown(typed) }
    if let half {
      if half.isJapanese, clock.hour == 12 { throw InvalidValue(.timeTwelveAmbiguous, ["typed": shown]) }
      guard let hour = half.hour(clock.hour) else { throw clock.impossible(typed: shown) }
      clock.hour = hour
    }
    if clock.hour == 24, clock.minute == 0, clock.second == 0 { throw InvalidValue(.timeHour24, ["typed": shown]) }
    guard clock.hour < 24, clock.minute < 60, clock.second < 60 else { throw clock.impossible(typed: shown) }
    return Int64(clock.hour * 3600 + clock.minute * 60 + clock.second) * 1_000_000 + Int64(clock.microsecond)
  }

  private struct Clock {
    var hour: Int
    var minute = 0
    var second = 0
    var microsecond = 0

    func impossible(typed shown: String) -> InvalidValue {
      InvalidValue(
        .timeImpossible, ["typed": shown, "hour": "\(hour)", "minute": "\(minute)", "second": "\(second)"])
    }
  }

  private enum Half {
    case japaneseMorning, japaneseAfternoon, am, pm

    var isJapanese: Bool { self == .japaneseMorning || self == .japaneseAfternoon }

    /// The hour of 24, or nil for one that this half does not have (午後14時, 0 pm).
    func hour(_ hour: Int) -> Int? {
      switch self {
      case .japaneseMorning: hour < 12 ? hour : nil
      case .japaneseAfternoon: hour < 12 ? hour + 12 : nil
      case .am: (1...12).contains(hour) ? hour % 12 : nil
      case .pm: (1...12).contains(hour) ? hour % 12 + 12 : nil
      }
    }
  }

  private mutating func half(_ words: KeyValuePairs<String, Half>) -> Half? {
    for (word, half) in words where accept(word: word) {
      skipSpaces()
      return half
    }
    return nil
  }

  private mutating func minutes(afterHour hour: Int) -> Clock? {
    var clock = Clock(hour: hour)
    if accept(":") {
      guard let minute = number(upTo: 2), minute.digits == 2 else { return nil }
      clock.minute = minute.value
      guard accept(":") else { return clock }
      guard let second = number(upTo: 2), second.digits == 2 else { return nil }
      clock.second = second.value
      guard accept(".") else { return clock }
      guard let fraction = number(upTo: 9) else { return nil }
      clock.microsecond = Self.microseconds(fraction.value, digits: fraction.digits)
      return clock
    }
    guard acceptAfterSpaces("時") else { return nil }
    if acceptAfterSpaces("半") {
      clock.minute = 30
      return clock
    }
    guard let minute = counted("分") else { return clock }
    clock.minute = minute
    clock.second = counted("秒") ?? 0
    return clock
  }

  /// Digits beyond the sixth are dropped, as an instant has no room for them.
  private static func microseconds(_ fraction: Int, digits: Int) -> Int {
    var value = fraction
    for _ in 0..<max(0, 6 - digits) { value *= 10 }
    for _ in 0..<max(0, digits - 6) { value /= 10 }
    return value
  }

  private mutating func counted(_ unit: Unicode.Scalar) -> Int? {
    let start = position
    skipSpaces()
    if let read = number(upTo: 2), acceptAfterSpaces(unit) { return read.value }
    restore(start)
    return nil
  }

  /// Z, +09:00, +0900, -5 in microseconds east of UTC; nil with nothing read when none is written.
  fileprivate mutating func offset() -> Int64? {
    let start = position
    skipSpaces()
    if accept("z") { return 0 }
    if accept(word: "jst") { return Instant.tokyoOffset }
    guard let sign = accept(anyOf: ["+", "-"]), let read = number(upTo: 4) else {
      restore(start)
      return nil
    }
    var (hours, minutes) = read.digits > 2 ? (read.value / 100, read.value % 100) : (read.value, 0)
    if read.digits <= 2, accept(":") {
      guard let more = number(upTo: 2), more.digits == 2 else {
        restore(start)
        return nil
      }
      minutes = more.value
    }
    guard read.digits != 3, hours <= 14, minutes < 60 else {
      restore(start)
      return nil
    }
    if sign == "-" { (hours, minutes) = (-hours, -minutes) }
    return Int64(hours * 60 + minutes) * 60_000_000
  }
}
