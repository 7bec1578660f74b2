/// The moment after which nobody waits any longer: one for connecting and for every answer that follows.
///
/// It is a monotonic instant, so setting the machine's clock does not move it.
public struct Deadline: Sendable, Hashable {
  /// The instant, or nil when there is none.
  public let instant: ContinuousClock.Instant?

  /// Waits as long as it takes.
  public static let none = Deadline(instant: nil)

  /// The deadline at an instant.
  public static func at(_ instant: ContinuousClock.Instant) -> Deadline { Deadline(instant: instant) }

  /// The deadline a duration after `now`.
  public static func after(_ duration: Duration, now: ContinuousClock.Instant = .now) -> Deadline {
    Deadline(instant: now + duration)
  }

  /// Whether the deadline has been reached at `now`.
  func hasPassed(at now: @autoclosure () -> ContinuousClock.Instant = .now) -> Bool {
    guard let instant else { return false }
    return instant <= now()
  }

  /// Milliseconds left, rounded up so that a wait never ends early; −1, poll(2)'s "for ever", without a deadline.
  func milliseconds(from now: @autoclosure () -> ContinuousClock.Instant = .now) -> Int32 {
    guard let instant else { return -1 }
    let (seconds, attoseconds) = (instant - now()).components
    guard seconds >= 0, attoseconds >= 0 else { return 0 }
    guard seconds < 2_000_000 else { return 2_000_000_000 }
    let perMillisecond: Int64 = 1_000_000_000_000_000
    return Int32(seconds * 1000 + (attoseconds + perMillisecond - 1) / perMillisecond)
  }
}
