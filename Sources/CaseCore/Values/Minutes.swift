/// How long something took: 1 to 1440 whole minutes.
public struct Minutes: Sendable, Hashable, Comparable, CustomStringConvertible {
  public let count: Int

  public static let most = 1440

  public init(_ count: Int) throws(InvalidValue) { try self.init(count, typed: "\(count)") }

  private init(_ count: Int, typed: String) throws(InvalidValue) {
    guard count >= 0 else { throw InvalidValue(.minutesNegative, ["typed": InvalidValue.shown(typed)]) }
    guard count > 0 else { throw InvalidValue(.minutesZero) }
    guard count <= Self.most else { throw InvalidValue(.minutesTooMany, ["most": "\(Self.most)"]) }
    self.count = count
  }

  /// 50, ５０分, 50 min, 1時間20分, 1時間半, 1:20, 1h20m.
  public init(parsing typed: String) throws(InvalidValue) {
    var scanner = InputScanner(typed)
    if scanner.accept(anyOf: ["-", "▲", "△"]) != nil {
      let isNumber = scanner.minutes() != nil && scanner.isAtEnd
      throw InvalidValue(isNumber ? .minutesNegative : .minutesUnreadable, ["typed": InvalidValue.shown(typed)])
    }
    guard let count = scanner.minutes(), scanner.isAtEnd else {
      throw InvalidValue(.minutesUnreadable, ["typed": InvalidValue.shown(typed)])
    }
    try self.init(count, typed: typed)
  }

  public static func < (one: Minutes, other: Minutes) -> Bool { one.count < other.count }

  /// The number alone, as scripts and SQL have it.
  public var description: String { "\(count)" }

  /// 50分, 1時間20分
  public var japanese: String { written("時間", "分") }
  /// 50 min, 1 h 20 min
  public var english: String { written(" h ", " min") }

  private func written(_ hours: String, _ minutes: String) -> String {
    let (whole, rest) = (count / 60, count % 60)
    let first = whole > 0 ? "\(whole)\(hours)" : ""
    return InputText.trimmed(rest > 0 ? "\(first)\(rest)\(minutes)" : first)
  }
}

extension InputScanner {
  fileprivate mutating func minutes() -> Int? {
    guard let first = number(upTo: 9) else { return nil }
    if accept(":") {
      guard let rest = number(upTo: 2), rest.digits == 2, rest.value < 60 else { return nil }
      return first.value * 60 + rest.value
    }
    skipSpaces()
    if unit(["時間", "hours", "hour", "hr", "h"]) {
      skipSpaces()
      if accept("半") { return first.value * 60 + 30 }
      guard let rest = number(upTo: 2) else { return first.value * 60 }
      skipSpaces()
      _ = unit(Self.minuteUnits)
      return rest.value < 60 ? first.value * 60 + rest.value : nil
    }
    _ = unit(Self.minuteUnits)
    return first.value
  }

  private static let minuteUnits = ["分間", "分", "minutes", "minute", "mins", "min", "m"]

  /// Longer words first where one begins another.
  private mutating func unit(_ words: [String]) -> Bool {
    for word in words where accept(word: word) { return true }
    return false
  }
}
