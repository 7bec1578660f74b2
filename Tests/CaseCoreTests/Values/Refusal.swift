import Testing

@testable import CaseCore

/// The error of something that must be refused, held against the catalogue of codes; nil when it was accepted.
func refusal<Value>(
  _ build: () throws -> Value, sourceLocation: SourceLocation = #_sourceLocation
) -> InvalidValue? {
  do {
    let value = try build()
    Issue.record("accepted as \(value)", sourceLocation: sourceLocation)
    return nil
  } catch let error as InvalidValue {
    let given = Set(error.arguments.keys)
    let rule = InvalidValue.Rule(rawValue: error.code)
    #expect(rule != nil, "\(error.code) is not in the catalogue", sourceLocation: sourceLocation)
    if let rule {
      #expect(given.isSuperset(of: rule.required), "\(error.code) \(given)", sourceLocation: sourceLocation)
      #expect(
        given.isSubset(of: rule.required.union(rule.optional)), "\(error.code) \(given)",
        sourceLocation: sourceLocation)
    }
    return error
  } catch {
    Issue.record("another error: \(error)", sourceLocation: sourceLocation)
    return nil
  }
}

func day(_ iso: String) throws -> CalendarDate {
  let parts = iso.split(separator: "-").compactMap { Int($0) }
  try #require(parts.count == 3)
  return try CalendarDate(year: parts[0], month: parts[1], day: parts[2])
}

func moment(_ text: String) throws -> Instant { try Instant(parsing: text, now: Instant.first) }

/// The same numbers on every run and every machine (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
