/// A call that came in, as a telephone system wrote it down.
public struct PhoneCall: Sendable, Hashable {
  /// The first line of the file that tells of it.
  public let line: Int
  /// What it is known by, so that importing it again changes nothing.
  public let key: String
  /// `2026-11-20 09:05:12` on the system's clock, which may be another than Tokyo's.
  public let started: String
  /// How long somebody talked; 0 where nobody did.
  public let seconds: Int
  public let isAnswered: Bool
  /// The number as it came; nil where none did, or one that is withheld.
  public let number: String?
  public let e164: String?
  public let display: String?

  public var isWithheld: Bool { number == nil }

  init(line: Int, key: String, started: LocalTime, seconds: Int, isAnswered: Bool, from raw: String) {
    self.line = line
    self.key = key
    self.started = started.description
    self.seconds = seconds
    self.isAnswered = isAnswered
    // spreadsheets and trunks drop the leading 0
    let number = try? PhoneNumber(parsing: raw, restoringLostZero: true)
    if InputText.trimmed(raw).isEmpty || number?.isWithheld == true {
      (self.number, e164, display) = (nil, nil, nil)
    } else {
      // what cannot be dialled is kept as it came, so that somebody can make sense of it; without what hides on a screen
      let kept = (try? Line(raw, limit: 200).text) ?? "?"
      (self.number, e164, display) = (kept, number?.e164, number.map(\.display) ?? kept)
    }
  }
}

/// What a file of calls held.
public struct CallReading: Sendable {
  /// In the file's order.
  public internal(set) var calls: [PhoneCall] = []
  /// Lines that could not be read; their neighbours were.
  public internal(set) var faults: [CallFault] = []
  /// Calls that did not come in: the office's own, and between its extensions.
  public internal(set) var leftOut = 0
  public internal(set) var encoding = SourceEncoding.utf8
  /// How many whole hours the file's times differ from its own stamps, taken for Tokyo's; nil where that cannot be told.
  public internal(set) var hoursOff: Int?
}

/// Why a line of a file of calls could not be read.
public struct CallFault: Sendable, Hashable {
  public enum Rule: String, Sendable, CaseIterable {
    /// A quote that is never closed, or bytes that are no text.
    case unreadable = "row.unreadable"
    /// Not as many columns as there can be.
    case columns = "row.columns"
    case time = "row.time"
    case duration = "row.duration"
    /// Answered or not: a word that is not known.
    case outcome = "row.outcome"
  }

  public let line: Int
  public let rule: Rule
}

/// A time of day as a clock showed it, without saying where that clock stood.
struct LocalTime: Hashable, Comparable, CustomStringConvertible {
  let day: CalendarDate
  let seconds: Int

  /// Nil for what no clock shows.
  init?(year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int) {
    guard (1990...2199).contains(year), (0...23).contains(hour), (0...59).contains(minute), (0...60).contains(second),
      let date = try? CalendarDate(year: year, month: month, day: day)
    else { return nil }
    self.day = date
    seconds = hour * 3600 + minute * 60 + min(second, 59)
  }

  /// Reads 2026-11-20 09:05:12, 2026/11/20 9:05, 2026年11月20日 午後2時5分, 20261120090512; nil for anything else.
  init?(parsing typed: String) {
    let text = InputText.folded(typed).lowercased()
    var groups: [String] = []
    var isInNumber = false
    var rest = ""
    for scalar in text.unicodeScalars {
      if ("0"..."9").contains(scalar) {
        if isInNumber { groups[groups.count - 1].unicodeScalars.append(scalar) } else { groups.append(String(scalar)) }
        isInNumber = true
      } else {
        isInNumber = false
        if !" \t-/:.年月日時分秒t".unicodeScalars.contains(scalar) { rest.unicodeScalars.append(scalar) }
      }
    }
    if groups.count == 1, groups[0].count == 14 || groups[0].count == 12 {
      let digits = Array(groups[0])
      groups = [String(digits[..<4])] + stride(from: 4, to: digits.count, by: 2).map { String(digits[$0..<($0 + 2)]) }
    }
    // weekdays in brackets are what spreadsheets like to add; 月 and 日 were taken for units
    for weekday in ["火", "水", "木", "金", "土", ""] { rest = rest.replacing("(\(weekday))", with: "") }
    let isAfternoon = rest == "午後" || rest == "pm"
    guard rest.isEmpty || isAfternoon || rest == "午前" || rest == "am", (5...7).contains(groups.count),
      groups.allSatisfy({ $0.count <= 6 }), groups[0].count == 4
    else { return nil }
    let numbers = groups.compactMap { Int($0) }
    var hour = numbers[3]
    if !rest.isEmpty {
      guard hour <= 12 else { return nil }
      hour = hour % 12 + (isAfternoon ? 12 : 0)
    }
    self.init(
      year: numbers[0], month: numbers[1], day: numbers[2], hour: hour, minute: numbers[4],
      second: numbers.count > 5 ? numbers[5] : 0)
  }

  static func < (one: LocalTime, other: LocalTime) -> Bool {
    (one.day, one.seconds) < (other.day, other.seconds)
  }

  /// Seconds from another time to this one, on the same clock.
  func seconds(since other: LocalTime) -> Int {
    day.days(since: other.day) * 86400 + seconds - other.seconds
  }

  var description: String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(day.iso) \(two(seconds / 3600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
  }
}
