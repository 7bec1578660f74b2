public import Logging
public import Postgres

/// Takes deliveries in: those that wait together are committed by one call, and two calls can be on their way; what the database
/// does not take in time goes to the spool; what is in neither is not answered for.
public actor Intake {
  /// What a sender may be told.
  public enum Outcome: Sendable {
    /// Committed, or on the disk.
    case durable
    /// Neither: the sender must come again.
    case nowhere
  }

  private struct Waiting {
    let delivery: Delivery
    let since: ContinuousClock.Instant
    let told: CheckedContinuation<Outcome, Never>
  }

  /// LINE waits about two seconds for an answer.
  private let patience: Duration
  /// The connections that have nothing on their way.
  private var free: [Database]
  private let drain: Database
  private let spool: Spool
  private let log: Logger
  private let clock = ContinuousClock()

  private var waiting: [Waiting] = []
  private var eventsWaiting = 0
  private var eventsUnderWay = 0
  /// What calls withdrew since there was last none under way: the other may still have to spool its words.
  private var withdrawnMeanwhile: [String] = []
  private var isAway = false
  private var isDiskFull = false
  private var drainer: Task<Void, Never>?
  public private(set) var figures = Figures()
  private var strangersTold: Set<String> = []

  /// - Parameter patience: how long the database may take, from a delivery's arrival on.
  public init(
    _ settings: [Setting: String] = [:], spool: Spool, patience: Duration = .milliseconds(1200), log: Logger
  ) {
    free = (1...2).map { Database(settings, label: "ippo-line database \($0)") }
    drain = Database(settings, label: "ippo-line drain")
    self.spool = spool
    self.patience = patience
    self.log = log
  }

  /// Answers when the delivery is durable. One without events has nothing to keep.
  public func take(_ delivery: Delivery) async -> Outcome {
    figures.deliveries += 1
    figures.events += delivery.events.count
    if delivery.events.isEmpty { return .durable }
    return await withCheckedContinuation { told in
      waiting.append(Waiting(delivery: delivery, since: clock.now, told: told))
      eventsWaiting += delivery.events.count
      commitWhatWaits()
    }
  }

  /// Connects, and looks at what waits from before and keeps at it.
  public func start() async {
    if await spool.count > 0 { beginDraining() }
    for database in free {
      // no longer than a delivery may wait behind it, where the database does not answer
      Task { await database.knock(until: .after(patience)) }
    }
  }

  /// After the last answer: what is in the spool stays there.
  public func finish() async {
    drainer?.cancel()
    await drainer?.value
    for database in free { await database.close() }
    await drain.close()
  }

  public var state: State {
    get async { State(isAway: isAway, spooled: await spool.count, isDiskFull: isDiskFull) }
  }

  public struct State: Sendable {
    public let isAway: Bool
    /// Files, not events.
    public let spooled: Int
    public let isDiskFull: Bool
  }
}

extension Intake {
  /// How many events go in one call: more would keep the first of them waiting.
  private static let most = 200

  /// Begins a call for what waits, unless it is better that more comes together first.
  private func commitWhatWaits() {
    // a call costs as much as a dozen events, so a second one goes beside the first for a fair number only
    while !waiting.isEmpty, eventsUnderWay == 0 || eventsWaiting * 2 >= eventsUnderWay, let database = free.popLast() {
      var group: [Waiting] = []
      var events = 0
      while let next = waiting.first, group.isEmpty || events + next.delivery.events.count <= Intake.most {
        events += next.delivery.events.count
        group.append(waiting.removeFirst())
      }
      eventsWaiting -= events
      eventsUnderWay += events
      Task { [group, events] in
        let outcome = await keep(group.map(\.delivery), since: group[0].since, by: database)
        free.append(database)
        eventsUnderWay -= events
        if eventsUnderWay == 0 { withdrawnMeanwhile = [] }
        commitWhatWaits()
        for one in group { one.told.resume(returning: outcome) }
      }
    }
  }

  private func keep(_ group: [Delivery], since: ContinuousClock.Instant, by database: Database) async -> Outcome {
    if !isAway, await commit(group, by: database, until: .at(since + patience)) {
      return await blank(group) ? .durable : .nowhere
    }
    do throws(Spool.Failure) {
      try await spool.keep(group, without: withdrawnMeanwhile)
    } catch {
      isDiskFull = true
      figures.refused += group.count
      log.critical("neither the database nor the spool took a group", metadata: ["spool": "\(error)"])
      beginDraining()
      return .nowhere
    }
    isDiskFull = false
    figures.spooled += group.count
    beginDraining()
    return .durable
  }

