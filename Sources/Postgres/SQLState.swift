/// The five characters by which PostgreSQL names an error; codes this file does not know survive unchanged.
public struct SQLState: Sendable, Hashable, CustomStringConvertible {
  /// The five characters: digits and capital letters.
  public let code: String

  /// Nil unless the code is five digits or capital letters of ASCII.
  public init?(_ code: String) {
    guard code.utf8.count == 5, code.utf8.allSatisfy(Self.isCodeCharacter) else { return nil }
    self.code = code
  }

  private init(known code: String) { self.code = code }

  public var description: String { code }

  /// Whether the code is of a class, its first two characters: "23" is every broken constraint.
  public func isClass(_ prefix: String) -> Bool { prefix.utf8.count == 2 && code.hasPrefix(prefix) }

  static func isCodeCharacter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }

  public static let invalidPassword = SQLState(known: "28P01")
  public static let invalidAuthorization = SQLState(known: "28000")
  public static let noSuchDatabase = SQLState(known: "3D000")
  public static let tooManyConnections = SQLState(known: "53300")
  public static let cannotConnectNow = SQLState(known: "57P03")
  public static let adminShutdown = SQLState(known: "57P01")
  public static let queryCanceled = SQLState(known: "57014")
  public static let lockNotAvailable = SQLState(known: "55P03")

  public static let serializationFailure = SQLState(known: "40001")
  public static let deadlockDetected = SQLState(known: "40P01")
  public static let inFailedTransaction = SQLState(known: "25P02")
  public static let readOnlyTransaction = SQLState(known: "25006")

  public static let notNullViolation = SQLState(known: "23502")
  public static let foreignKeyViolation = SQLState(known: "23503")
  public static let uniqueViolation = SQLState(known: "23505")
  public static let checkViolation = SQLState(known: "23514")
  public static let exclusionViolation = SQLState(known: "23P01")

  public static let insufficientPrivilege = SQLState(known: "42501")
  public static let undefinedTable = SQLState(known: "42P01")
  public static let undefinedFunction = SQLState(known: "42883")
  public static let syntaxError = SQLState(known: "42601")
  public static let invalidTextRepresentation = SQLState(known: "22P02")
  public static let numericValueOutOfRange = SQLState(known: "22003")
  public static let raiseException = SQLState(known: "P0001")
  public static let noDataFound = SQLState(known: "P0002")
}
