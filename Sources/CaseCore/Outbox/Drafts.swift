import Glibc
public import Postgres
import Seal

/// A telephone call that is being written down, and when it began.
public struct TelephoneDraft: Sendable, Equatable {
  /// The id of the inquiry that it will be, so that sending it twice makes one.
  public let id: RecordID
  public let startedAt: Instant
  /// When something was last written.
  public var savedAt: Instant
  /// What was written, as it was typed.
  public var fields: [String: String] = [:]

  public init(id: RecordID, startedAt: Instant) {
    self.id = id
    self.startedAt = startedAt
    savedAt = startedAt
  }

  private static let format: UInt8 = 1

  var encoded: [UInt8] {
    var out = [TelephoneDraft.format]
    func put(_ text: String) {
      for shift in [24, 16, 8, 0] { out.append(UInt8(truncatingIfNeeded: UInt32(text.utf8.count) >> UInt32(shift))) }
      out += text.utf8
    }
    put("\(startedAt.microsecondsSince2000)")
    put("\(savedAt.microsecondsSince2000)")
    for (key, text) in fields.sorted(by: { $0.key < $1.key }) {
      put(key)
      put(text)
    }
    return out
  }

  /// Nil for bytes that are not what `encoded` makes.
  init?(id: RecordID, encoded: [UInt8]) {
    guard encoded.first == TelephoneDraft.format else { return nil }
    var rest = encoded.dropFirst()
    var texts: [String] = []
    while !rest.isEmpty {
      guard rest.count >= 4 else { return nil }
      let length = Int(rest.prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) })
      rest = rest.dropFirst(4)
      guard rest.count >= length, let text = String(validating: rest.prefix(length), as: UTF8.self) else { return nil }
      texts.append(text)
      rest = rest.dropFirst(length)
    }
    guard texts.count >= 2, texts.count % 2 == 0,
      let started = Int64(texts[0]).flatMap({ try? Instant(microsecondsSince2000: $0) }),
      let saved = Int64(texts[1]).flatMap({ try? Instant(microsecondsSince2000: $0) })
    else { return nil }
    self.init(id: id, startedAt: started)
    savedAt = saved
    for at in stride(from: 2, to: texts.count, by: 2) { fields[texts[at]] = texts[at + 1] }
  }
}

/// Calls that were being written down when their command ended, sealed on this machine as the outbox's notes are: of one login
/// and one database, with the same key.
public struct Drafts {
  private let folder: String
  private let owner: [UInt8]
  private let key: Seal.Key

  /// - Parameters:
  ///   - state: `$XDG_STATE_HOME/ippo`.
  ///   - config: `$XDG_CONFIG_HOME/ippo`, where the key is.
  public init(login: String, database: String, state: String, config: String) throws(Outbox.Failure) {
    folder = "\(state)/drafts/\(Outbox.folderName(login: login, database: database))"
    owner = Array("draft\0\(login)\0\(database)\0".utf8)
    try Disk.makeFolder(folder)
    key = try Outbox.key(in: config, syncing: false)
  }

  /// Keeps a draft in the place of what was kept of it. `durable`: it outlasts a power cut too.
  public func put(_ draft: TelephoneDraft, durable: Bool) throws(Outbox.Failure) {
    let sealed: [UInt8]
    do {
      sealed = try Seal.seal(draft.encoded, with: key, context: owner + Array(draft.id.description.utf8))
    } catch {
      throw .key
    }
    try Disk.replace(file(draft.id), with: sealed, in: folder, durable: durable)
  }

  /// The drafts that nobody is writing now, the oldest first; those that cannot be opened are counted.
  public func waiting() throws(Outbox.Failure) -> (drafts: [TelephoneDraft], broken: Int) {
    try Disk.sweep(folder)
    var drafts: [TelephoneDraft] = []
    var broken = 0
    for name in try Disk.names(in: folder) where name.hasSuffix(".sealed") {
      guard let id = RecordID(String(name.dropLast(7))), let hold = hold(id) else { continue }
      defer { withExtendedLifetime(hold) {} }
      if let draft = read(id) { drafts.append(draft) } else { broken += 1 }
    }
    return (drafts.sorted { $0.startedAt < $1.startedAt }, broken)
  }

  /// Forgets a draft that the office has, or that nobody wants.
  public func remove(_ id: RecordID) throws(Outbox.Failure) {
    try Disk.remove(file(id), in: folder)
    try Disk.remove("\(folder)/\(id).lock", in: folder)
  }

  /// A draft in one's hand: as long as it is held, no other command offers it.
  public final class Hold {
    private let lock: Int32
    fileprivate init(_ lock: Int32) { self.lock = lock }
    deinit { close(lock) }
  }

  /// Nil: somebody holds it.
  public func hold(_ id: RecordID) -> Hold? {
    let lock = open("\(folder)/\(id).lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard lock >= 0 else { return nil }
    guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
      close(lock)
      return nil
    }
    return Hold(lock)
  }

  private func read(_ id: RecordID) -> TelephoneDraft? {
    guard let bytes = try? Disk.readPrivate(file(id)),
      let plain = try? Seal.open(bytes, with: key, context: owner + Array(id.description.utf8))
    else { return nil }
    return TelephoneDraft(id: id, encoded: plain)
  }

  private func file(_ id: RecordID) -> String { "\(folder)/\(id).sealed" }
}
