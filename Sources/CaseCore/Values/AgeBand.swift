/// The age bands of the statistics, on a day.
public enum AgeBand: String, CaseIterable, Sendable {
  case under15 = "under_15"
  case from15 = "15_17"
  case from18 = "18_19"
  case twenties = "20s"
  case from30 = "30_34"
  case from35 = "35_39"
  case forties = "40s"
  case fifties = "50s"
  case from60 = "60_64"
  case from65 = "65_and_over"
  case unknown

  public init(age: Int?) {
    switch age {
    case .some(0..<15): self = .under15
    case .some(15..<18): self = .from15
    case .some(18..<20): self = .from18
    case .some(20..<30): self = .twenties
    case .some(30..<35): self = .from30
    case .some(35..<40): self = .from35
    case .some(40..<50): self = .forties
    case .some(50..<60): self = .fifties
    case .some(60..<65): self = .from60
    case .some(65...): self = .from65
    default: self = .unknown
    }
  }

  /// By the birthday where it is known, else by the age that was told, which grows with the years since.
  ///
  /// A birthday after the day gives `unknown`: it is wrong, and the age that was told does not make it right.
  public init(birth: CalendarDate?, about: AgeAbout?, on day: CalendarDate) {
    if let birth {
      self.init(age: birth.age(on: day))
    } else {
      self.init(age: about?.years(on: day))
    }
  }
}

/// An age that someone told on a day, "about 38", where no birthday is known.
public struct AgeAbout: Sendable, Hashable {
  public let years: Int
  public let toldOn: CalendarDate

  public static let most = 120

  public init(years: Int, toldOn: CalendarDate) throws(InvalidValue) {
    guard (0...Self.most).contains(years) else { throw InvalidValue(.ageImpossible, ["most": "\(Self.most)"]) }
    self.years = years
    self.toldOn = toldOn
  }

  /// 38, ３８歳, 38才くらい, 約38歳; a decade (30代後半) is not an age and is refused.
  public init(parsing typed: String, toldOn: CalendarDate) throws(InvalidValue) {
    let unreadable = InvalidValue(.ageUnreadable, ["typed": InvalidValue.shown(typed)])
    var scanner = InputScanner(typed)
    _ = scanner.accept("約")
    scanner.skipSpaces()
    guard let age = scanner.number(upTo: 3) else { throw unreadable }
    _ = scanner.acceptAfterSpaces("歳") || scanner.acceptAfterSpaces("才")
    scanner.skipSpaces()
    for word in ["くらい", "ぐらい", "位", "ころ", "ごろ", "頃", "前後"] where scanner.accept(word: word) { break }
    guard scanner.isAtEnd else { throw unreadable }
    try self.init(years: age.value, toldOn: toldOn)
  }

  /// The age on another day: a year more for each whole year since it was told, a year less for each before.
  public func years(on day: CalendarDate) -> Int {
    if let since = CalendarDate.completedYears(from: toldOn, on: day) { return years + since }
    return max(0, years - (CalendarDate.completedYears(from: day, on: toldOn) ?? 0))
  }
}
