import Glibc

/// Where deliveries wait, synced, while the database is away: a file a group, in order, each what one call of
/// `api.line_receive` takes. A folder belongs to one process at a time.
///
/// What was withdrawn at LINE is blanked here too, whether it came before or after what withdraws it.
public actor Spool {
  public enum Failure: Error, Sendable {
    /// A disk that is full or broken, a folder that is not ours.
    case disk(errno: Int32)
    /// Another process has this folder.
    case taken
  }

  private let folder: String
  private let lock: Int32
  private var last: Int
  /// The names of the files, oldest first.
  private var waiting: [String] = []
  /// The names of the files in `refused`.
  private var aside: [String] = []
  private var words = Words()
  private var withdrawn: Set<String> = []

  private let thread = OwnThread(label: "ippo-line spool")
  public nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

  /// Opens the folder, makes it where it is not there, and looks at what waits in it.
  public init(_ folder: String) throws(Failure) {
    self.folder = folder
    do throws(Disk.Failure) {
      try Disk.makeFolder(folder)
      try Disk.makeFolder(folder + "/refused")
      lock = open(folder + "/lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
      guard lock >= 0 else { throw Disk.Failure(errno: errno) }
      guard flock(lock, LOCK_EX | LOCK_NB) == 0 else { throw Disk.Failure(errno: errno) }
      var names: [String] = []
      for name in try Disk.names(in: folder) {
        if name.hasPrefix(".new-") {
          // never finished, so never answered for
          try Disk.remove([name], in: folder)
        } else if name.hasSuffix(Spool.ending) {
          names.append(name)
        }
      }
      waiting = names
      aside = try Disk.names(in: folder + "/refused").filter { $0.hasSuffix(Spool.ending) }
      // a person may have put `…-1.json` back from `refused`
      last = names.compactMap { Int($0.prefix(Spool.digits)) }.max() ?? 0
      for name in names {
        let events = Spool.deliveries(try Disk.read("\(folder)/\(name)"))?.flatMap(\.events) ?? []
        words.add(events, in: name)
        withdrawn.formUnion(events.compactMap(\.withdraws))
      }
    } catch {
      if error.errno == EWOULDBLOCK { throw .taken }
      throw .disk(errno: error.errno)
    }
  }

  private static let ending = ".json"
  private static let digits = 18

  /// How many files wait.
  public var count: Int { waiting.count }

  /// Whether anything that was withdrawn can stand here.
  public var isEmpty: Bool { waiting.isEmpty && aside.isEmpty }

  /// Keeps a group: when this returns it is on the disk, the folder's entry too.
  ///
  /// - Parameter messages: what was withdrawn while the group was on its way.
  public func keep(_ group: [Delivery], without messages: [String] = []) throws(Failure) {
    try withdraw(messages + group.flatMap(\.events).compactMap(\.withdraws))
    let next = String(last + 1)
    let name = String(repeating: "0", count: max(0, Spool.digits - next.count)) + next + Spool.ending
    let kept = blanked(group)
    try demand { () throws(Disk.Failure) in try Disk.write(kept.json.bytes, to: name, in: folder) }
    last += 1
    waiting.append(name)
    words.add(kept.flatMap(\.events), in: name)
  }

  /// Takes the words of withdrawn messages out of what waits.
  public func withdraw(_ messages: [String]) throws(Failure) {
    // remembered while something waits: a message can come after what withdraws it
    withdrawn.formUnion(messages)
    for name in Set(messages.flatMap { words.files[$0] ?? [] }) {
      try demand { () throws(Disk.Failure) in
        guard let group = Spool.deliveries(try Disk.read("\(folder)/\(name)")) else { return }
        try Disk.write(blanked(group).json.bytes, to: name, in: folder)
      }
    }
    if !messages.isEmpty { try withdrawFromRefused(Set(messages)) }
  }

  private func withdrawFromRefused(_ messages: Set<String>) throws(Failure) {
    let place = folder + "/refused"
    try demand { () throws(Disk.Failure) in
      // a person may have taken some away
      let there = Set(try Disk.names(in: place))
      aside.removeAll { !there.contains($0) }
      for name in aside {
        guard let group = Spool.deliveries(try Disk.read("\(place)/\(name)")),
          group.contains(where: { $0.events.contains { $0.messageID.map(messages.contains) == true } })
        else { continue }
        try Disk.write(blanked(group).json.bytes, to: name, in: place)
      }
    }
  }

  /// Files that are brought in together.
  struct Batch: Sendable {
    fileprivate(set) var names: [String] = []
    /// What they hold.
    fileprivate(set) var deliveries: [Delivery] = []
    /// What a file holds that is damaged; it stands alone.
    fileprivate(set) var damaged: [UInt8]?
  }

  /// The oldest file, and those after it as long as all have no more than so many events; nil when nothing waits.
  func oldest(_ most: Int) throws(Failure) -> Batch? {
    var batch = Batch()
    for name in waiting {
      var bytes: [UInt8] = []
      try demand { () throws(Disk.Failure) in bytes = try Disk.read("\(folder)/\(name)") }
      guard let deliveries = Spool.deliveries(bytes) else {
        if batch.names.isEmpty { batch = Batch(names: [name], damaged: bytes) }
        break
      }
      if !batch.names.isEmpty, batch.deliveries.eventCount + deliveries.eventCount > most { break }
      batch.names.append(name)
      batch.deliveries += deliveries
    }
    return batch.names.isEmpty ? nil : batch
  }

  /// They are committed: the files go.
  func remove(_ names: [String]) throws(Failure) {
    try demand { () throws(Disk.Failure) in try Disk.remove(names, in: folder) }
    for name in names { forget(name) }
  }

  /// The database takes it in no way: out of the way of the others, into `refused`, for a person to look at.
  public func refuse(_ bytes: [UInt8], of name: String, part: Int) throws(Failure) {
    let name = "\(name.dropLast(Spool.ending.count))-\(part)\(Spool.ending)"
    try demand { () throws(Disk.Failure) in try Disk.write(bytes, to: name, in: folder + "/refused") }
    if !aside.contains(name) { aside.append(name) }
  }

  private func forget(_ name: String) {
    waiting.removeAll { $0 == name }
    words.remove(name)
    if waiting.isEmpty { withdrawn = [] }
  }

  private func blanked(_ group: [Delivery]) -> [Delivery] {
    group.map { delivery in
      Delivery(
        destination: delivery.destination,
        events: delivery.events.map { event in
          event.messageID.map(withdrawn.contains) == true ? event.withoutWords() : event
        })
    }
  }

  /// What a file of the spool holds; nil where it is damaged.
  static func deliveries(_ bytes: [UInt8]) -> [Delivery]? {
    guard let list = (try? JSON.read(bytes))?.list else { return nil }
    var deliveries: [Delivery] = []
    for told in list {
      guard let destination = told["destination"]?.text, let events = told["events"]?.list else { return nil }
      let read = events.compactMap(Event.init(flat:))
      guard read.count == events.count else { return nil }
      deliveries.append(Delivery(destination: destination, events: read))
    }
    return deliveries
  }

  /// Which files hold words of a message: it can be delivered twice, and edited.
  private struct Words {
    private(set) var files: [String: Set<String>] = [:]
    private var messages: [String: Set<String>] = [:]

    mutating func add(_ events: [Event], in file: String) {
      for message in events.compactMap(\.messageID) {
        files[message, default: []].insert(file)
        messages[file, default: []].insert(message)
      }
    }

    mutating func remove(_ file: String) {
      for message in messages.removeValue(forKey: file) ?? [] {
        files[message]?.remove(file)
        if files[message]?.isEmpty == true { files[message] = nil }
      }
    }
  }

  private func demand(_ work: () throws(Disk.Failure) -> Void) throws(Failure) {
    do throws(Disk.Failure) { try work() } catch { throw .disk(errno: error.errno) }
  }
}
