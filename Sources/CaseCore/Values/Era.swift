/// The eras in which Japanese dates are written, each beginning with its first day and ending before the next.
public enum Era: Int, CaseIterable, Sendable {
  case meiji, taisho, showa, heisei, reiwa

  public var firstDay: CalendarDate {
    let days =
      switch self {
      case .meiji: Civil.days(year: 1868, month: 1, day: 25)
      case .taisho: Civil.days(year: 1912, month: 7, day: 30)
      case .showa: Civil.days(year: 1926, month: 12, day: 25)
      case .heisei: Civil.days(year: 1989, month: 1, day: 8)
      case .reiwa: Civil.days(year: 2019, month: 5, day: 1)
      }
    return CalendarDate(unchecked: days)
  }

  /// The last day, or the calendar's last for the era that is running.
  public var lastDay: CalendarDate {
    Era(rawValue: rawValue + 1)?.firstDay.adding(days: -1) ?? CalendarDate.last
  }

  public var name: String { ["明治", "大正", "昭和", "平成", "令和"][rawValue] }
  public var letter: String { ["M", "T", "S", "H", "R"][rawValue] }

  /// Japan took the Gregorian calendar on 1873-01-01; Meiji dates before are lunar and cannot be read as they stand.
  public static let firstGregorianDay = CalendarDate(unchecked: Civil.days(year: 1873, month: 1, day: 1))

  /// The era of a day, or nil before 1868-01-25.
  public static func of(_ day: CalendarDate) -> Era? { allCases.last { $0.firstDay <= day } }

  /// Era years are written with two digits at most: R2025.4.1 is a slip, not the year 4043.
  static let mostYears = 99

  /// The Gregorian year of a written era date, once every day that it can mean has been held against the era.
  func gregorianYear(of written: WrittenDate, year eraYear: Int, typed: String) throws(InvalidValue) -> Int {
    let year = firstDay.year + eraYear - 1
    let (from, to) = try written.span(inYear: year, typed: typed)
    guard eraYear >= 1, from <= lastDay, to >= firstDay else {
      var arguments = ["typed": InvalidValue.shown(typed), "era": name]
      if let name = Self.name(of: to, like: written) {
        arguments["would_be"] = name
        arguments["would_be_iso"] = String(to.iso.prefix(written.day != nil ? 10 : written.month != nil ? 7 : 4))
      }
      throw InvalidValue(.eraNeverWas, arguments)
    }
    guard to >= Self.firstGregorianDay else {
      throw InvalidValue(
        .eraBeforeGregorian, ["typed": InvalidValue.shown(typed), "first": Self.firstGregorianDay.iso])
    }
    return year
  }

  private static func name(of day: CalendarDate, like written: WrittenDate) -> String? {
    guard let year = day.eraYear else { return nil }
    let (_, month, dayOfMonth) = day.parts
    return year.japanese + (written.month == nil ? "" : "\(month)月") + (written.day == nil ? "" : "\(dayOfMonth)日")
  }
}

/// A year of an era, 令和7年 or R7; the first is 元年.
public struct EraYear: Sendable, Hashable {
  public let era: Era
  public let year: Int

  public var japanese: String { "\(era.name)\(year == 1 ? "元" : "\(year)")年" }
  public var short: String { "\(era.letter)\(year)" }
}

extension CalendarDate {
  /// The era and year of this day, or nil where it is not written so: before 1873 and beyond an era's 99th year.
  public var eraYear: EraYear? {
    guard self >= Era.firstGregorianDay, let era = Era.of(self) else { return nil }
    let year = self.year - era.firstDay.year + 1
    return year <= Era.mostYears ? EraYear(era: era, year: year) : nil
  }

  /// 令和7年4月1日, 令和元年5月1日; a day without an era year (before 1873) in Gregorian, 1872年12月31日.
  ///
  /// What this writes, ``init(parsing:today:yearless:)`` reads back as the same day.
  public var wareki: String {
    let (year, month, day) = parts
    return (eraYear?.japanese ?? "\(padded(year, to: 4))年") + "\(month)月\(day)日"
  }

  /// R7.4.1; a day without an era year as ISO.
  public var warekiShort: String {
    guard let eraYear else { return iso }
    let (_, month, day) = parts
    return "\(eraYear.short).\(month).\(day)"
  }

  /// Both at once, as the office's screens show birthdays: 1957年7月1日(昭和32年).
  public var japaneseWithEra: String {
    let (year, month, day) = parts
    let era = eraYear.map { "(\($0.japanese))" } ?? ""
    return "\(year)年\(month)月\(day)日\(era)"
  }
}
