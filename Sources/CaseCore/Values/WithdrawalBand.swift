/// How long someone has been withdrawn, in the bands of the statistics; the edges are printed 1年以上2年未満.
public enum WithdrawalBand: String, CaseIterable, Sendable {
  case under6Months = "under_6m"
  case from6Months = "6m_1y"
  case from1Year = "1_2y"
  case from2Years = "2_3y"
  case from3Years = "3_5y"
  case from5Years = "5_10y"
  case from10Years = "10_15y"
  case from15Years = "15_20y"
  case from20Years = "20y_and_over"
  case unknown

  public init(completedMonths: Int?) {
    switch completedMonths {
    case .some(0..<6): self = .under6Months
    case .some(6..<12): self = .from6Months
    case .some(12..<24): self = .from1Year
    case .some(24..<36): self = .from2Years
    case .some(36..<60): self = .from3Years
    case .some(60..<120): self = .from5Years
    case .some(120..<180): self = .from10Years
    case .some(180..<240): self = .from15Years
    case .some(240...): self = .from20Years
    default: self = .unknown
    }
  }

  /// Whole months from ``PartialMonth/countedFrom`` (the month's first day, or 1 July of a year) to a day.
  ///
  /// As with ages a month is complete on the day it comes round: 2023-11 is 35 months, `2_3y`, on 2026-10-31.
  /// A beginning that lies wholly after the day gives `unknown`; a year that has begun but not reached July, under
  /// six months.
  public init(since: PartialMonth?, upTo day: CalendarDate) {
    guard let since, since.firstDay <= day else {
      self = .unknown
      return
    }
    let (year, month, _) = day.parts
    let from = since.countedFrom.parts
    self.init(completedMonths: max(0, (year - from.year) * 12 + month - from.month))
  }
}
