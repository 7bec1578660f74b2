/// Something odd in a directory, as a stable code and its arguments; the words in ja and en are made at the edge.
///
/// | code | arguments |
/// | --- | --- |
/// | `text.undecodable` | `column` `count` (characters that could not be read) |
/// | `text.control`, `text.line_break`, `text.halfwidth_kana` | `column` |
/// | `row.width` | `fields` `columns` |
/// | `row.name_missing`, `row.name_damaged`, `row.key_missing` | : left out |
/// | `row.key_repeated` | `key` `first` (line): left out |
/// | `row.key_from_name` | |
/// | `municipality.check_digit` | `code` `expected` |
/// | `municipality.length`, `municipality.unreadable` | `code` |
/// | `postal.blanks` | |
/// | `postal.zero_restored`, `postal.unreadable` | `postal` |
/// | `phone.unreadable`, `phone.zero_restored`, `phone.quoted` | |
/// | `hours.missing` | |
/// | `hours.no_length` | `time`: opens and closes at the same time |
/// | `coordinates.missing`, `coordinates.swapped`, `coordinates.elsewhere` | |
/// | `address.prefecture_missing` | `prefecture` |
/// | `departments.missing` | |
/// | `reference.dangling` | `column` `table` (that has no such id) |
/// | `status.not_active` | `status`: left out |
public struct ImportWarning: Sendable, Hashable {
  public enum Rule: String, CaseIterable, Sendable {
    case undecodable = "text.undecodable"
    case control = "text.control"
    case lineBreak = "text.line_break"
    case halfwidthKana = "text.halfwidth_kana"
    case rowWidth = "row.width"
    case nameMissing = "row.name_missing"
    case nameDamaged = "row.name_damaged"
    case keyMissing = "row.key_missing"
    case keyRepeated = "row.key_repeated"
    case keyFromName = "row.key_from_name"
    case checkDigit = "municipality.check_digit"
    case codeLength = "municipality.length"
    case codeUnreadable = "municipality.unreadable"
    case postalBlanks = "postal.blanks"
    case postalZeroRestored = "postal.zero_restored"
    case postalUnreadable = "postal.unreadable"
    case phoneUnreadable = "phone.unreadable"
    case phoneZeroRestored = "phone.zero_restored"
    case phoneQuoted = "phone.quoted"
    case hoursMissing = "hours.missing"
    case hoursNoLength = "hours.no_length"
    case coordinatesMissing = "coordinates.missing"
    case coordinatesSwapped = "coordinates.swapped"
    case coordinatesElsewhere = "coordinates.elsewhere"
    case prefectureMissing = "address.prefecture_missing"
    case departmentsMissing = "departments.missing"
    case dangling = "reference.dangling"
    case notActive = "status.not_active"
  }

  public let place: SourcePlace
  public let rule: Rule
  public let arguments: [String: String]

  init(_ place: SourcePlace, _ rule: Rule, _ arguments: [String: String] = [:]) {
    self.place = place
    self.rule = rule
    self.arguments = arguments
  }
}

/// Why a directory cannot be read at all; nothing of it was sent.
public enum DirectoryFault: Error, Sendable, Equatable {
  /// The file or folder is not there or may not be read.
  case unreadable(path: String)
  case tooLarge(limit: Int)
  /// No header, or nothing under it.
  case empty
  /// UTF-16, which is told by its mark.
  case utf16
  /// A quoted field that starts on this line is never closed.
  case quoteNotClosed(SourcePlace)
  /// The header lacks the column without which nothing makes sense.
  case columnMissing(column: String, encoding: SourceEncoding)
  /// The columns are those of another source.
  case otherSource(DirectorySource)
  /// A folder without a table of organizations or services.
  case tablesMissing
  /// This system's C library cannot read CP932.
  case noCP932
}
