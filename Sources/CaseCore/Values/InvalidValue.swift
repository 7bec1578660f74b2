/// A value that was refused, as a stable code and its arguments; the words in ja and en are made at the edge.
///
/// `typed` is what the person wrote, cleaned and cut short (see ``shown(_:)``). It is carried only where options hold
/// it anyway (dates, times, codes): errors about telephone numbers and prose name counts, offsets and code points,
/// never the text. `description` is the code alone, so an error that escapes into a log tells nothing about anyone.
///
/// | code | arguments |
/// | --- | --- |
/// | `date.unreadable` | `typed` |
/// | `date.impossible` | `typed` `year` `month` `day`; `last_day` where the month exists (2026-02-30: 28) |
/// | `date.incomplete` | `typed`: a year or a year and month where a day is needed |
/// | `date.year_missing` | `typed`: 11/3 where the year cannot be guessed |
/// | `date.year_ambiguous` | `typed`: 7.4.1 or 26/11/3, without an era or a four-digit year |
/// | `date.weekday_differs` | `typed` `written` `actual` (月 … 日) |
/// | `date.out_of_range` | `first` `last` |
/// | `era.never_was` | `typed` `era`; `would_be` (平成2年) and `would_be_iso` where that day has a name |
/// | `era.before_gregorian` | `typed` `first` (1873-01-01): the lunar calendar was in force |
/// | `month.unreadable` | `typed` |
/// | `month.impossible` | `typed` `month` |
/// | `month.out_of_range` | `first` `last` |
/// | `time.unreadable` | `typed` |
/// | `time.missing` | `typed`: a date alone |
/// | `time.impossible` | `typed` `hour` `minute` `second` |
/// | `time.hour_24` | `typed`: midnight is 0:00 of the next day |
/// | `time.twelve_ambiguous` | `typed`: 午前12時, 午後12時 |
/// | `time.far_past` | `typed` `first` |
/// | `time.out_of_range` | `first` `last` |
/// | `minutes.unreadable` | `typed` |
/// | `minutes.negative` | `typed` |
/// | `minutes.zero` | |
/// | `minutes.too_many` | `most` |
/// | `code.malformed` | `typed` `prefix` |
/// | `code.wrong_kind` | `typed` `prefix` `found` |
/// | `code.symbol_unknown` | `typed` `prefix` `symbol` |
/// | `phone.empty` | |
/// | `phone.unreadable` | `symbol`, where one symbol is to blame |
/// | `phone.too_short`, `phone.too_long` | `digits` `expected` (both with the trunk 0) |
/// | `phone.zero_missing` | `digits` |
/// | `phone.unknown_prefix` | `prefix` |
/// | `phone.extension_unreadable` | |
/// | `age.unreadable` | `typed` |
/// | `age.impossible` | `most` |
/// | `text.control`, `text.bidi` | `code_point` (U+0007) `byte_offset` |
/// | `text.line_break` | `byte_offset` |
/// | `text.too_large` | `bytes` `limit` |
/// | `text.not_utf8` | `byte_offset` |
/// | `note.empty` | |
/// | `note.too_large` | `bytes` `limit` |
public struct InvalidValue: Error, Sendable, Hashable, CustomStringConvertible {
  public let code: String
  public let arguments: [String: String]

  public init(code: String, arguments: [String: String] = [:]) {
    self.code = code
    self.arguments = arguments
  }

  public init(_ rule: Rule, _ arguments: [String: String] = [:]) {
    self.init(code: rule.rawValue, arguments: arguments)
  }

  public var description: String { code }

  /// What someone typed, safe to print in a message: no control or bidi characters, at most 40 characters.
  public static func shown(_ typed: String) -> String {
    var clean = String.UnicodeScalarView()
    for scalar in typed.unicodeScalars.prefix(200) where !InputText.isRefused(scalar) && scalar != "\n" {
      clean.append(scalar)
    }
    let text = InputText.trimmed(String(clean))
    return text.count <= 40 ? text : text.prefix(39) + "…"
  }

