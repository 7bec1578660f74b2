/// A Japanese postcode: seven digits, shown as 106-8575.
public struct PostalCode: Sendable, Hashable, CustomStringConvertible {
  public let display: String

  /// 〒１０６－８５７５, 106 8575 and 1068575 are all 106-8575; nil for anything that has not seven digits.
  ///
  /// With `restoringLostZeros`, for spreadsheets, 600000 is 060-0000 again (postcodes start at 001-0000).
  public init?(_ typed: String, restoringLostZeros: Bool = false) {
    var digits = ""
    for original in typed.unicodeScalars {
      let scalar = InputText.narrow(original)
      if scalar == "〒" || InputText.isDash(scalar) || scalar.properties.isWhitespace { continue }
      guard (0x30...0x39).contains(scalar.value) else { return nil }
      digits.unicodeScalars.append(scalar)
    }
    if restoringLostZeros, (5...6).contains(digits.count) {
      digits = String(repeating: "0", count: 7 - digits.count) + digits
    }
    guard digits.count == 7 else { return nil }
    display = digits.prefix(3) + "-" + digits.suffix(4)
  }

  public var description: String { display }
}
