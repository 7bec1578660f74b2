import Postgres

/// What became of a call that was imported.
public struct ImportedCall: Sendable {
  public enum State: String, CaseIterable, Sendable {
    /// A new inquiry; for a missed call also a call-back that is due.
    case inserted
    /// One more call of a number that is to be called back that day anyway.
    case repeated
    /// Somebody had written this call down.
    case known
    /// It was imported before.
    case unchanged
    /// It lies in the future, so that the clock is wrong; left out.
    case future
  }

  public let call: PhoneCall
  public let state: State
  /// The inquiry; nil for a new one of a dry run.
  public let code: String?
  public let startedAt: Instant
}

extension Inquiry {
  /// Calls that are sent in one transaction (see `Provider.importBatch`). A dry run is one transaction, which is undone:
  /// a call's neighbours decide what becomes of it.
  static let importBatch = 500

  /// Imports calls of one office. What fails on the way has saved those before it, and is simply run again: importing the same
  /// again changes nothing. `saved` hears how many have been dealt with.
  ///
  /// - Parameter zone: where the telephone system's clock stands: `Asia/Tokyo`, `UTC`, `+09:00`.
  public static func importCalls(
    _ reading: CallReading, office: String?, zone: String, dryRun: Bool, patience: Duration = .seconds(120),
    in store: CaseStore, saved: (Int) -> Void = { _ in }
  ) throws -> [ImportedCall] {
    // a call's day is told in the order of time, whichever order the file has
    let calls = reading.calls.sorted { ($0.started, $0.line) < ($1.started, $1.line) }
    var results: [ImportedCall] = []
    var start = 0
    while start < calls.count {
      let part = calls[start..<min(start + (dryRun ? calls.count : importBatch), calls.count)]
      store.connection.deadline = .after(patience)
      results += try send(Array(part), office: office, zone: zone, dryRun: dryRun, to: store)
      start += part.count
      saved(start)
    }
    return results.sorted { $0.call.line < $1.call.line }
  }

  private static func send(
    _ calls: [PhoneCall], office: String?, zone: String, dryRun: Bool, to store: CaseStore
  ) throws -> [ImportedCall] {
    let objects = calls.map { call in
      JSONText.object([
        ("key", JSONText.string(call.key)), ("started", JSONText.string(call.started)), ("seconds", "\(call.seconds)"),
        ("answered", "\(call.isAnswered)"), ("withheld", "\(call.isWithheld)"),
        ("number", JSONText.string(call.number ?? "非通知")), ("e164", JSONText.string(call.e164)),
        ("display", JSONText.string(call.display)),
      ])
    }
    let json = JSONB("[\(objects.joined(separator: ", "))]")
    return try store.all(
      "select place, state, code, started_at from api.inquiry_import(\(office), \(zone), \(json), \(dryRun))"
    ) { row in
      let place: Int = try row("place")
      let state: String = try row("state")
      return ImportedCall(
        call: calls[place - 1], state: ImportedCall.State(rawValue: state) ?? .unchanged, code: try row("code"),
        startedAt: try row("started_at"))
    }
  }
}