  private func commit(_ group: [Delivery], by database: Database, until deadline: Deadline) async -> Bool {
    do throws(Database.Failure) {
      note(try await database.receive(group.json.bytes, until: deadline))
      figures.commits += 1
      return true
    } catch {
      if case .away = error {
        isAway = true
        log.error("the database is away; deliveries go to the spool", metadata: ["error": "\(error.error)"])
      } else {
        log.error("the database refused a group; it is tried one by one", metadata: ["error": "\(error.error)"])
      }
      return false
    }
  }

  /// What was withdrawn may wait in the spool with its words.
  private func blank(_ group: [Delivery]) async -> Bool {
    let withdrawn = group.flatMap(\.events).compactMap(\.withdraws)
    guard !withdrawn.isEmpty else { return true }
    withdrawnMeanwhile += withdrawn
    guard await !spool.isEmpty else { return true }
    do throws(Spool.Failure) {
      try await spool.withdraw(withdrawn)
      return true
    } catch {
      log.critical("a withdrawn message could not be taken out of the spool", metadata: ["spool": "\(error)"])
      return false
    }
  }

  private func note(_ report: Database.Report) {
    figures.new += report.new
    figures.known += report.known
    figures.unreadable += report.unreadable.count
    figures.leftAlone += report.leftAlone.count
    for id in report.unreadable { log.error("an event could not be read", metadata: ["event": "\(id)"]) }
    for id in report.leftAlone { log.critical("nothing followed an event", metadata: ["event": "\(id)"]) }
    for destination in report.strangers where strangersTold.count < 100 && strangersTold.insert(destination).inserted {
      log.warning(
        "an unknown destination; its deliveries go to the login's office", metadata: ["destination": "\(destination)"])
    }
  }
}

extension Intake {
  private func beginDraining() {
    guard drainer == nil else { return }
    drainer = Task {
      await drainAll()
      drainer = nil
      // one may have come between the last look and here
      if await spool.count > 0, !Task.isCancelled { beginDraining() }
    }
  }

  private func drainAll() async {
    var pause = Duration.milliseconds(100)
    while !Task.isCancelled {
      do {
        guard let oldest = try await spool.oldest(Intake.most) else { break }
        if try await drained(oldest) {
          if isAway { log.notice("the database is back") }
          isAway = false
          pause = .milliseconds(100)
          continue
        }
      } catch {
        log.error("the spool cannot be read", metadata: ["spool": "\(error)"])
      }
      // cancelled: the loop ends by itself
      try? await Task.sleep(for: pause)
      pause = min(pause * 2, .seconds(5))
    }
    while isAway, !Task.isCancelled {
      if await drain.knock(until: .after(.seconds(2))) {
        isAway = false
      } else {
        try? await Task.sleep(for: pause)
      }
    }
  }

  /// False: the database is still away.
  private func drained(_ batch: Spool.Batch) async throws -> Bool {
    do throws(Database.Failure) {
      note(try await drain.receive(batch.damaged ?? batch.deliveries.json.bytes, until: .after(.seconds(25))))
    } catch {
      guard case .refused = error else { return false }
      if batch.names.count > 1 {
        // which of them it is
        guard let alone = try await spool.oldest(0) else { return true }
        return try await drained(alone)
      }
      if let bytes = batch.damaged {
        try await spool.refuse(bytes, of: batch.names[0], part: 0)
        log.critical("a damaged file of the spool was put aside", metadata: ["file": "\(batch.names[0])"])
      } else if try await !drainedOneByOne(batch) {
        return false
      }
    }
    try await spool.remove(batch.names)
    figures.drained += batch.names.count
    return true
  }

  /// An event at a time; what is still refused is put aside.
  private func drainedOneByOne(_ batch: Spool.Batch) async throws -> Bool {
    var part = 0
    for delivery in batch.deliveries {
      for event in delivery.events {
        part += 1
        let alone = [Delivery(destination: delivery.destination, events: [event])].json.bytes
        do throws(Database.Failure) {
          note(try await drain.receive(alone, until: .after(.seconds(25))))
        } catch {
          guard case .refused = error else { return false }
          try await spool.refuse(alone, of: batch.names[0], part: part)
          figures.aside += 1
          log.critical("an event was put aside", metadata: ["event": "\(event.id)", "error": "\(error.error)"])
        }
      }
    }
    return true
  }
}
