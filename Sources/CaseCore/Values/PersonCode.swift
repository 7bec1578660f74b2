/// What a code names; its prefix is the letter before the dash.
public protocol CodedRecord: Sendable {
  static var prefix: Character { get }
}

public enum CodedClient: CodedRecord {
  public static let prefix: Character = "C"
}

public enum CodedInquiry: CodedRecord {
  public static let prefix: Character = "Q"
}

public enum CodedProvider: CodedRecord {
  public static let prefix: Character = "P"
}

public typealias ClientCode = PersonCode<CodedClient>
public typealias InquiryCode = PersonCode<CodedInquiry>
public typealias ProviderCode = PersonCode<CodedProvider>

/// The 29 symbols of codes that people say aloud.
///
/// Digits and capitals without those that are taken for another: 0 and O, 1, I and L are left out altogether; of the
/// pairs 2/Z and 5/S the digit stays, and the letter typed in its place is read as the digit. 29 is prime, so any step
/// that is no multiple of it walks through all 29⁴ = 707,281 codes. `CodeSymbols.all` is the string that SQL uses too.
public enum CodeSymbols {
  public static let all = "23456789ABCDEFGHJKMNPQRTUVWXY"

  /// Symbols after the prefix and the dash.
  public static let length = 4

  /// How many different codes one prefix has.
  public static let codes = 29 * 29 * 29 * 29

  static func read(_ scalar: Unicode.Scalar) -> Character? {
    let symbol: Character =
      switch scalar {
      case "Z": "2"
      case "S": "5"
      default: Character(scalar)
      }
    return all.contains(symbol) ? symbol : nil
  }
}

/// A code such as C-7K2M, in its canonical form.
public struct PersonCode<Record: CodedRecord>: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// C-7K2M
  public let canonical: String

  /// The code at a place from 0 to 707,280, the first symbol counting most; nil outside.
  public init?(number: Int) {
    guard (0..<CodeSymbols.codes).contains(number) else { return nil }
    let symbols = Array(CodeSymbols.all)
    var rest = number
    var code = ""
    for _ in 0..<CodeSymbols.length {
      code = String(symbols[rest % symbols.count]) + code
      rest /= symbols.count
    }
    canonical = "\(Record.prefix)-\(code)"
  }

  public static func random(using generator: inout some RandomNumberGenerator) -> PersonCode {
    var code = "\(Record.prefix)-"
    for _ in 0..<CodeSymbols.length { code.append(CodeSymbols.all.randomElement(using: &generator) ?? "2") }
    return PersonCode(checked: code)
  }

  private init(checked canonical: String) { self.canonical = canonical }

  /// c7k2m, Ｃ－７Ｋ２Ｍ, "C 7K 2M" and Cー7K2M are all C-7K2M; the prefix must be there.
  ///
  /// A five-letter name in Latin letters can be a code as well (CHENG is C-HENG): where both are accepted, try the name
  /// too when no such code exists.
  public init(parsing typed: String) throws(InvalidValue) {
    let shown = InvalidValue.shown(typed)
    let prefix = "\(Record.prefix)"
    let malformed = InvalidValue(.codeMalformed, ["typed": shown, "prefix": prefix])
    var scalars: [Unicode.Scalar] = []
    for original in typed.unicodeScalars {
      let scalar = InputText.narrow(original)
      if InputText.isDash(scalar) || scalar.properties.isWhitespace { continue }
      let isLower = (0x61...0x7A).contains(scalar.value)
      scalars.append(isLower ? Unicode.Scalar(UInt8(scalar.value - 0x20)) : scalar)
      guard scalars.count <= 1 + CodeSymbols.length else { throw malformed }
    }
    guard scalars.count == 1 + CodeSymbols.length, let found = scalars.first else { throw malformed }
    guard Character(found) == Record.prefix else {
      let isOther = ["C", "Q", "P"].contains(found)
      throw isOther
        ? InvalidValue(.codeWrongKind, ["typed": shown, "prefix": prefix, "found": "\(found)"]) : malformed
    }
    var code = "\(prefix)-"
    for scalar in scalars.dropFirst() {
      guard let symbol = CodeSymbols.read(scalar) else {
        let isAlphanumeric = (0x30...0x39).contains(scalar.value) || (0x41...0x5A).contains(scalar.value)
        guard isAlphanumeric else { throw malformed }
        throw InvalidValue(.codeSymbolUnknown, ["typed": shown, "prefix": prefix, "symbol": "\(scalar)"])
      }
      code.append(symbol)
    }
    canonical = code
  }

  public static func < (one: PersonCode, other: PersonCode) -> Bool { one.canonical < other.canonical }

  public var description: String { canonical }
}
