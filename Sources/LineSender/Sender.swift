package import CaseCore
import Postgres

/// Sends what `ippo` queued for LINE, one message after the other. It holds no state: what is to be done next, what was begun and
/// what became of it are rows, so that it can be killed at any moment and started again.
package struct Sender {
  private let store: CaseStore
  private let office: String
  private let http: HTTP
  private let log: (String) -> Void

  /// - Parameter base: where LINE is; `https://api.line.me` unless the office says otherwise.
  /// - Parameter log: gets a line without content for each thing that happened.
  package init(
    office: String, base: String, token: String, patience: Duration = .seconds(10), in store: CaseStore,
    log: @escaping (String) -> Void
  ) {
    self.store = store
    self.office = office
    http = HTTP(base: base, token: token, patience: patience)
    self.log = log
  }

  /// Takes the office's one place at the outbox: a second sender waits here, or is refused.
  package func begin() throws {
    _ = try store.one("select api.line_begin(\(office)) as begun") { try $0.decode("begun", as: Bool.self) }
    // wakes it when something is queued; the notice says nothing else
    try store.connection.run("listen ippo_send")
  }

  /// Sends everything that is due.
  ///
  /// - Returns: When something is due next; nil when nothing waits.
  package func drain() throws -> Instant? {
    while true {
      let (job, wake) = try store.one(
        "select send, turn, way, destination, token, retry_key, body, preview, wake from api.line_next(\(office))"
      ) { (try LineJob(row: $0), try $0.decode("wake", as: Instant?.self)) }
      guard let job else { return wake }
      let outcome = http.send(job.path, json: job.json, retryKey: job.way == "push" ? job.retryKey : nil)
      try record(outcome, of: job)
    }
  }

  private func record(_ outcome: HTTP.Outcome, of job: LineJob) throws {
    let meaning = LineAnswer(outcome, way: job.way)
    var status: Int?
    var request: String?
    var reason = ""
    switch outcome {
    case .answered(let answer): (status, request) = (answer.status, answer.requestID)
    case .notSent(let why), .unknown(let why): reason = ": \(why)"
    }
    let step = try store.one(
      """
      select api.line_sent(\(job.send), \(Int32(job.turn)), \(meaning.rawValue), \(status.map { Int32($0) }), \(request))
        as step
      """
    ) { try $0.decode("step", as: String.self) }
    log("\(job.send) \(job.turn) \(job.way) \(status.map { "\($0)" } ?? meaning.rawValue)\(reason) → \(step)")
  }

  /// Asks LINE how many of the month's messages are used, for the ledger; an answer that does not come changes nothing.
  package func askQuota() throws {
    guard let limit = ask("/v2/bot/message/quota", for: "value", orNone: "\"none\""),
      let used = ask("/v2/bot/message/quota/consumption", for: "totalUsage", orNone: nil)
    else { return }
    _ = try store.one(
      "select api.line_quota_seen(\(office), \(limit.map { Int32($0) }), \(used.map { Int32($0) })) as left"
    ) {
      try $0.decode("left", as: Int32?.self)
    }
  }

  /// A number of LINE's answer; `.some(nil)` where LINE says that there is no limit.
  private func ask(_ path: String, for key: String, orNone none: String?) -> Int?? {
    guard case .answered(let answer) = http.send(path, json: nil), answer.status == 200 else { return nil }
    if let none, answer.body.contains(none) { return .some(nil) }
    guard let start = answer.body.firstRange(of: "\"\(key)\"")?.upperBound else { return nil }
    let digits = answer.body[start...].drop { !$0.isNumber }.prefix { $0.isNumber }
    return Int(digits).map { .some($0) }
  }

  /// Calls the second person for a flag that the first has not taken in time, also when nobody watches.
  package func callSecondPersons() throws {
    _ = try store.one("select api.crisis_tick() as called") { try $0.decode("called", as: Int32.self) }
  }

  /// Waits until something is queued or the moment has come; at most so long.
  package func wait(until moment: Instant?, now: Instant, atMost longest: Duration) throws {
    try store.wait(until: moment, now: now, atMost: longest)
  }
}

extension CaseStore {
  /// Waits for a notice or for the moment, whichever comes first; at most so long.
  func wait(until moment: Instant?, now: Instant, atMost longest: Duration) throws {
    var limit = longest
    if let moment {
      let left = Duration.microseconds(max(0, moment.microsecondsSince2000 - now.microsecondsSince2000))
      limit = min(limit, left + .milliseconds(1))
    }
    _ = try connection.waitForNotification(until: .after(limit))
  }
}
