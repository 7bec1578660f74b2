public import Logging
public import Postgres

/// Takes deliveries in: those that wait together are committed by one call; what the database does not take in time goes to
/// the spool; what is in neither is not answered for.
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
  private let database: Database
  private let drain: Database
  private let spool: Spool
  private let log: Logger
  private let clock = ContinuousClock()

  private var waiting: [Waiting] = []
  private var isCommitting = false
  private var isAway = false
  private var isDiskFull = false
  private var drainer: Task<Void, Never>?
  public private(set) var figures = Figures()
  private var strangersTold: Set<String> = []

  /// - Parameter patience: how long the database may take, from a delivery's arrival on.
  public init(
    _ settings: [Setting: String] = [:], spool: Spool, patience: Duration = .milliseconds(1200), log: Logger
  ) {
    database = Database(settings, label: "ippo-line database")
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
      if !isCommitting {
        isCommitting = true
        Task { await commitAll() }
      }
    }
  }

  /// Looks at what waits from before, and keeps at it.
  public func start() async {
    if await spool.count > 0 { beginDraining() }
  }

  /// After the last answer: what is in the spool stays there.
  public func finish() async {
    drainer?.cancel()
    await drainer?.value
    await database.close()
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

  private func commitAll() async {
    while !waiting.isEmpty {
      var group: [Waiting] = []
      var events = 0
      while let next = waiting.first, group.isEmpty || events + next.delivery.events.count <= Intake.most {
        events += next.delivery.events.count
        group.append(waiting.removeFirst())
      }
      let outcome = await keep(group.map(\.delivery), since: group[0].since)
      for one in group { one.told.resume(returning: outcome) }
    }
    isCommitting = false
  }

  private func keep(_ group: [Delivery], since: ContinuousClock.Instant) async -> Outcome {
    if !isAway, await commit(group, until: .at(since + patience)) {
      return await blank(group) ? .durable : .nowhere
    }
    do throws(Spool.Failure) {
      try await spool.keep(group)
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

  private func commit(_ group: [Delivery], until deadline: Deadline) async -> Bool {
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
    guard !withdrawn.isEmpty, await spool.count > 0 else { return true }
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
        guard let oldest = try await spool.oldest() else { break }
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
  private func drained(_ oldest: (name: String, bytes: [UInt8])) async throws -> Bool {
    do throws(Database.Failure) {
      note(try await drain.receive(oldest.bytes, until: .after(.seconds(25))))
    } catch {
      guard case .refused = error else { return false }
      // one delivery at a time, then one event; what is still refused is put aside
      guard let deliveries = Spool.deliveries(oldest.bytes) else {
        try await spool.refuse(oldest.bytes, of: oldest.name, part: 0)
        log.critical("a damaged file of the spool was put aside", metadata: ["file": "\(oldest.name)"])
        try await spool.remove(oldest.name)
        return true
      }
      var part = 0
      for delivery in deliveries {
        for event in delivery.events {
          part += 1
          let alone = [Delivery(destination: delivery.destination, events: [event])].json.bytes
          do throws(Database.Failure) {
            note(try await drain.receive(alone, until: .after(.seconds(25))))
          } catch {
            guard case .refused = error else { return false }
            try await spool.refuse(alone, of: oldest.name, part: part)
            figures.aside += 1
            log.critical("an event was put aside", metadata: ["event": "\(event.id)", "error": "\(error.error)"])
          }
        }
      }
    }
    try await spool.remove(oldest.name)
    figures.drained += 1
    return true
  }
}
