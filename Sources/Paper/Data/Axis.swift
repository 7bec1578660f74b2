/// An axis of counts from 0: whole ticks in steps of 1, 2 or 5 times a power of ten, at most five above 0.
///
/// `UInt64` because the tick above the greatest `Int` is no `Int`.
public struct Axis: Sendable, Equatable {
  public let ticks: [UInt64]

  /// The axis that holds every value; values that are missing or below 0 ask for no room. Without any it goes to 1.
  public init(_ values: some Sequence<Int?>) {
    let highest = UInt64(values.reduce(0) { max($0, $1 ?? 0) })
    var step: UInt64 = 1
    var turn = 0
    while step * 5 < highest {
      // 1 → 2 → 5 → 10
      step = turn % 3 == 1 ? step / 2 * 5 : step * 2
      turn += 1
    }
    let count = max(1, highest / step + (highest % step == 0 ? 0 : 1))
    ticks = (0...count).map { $0 * step }
  }

  public var top: UInt64 { ticks.last ?? 1 }

  /// Where a value stands between 0 (the foot) and 1 (the top).
  public func share(_ value: Int) -> Double {
    min(1, max(0, Double(value) / Double(top)))
  }
}
