package import CaseCore
import Postgres

/// Brings what people sent (pictures, videos, audio, files) from LINE into the database, one after the other, and never opens any of
/// it. Like the sender it holds no state and can be killed at any moment: what LINE gave twice is stored once.
package struct Fetcher {
  /// The largest content that is kept, 20 MiB; the database has the same limit.
  static let limit = 20 << 20

  private let store: CaseStore
  private let office: String
  private let http: HTTP
  private let log: (String) -> Void

  /// - Parameter base: where LINE keeps contents; `https://api-data.line.me` unless the office says otherwise.
  /// - Parameter log: gets a line without content for each thing that happened.
  package init(
    office: String, base: String, token: String, patience: Duration = .seconds(60), in store: CaseStore,
    log: @escaping (String) -> Void
  ) {
    self.store = store
    self.office = office
    http = HTTP(base: base, token: token, patience: patience)
    self.log = log
  }

  /// Takes the office's one place at fetching: a second fetcher waits here.
  package func begin() throws {
    _ = try store.one("select api.line_fetch_begin(\(office)) as begun") { try $0.decode("begun", as: Bool.self) }
  }

  /// Asks for everything that is due.
  ///
  /// - Returns: When something is due next; nil when nothing waits.
  package func drain() throws -> Instant? {
    while true {
      let (wanted, wake) = try store.one("select event, message, kind, wake from api.line_fetch_next(\(office))") {
        (try Wanted(row: $0), try $0.decode("wake", as: Instant?.self))
      }
      guard let wanted else { return wake }
      let answer = fetch(wanted)
      let state = try store.one(
        """
        select api.line_fetched(\(wanted.event), \(answer.meaning.rawValue), \(answer.type), \(answer.content)) as state
        """
      ) { try $0.decode("state", as: String.self) }
      log("\(wanted.event) \(wanted.kind) \(answer.meaning.rawValue)\(answer.reason) → \(state)")
    }
  }

  /// Waits until the moment has come; at most so long. What arrives meanwhile is seen then.
  package func wait(until moment: Instant?, now: Instant, atMost longest: Duration) throws {
    try store.wait(until: moment, now: now, atMost: longest)
  }

  private struct Wanted {
    let event: String
    let message: String
    let kind: String

    init?(row: Row) throws {
      guard let event: String = try row("event") else { return nil }
      self.event = event
      message = try row("message")
      kind = try row("kind")
    }

    /// An id of LINE's is digits; whatever else came in its place is no path.
    var path: String? {
      message.utf8.allSatisfy { (0x30...0x39).contains($0) } ? "/v2/bot/message/\(message)/content" : nil
    }
  }

  /// What LINE's answer means for a content; the database draws the consequences.
  private enum Meaning: String {
    case content, preparing, gone, missing, refused, busy, lost
    case tooLarge = "too_large"
  }

  private typealias Answer = (meaning: Meaning, type: String?, content: [UInt8]?, reason: String)

  private func fetch(_ wanted: Wanted) -> Answer {
    guard let path = wanted.path else { return (.refused, nil, nil, "") }
    // LINE prepares videos and audio first
    if wanted.kind == "video" || wanted.kind == "audio" {
      switch http.send(path + "/transcoding", json: nil) {
      case .answered(let answer) where answer.status == 200 && answer.body.contains("\"processing\""):
        return (.preparing, nil, nil, "")
      case .answered(let answer) where answer.status == 200 && answer.body.contains("\"failed\""):
        return (.refused, nil, nil, "")
      case .answered(let answer) where answer.status == 200: break
      case let other: return failure(other)
      }
    }
    let outcome = http.send(path, json: nil, limit: Self.limit)
    guard case .answered(let answer) = outcome, answer.status == 200 else { return failure(outcome) }
    return answer.isOver ? (.tooLarge, nil, nil, "") : (.content, answer.type, answer.bytes, "")
  }

  private func failure(_ outcome: HTTP.Outcome) -> Answer {
    switch outcome {
    case .notSent(let reason): return (.busy, nil, nil, ": \(reason)")
    case .unknown(let reason): return (.lost, nil, nil, ": \(reason)")
    case .answered(let answer):
      let meaning: Meaning =
        switch answer.status {
        case 202: .preparing
        case 404: .missing
        case 410: .gone
        case 401, 403, 408, 429, 500...: .busy
        case 400..<500: .refused
        default: .lost
        }
      return (meaning, nil, nil, " \(answer.status)")
    }
  }
}
