/// One key figure with what it is compared to: 相談受付 34件, 前月 30.
public struct Figure: Sendable, Equatable {
  public let key: String
  public let label: Words
  public let value: Cell
  public let unit: Words
  public let comparisons: [Comparison]

  /// A figure; two comparisons to the same basis are a mistake in the program and stop it.
  public init(
    _ key: String, ja: String, en: String, _ value: Cell, unit: Words = Words(ja: "", en: ""),
    comparisons: [Comparison] = []
  ) {
    precondition(Set(comparisons.map(\.basis)).count == comparisons.count, "\(key) is compared twice to the same")
    self.key = key
    self.label = Words(ja: ja, en: en)
    self.value = value
    self.unit = unit
    self.comparisons = comparisons
  }
}

/// What a figure is held against.
public struct Comparison: Sendable, Equatable {
  /// The raw value is the key in CSV.
  public enum Basis: String, Sendable, CaseIterable {
    case previousMonth = "previous_month"
    case sameMonthLastYear = "same_month_last_year"
    /// The fiscal year (April to March) up to and with the month: a figure of its own, not a sum of months.
    case fiscalYear = "fiscal_year"
    case monthTarget = "month_target"
    /// What the contract asks for in the whole fiscal year; it is held against `fiscalYear`.
    case yearTarget = "year_target"
  }

  public let basis: Basis
  public let cell: Cell

  public init(_ basis: Basis, _ cell: Cell) {
    self.basis = basis
    self.cell = cell
  }
}

extension Comparison.Basis {
  /// What people call it.
  public var title: Words {
    switch self {
    case .previousMonth: Words(ja: "前月", en: "Previous month")
    case .sameMonthLastYear: Words(ja: "前年同月", en: "Same month last year")
    case .fiscalYear: Words(ja: "年度累計", en: "Fiscal year to date")
    case .monthTarget: Words(ja: "月の目標", en: "Target for the month")
    case .yearTarget: Words(ja: "年度の目標", en: "Target for the year")
    }
  }
}

extension Figure {
  /// The value with its unit, as people read it; a dash where it is missing.
  public func amount(_ lang: Language) -> String {
    let text = value.human(lang)
    if text.isEmpty { return "–" }
    let unit = unit(lang)
    return unit.isEmpty || !value.isNumber ? text : text + (lang == .ja ? unit : " " + unit)
  }

  /// A comparison in words: the other value and, where both are numbers, how the figure stands to it. Up and down are
  /// said in words beside the arrow, and neither is called good or bad. A share of a target is rounded down, so that
  /// 100% means reached.
  public func comparison(_ comparison: Comparison, _ lang: Language) -> String {
    let other = comparison.cell.human(lang)
    if other.isEmpty { return "–" }
    guard let remark = remark(on: comparison, lang) else { return other }
    return lang == .ja ? "\(other)（\(remark)）" : "\(other) (\(remark))"
  }

  private func remark(on comparison: Comparison, _ lang: Language) -> String? {
    switch comparison.basis {
    case .previousMonth, .sameMonthLastYear: change(from: comparison.cell, lang)
    case .fiscalYear: nil
    case .monthTarget: share(of: comparison.cell, reached: value, lang)
    case .yearTarget:
      comparisons.first { $0.basis == .fiscalYear }.flatMap { share(of: comparison.cell, reached: $0.cell, lang) }
    }
  }

  private func change(from other: Cell, _ lang: Language) -> String? {
    guard let (now, then, places) = aligned(value, other) else { return nil }
    let (difference, overflow) = now.subtractingReportingOverflow(then)
    if overflow || difference == .min { return nil }
    let size = Cell.decimal(abs(difference), places: places).machine
    return switch difference.signum() {
    case 1: Words(ja: "↑\(size)増", en: "↑ up \(size)")(lang)
    case -1: Words(ja: "↓\(size)減", en: "↓ down \(size)")(lang)
    default: Words(ja: "増減なし", en: "no change")(lang)
    }
  }

  private func share(of target: Cell, reached: Cell, _ lang: Language) -> String? {
    guard let (now, goal, _) = aligned(reached, target), goal > 0, now >= 0 else { return nil }
    let (hundredfold, overflow) = now.multipliedReportingOverflow(by: 100)
    if overflow { return nil }
    return Words(ja: "達成率\(hundredfold / goal)%", en: "\(hundredfold / goal)% reached")(lang)
  }
}

/// Two numbers in the same smallest unit; nil where one is no number or they are written with different places.
private func aligned(_ one: Cell, _ other: Cell) -> (Int, Int, places: Int)? {
  switch (one, other) {
  case (.integer(let one), .integer(let other)): (one, other, 0)
  case (.decimal(let one, let places), .decimal(let other, let others)) where places == others: (one, other, places)
  default: nil
  }
}
