/// 全国地方公共団体コード: two digits of the prefecture, three of the municipality and a check digit.
///
/// Published files hold wrong check digits, and spreadsheets take the leading 0; both are told and neither is refused.
public struct MunicipalityCode: Sendable, Hashable {
  /// The digits as they were written, in any width.
  public let digits: String

  /// Nil where something else than one to six digits is written.
  public init?(_ typed: String) {
    let digits = InputText.trimmed(InputText.folded(typed))
    let isNumber = digits.unicodeScalars.allSatisfy { (0x30...0x39).contains($0.value) }
    guard isNumber, (1...6).contains(digits.unicodeScalars.count) else { return nil }
    self.digits = digits
  }

  /// The check digit that the first five of six digits ask for; nil unless there are six.
  ///
  /// Weights 6, 5, 4, 3, 2; (11 − Σ mod 11) mod 10 (JIS X 0402 with 総務省's check digit).
  public var expectedCheckDigit: Int? { digits.count == 6 ? Self.checkDigit(of: digits.prefix(5)) : nil }

  /// Whether six digits are there and the last one is the check digit of the others.
  public var isCheckDigitRight: Bool {
    expectedCheckDigit.map { String($0) == digits.suffix(1) } ?? false
  }

  /// The five digits that say which municipality it is, however many were written: without the check digit, which
  /// publishers correct, and with the leading 0, which spreadsheets drop.
  public var municipality: String {
    if digits.count == 6 { return String(digits.prefix(5)) }
    let restored = "0" + digits
    if restored.count == 6, String(Self.checkDigit(of: restored.prefix(5))) == restored.suffix(1) {
      return String(restored.prefix(5))
    }
    return digits
  }

  private static func checkDigit(of five: Substring) -> Int {
    let sum = zip(five, [6, 5, 4, 3, 2]).reduce(0) { $0 + ($1.0.wholeNumberValue ?? 0) * $1.1 }
    return (11 - sum % 11) % 10
  }
}