  /// Every code of this folder, so that a test of the wording can find the one without words.
  public enum Rule: String, CaseIterable, Sendable {
    case dateUnreadable = "date.unreadable"
    case dateImpossible = "date.impossible"
    case dateIncomplete = "date.incomplete"
    case dateYearMissing = "date.year_missing"
    case dateYearAmbiguous = "date.year_ambiguous"
    case dateWeekdayDiffers = "date.weekday_differs"
    case dateOutOfRange = "date.out_of_range"
    case eraNeverWas = "era.never_was"
    case eraBeforeGregorian = "era.before_gregorian"
    case monthUnreadable = "month.unreadable"
    case monthImpossible = "month.impossible"
    case monthOutOfRange = "month.out_of_range"
    case timeUnreadable = "time.unreadable"
    case timeMissing = "time.missing"
    case timeImpossible = "time.impossible"
    case timeHour24 = "time.hour_24"
    case timeTwelveAmbiguous = "time.twelve_ambiguous"
    case timeFarPast = "time.far_past"
    case timeOutOfRange = "time.out_of_range"
    case minutesUnreadable = "minutes.unreadable"
    case minutesNegative = "minutes.negative"
    case minutesZero = "minutes.zero"
    case minutesTooMany = "minutes.too_many"
    case codeMalformed = "code.malformed"
    case codeWrongKind = "code.wrong_kind"
    case codeSymbolUnknown = "code.symbol_unknown"
    case phoneEmpty = "phone.empty"
    case phoneUnreadable = "phone.unreadable"
    case phoneTooShort = "phone.too_short"
    case phoneTooLong = "phone.too_long"
    case phoneZeroMissing = "phone.zero_missing"
    case phoneUnknownPrefix = "phone.unknown_prefix"
    case phoneExtensionUnreadable = "phone.extension_unreadable"
    case ageUnreadable = "age.unreadable"
    case ageImpossible = "age.impossible"
    case textControl = "text.control"
    case textBidi = "text.bidi"
    case textLineBreak = "text.line_break"
    case textTooLarge = "text.too_large"
    case textNotUTF8 = "text.not_utf8"
    case noteEmpty = "note.empty"
    case noteTooLarge = "note.too_large"

    /// The arguments every error with this code carries.
    public var required: Set<String> {
      switch self {
      case .dateUnreadable, .dateIncomplete, .dateYearMissing, .dateYearAmbiguous, .monthUnreadable, .timeUnreadable,
        .timeMissing, .timeHour24, .timeTwelveAmbiguous, .minutesUnreadable, .minutesNegative, .ageUnreadable:
        ["typed"]
      case .dateImpossible: ["typed", "year", "month", "day"]
      case .dateWeekdayDiffers: ["typed", "written", "actual"]
      case .dateOutOfRange, .monthOutOfRange, .timeOutOfRange: ["first", "last"]
      case .eraNeverWas: ["typed", "era"]
      case .eraBeforeGregorian, .timeFarPast: ["typed", "first"]
      case .monthImpossible: ["typed", "month"]
      case .timeImpossible: ["typed", "hour", "minute", "second"]
      case .minutesTooMany, .ageImpossible: ["most"]
      case .codeMalformed: ["typed", "prefix"]
      case .codeWrongKind: ["typed", "prefix", "found"]
      case .codeSymbolUnknown: ["typed", "prefix", "symbol"]
      case .phoneTooShort, .phoneTooLong: ["digits", "expected"]
      case .phoneZeroMissing: ["digits"]
      case .phoneUnknownPrefix: ["prefix"]
      case .textControl, .textBidi: ["code_point", "byte_offset"]
      case .textLineBreak, .textNotUTF8: ["byte_offset"]
      case .textTooLarge, .noteTooLarge: ["bytes", "limit"]
      case .minutesZero, .phoneEmpty, .phoneUnreadable, .phoneExtensionUnreadable, .noteEmpty: []
      }
    }

    /// The arguments that some errors with this code carry as well.
    public var optional: Set<String> {
      switch self {
      case .dateImpossible: ["last_day"]
      case .eraNeverWas: ["would_be", "would_be_iso"]
      case .phoneUnreadable: ["symbol"]
      default: []
      }
    }
  }
}
