import Seal

/// One POST of LINE: whose account it is for, and what happened there.
public struct Delivery: Sendable {
  /// The body is no delivery at all.
  public struct Unreadable: Error, Sendable {}

  public let destination: String
  public internal(set) var events: [Event]

  /// Reads a body whose signature was checked.
  ///
  /// - Parameter now: milliseconds since 1970, for events that do not say when.
  public init(body: [UInt8], now: Int) throws {
    let whole: JSON
    do throws(JSON.Unreadable) { whole = try JSON.read(body) } catch { throw Unreadable() }
    guard let told = whole["events"]?.list else { throw Unreadable() }
    destination = whole["destination"]?.text.flatMap(Event.name) ?? ""
    events = try told.map { try Event($0, now: now) }
  }

  init(destination: String, events: [Event]) {
    self.destination = destination
    self.events = events
  }

  var json: JSON { .object(["destination": .text(destination), "events": .list(events.map(\.json))]) }
}

extension [Delivery] {
  /// What `api.line_receive` takes, and what a file of the spool holds.
  var json: JSON { .list(map(\.json)) }

  var eventCount: Int { reduce(0) { $0 + $1.events.count } }
}
