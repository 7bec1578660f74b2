/// The rules of Japan's numbering plan for digits without the trunk 0.
enum NationalNumber {
  /// What a number is, once its length is right for its prefix; lengths are told with the trunk 0, as people count.
  static func kind(of national: String) throws(InvalidValue) -> PhoneNumber.Kind {
    let (kind, length) = try plan(for: national)
    let counts = ["digits": "\(national.count + 1)", "expected": "\(length + 1)"]
    if national.count < length { throw InvalidValue(.phoneTooShort, counts) }
    if national.count > length { throw InvalidValue(.phoneTooLong, counts) }
    return kind
  }

  private static func plan(for national: String) throws(InvalidValue) -> (PhoneNumber.Kind, length: Int) {
    switch national.prefix(3) {
    case "120": return (.tollFree, 9)
    case "800": return (.tollFree, 10)
    case "570": return (.navi, 9)
    case "180", "990": return (.other, 9)
    default: break
    }
    switch national.prefix(2) {
    case "60", "70", "80", "90": return (.mobile, 10)
    case "50": return (.ip, 10)
    case "20": return (.other, 10)
    case "10", "30", "40": throw InvalidValue(.phoneUnknownPrefix, ["prefix": "0" + national.prefix(2)])
    case let prefix where prefix.hasPrefix("0"): throw InvalidValue(.phoneUnknownPrefix, ["prefix": "00"])
    default: return (.fixed, 9)
    }
  }

  /// 092-555-7246, 090-1234-5678, 0120-123-456.
  ///
  /// A fixed number whose area is not in the table is cut after three digits, 0XX-XXX-XXXX.
  static func display(_ national: String, kind: PhoneNumber.Kind) -> String {
    let head =
      switch kind {
      case .fixed: AreaCodes.length(in: national) ?? 2
      case .tollFree, .navi: 3
      case .other: national.hasPrefix("20") ? 2 : 3
      default: 2
      }
    let tail = kind == .fixed || national.count == 10 ? 4 : 3
    let area = national.prefix(head)
    let rest = national.dropFirst(head)
    return "0\(area)-\(rest.dropLast(tail))-\(rest.suffix(tail))"
  }
}
