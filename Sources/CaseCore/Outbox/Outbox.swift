import Glibc
public import Postgres
import Seal

/// Notes that could not be sent, sealed on this machine: one file a note, of one login and one database.
///
/// Another login's command neither opens nor sends them. A note is there once `put` has returned: the file and its folder
/// have been synced to the disk. What the office refuses for good is kept apart, and shown, until a person discards it.
public struct Outbox {
  public enum Failure: Error, Sendable {
    /// The system refused; `what` names the file or folder, `errno` the reason.
    case system(what: String, errno: Int32)
    /// The key on this machine is not what it must be: 32 bytes that only the owner can read.
    case key
    /// A file that cannot be opened with this machine's key, or is cut short.
    case broken(RecordID)
    /// Another note is kept here under the same id.
    case taken(RecordID)
  }

  /// What waits in the outbox, or was refused.
  public struct Item: Sendable {
    public let id: RecordID
    /// Nil where the file cannot be opened: cut, changed, of another key, or not the owner's alone.
    public let note: QueuedSession?
    /// The rule that refused it; nil while it waits.
    public let refusal: String?
  }

  let folder: String
  let owner: [UInt8]
  let key: Seal.Key

  /// Opens the outbox of a login and a database's name, making folder and key where they are missing.
  ///
  /// - Parameters:
  ///   - state: `$XDG_STATE_HOME/ippo`.
  ///   - config: `$XDG_CONFIG_HOME/ippo`, where the key is.
  public init(login: String, database: String, state: String, config: String) throws(Failure) {
    folder = "\(state)/outbox/\(Outbox.folderName(login: login, database: database))"
    owner = Array("\(login)\0\(database)\0".utf8)
    let apart = folder + "/refused"
    // made last: where it is, the others and the key are on the disk, even if whoever made them was ended on the way
    let isPrepared = try Disk.isFolder(apart)
    if !isPrepared {
      try Disk.makeFolder(folder)
      try Disk.makeFolder(config)
    }
    key = try Outbox.key(in: config, syncing: !isPrepared)
    if !isPrepared { try Disk.makeFolder(apart) }
  }

  /// A folder's name for a login and a database: what no file's name can hold is escaped, so that two names stay apart.
  static func folderName(login: String, database: String) -> String {
    func safe(_ text: String) -> String {
      text.utf8.reduce(into: "") { name, byte in
        let kept =
          (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || byte == UInt8(ascii: "_")
        name += kept ? String(UnicodeScalar(byte)) : "%" + String(byte, radix: 16)
      }
    }
    return "\(safe(login))@\(safe(database))"
  }

  /// Whether any login of this machine's user ever kept something here; looked at before anything is opened or made.
  public static func isUsed(state: String) -> Bool { access("\(state)/outbox", F_OK) == 0 }

  static func key(in config: String, syncing: Bool) throws(Failure) -> Seal.Key {
    let path = config + "/key"
    if access(path, F_OK) != 0 || syncing {
      try Disk.makeFolder(config)
      var generator = SystemRandomNumberGenerator()
      let fresh = (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) }
      // whoever comes second keeps the first one's key
      try Disk.create(path, holding: fresh, in: config)
    }
    guard let bytes = try Disk.readPrivate(path), let key = Seal.Key(bytes) else { throw .key }
    return key
  }

  /// Keeps a note; afterwards it is on the disk. The same note under the same id is kept once.
  ///
  /// - Throws: `taken` where another note waits or was refused under this id: it would be swallowed.
  public func put(_ note: QueuedSession) throws(Failure) {
    if let refused = try read("\(folder)/refused/\(note.id).sealed", id: note.id), !refused.says(sameAs: note) {
      throw .taken(note.id)
    }
    let isNew = try Disk.create(file(note.id), holding: try sealed(note.encoded, id: note.id), in: folder)
    // nil: it was sent a moment ago, and the receipt knows whether it was this one
    if !isNew, let kept = try read(file(note.id), id: note.id), !kept.says(sameAs: note) { throw .taken(note.id) }
  }

  /// What waits, in the order in which it was written.
  public func waiting() throws(Failure) -> [Item] {
    try identifiers(in: folder).compactMap { id in item(at: file(id), id: id, refusal: nil) }
  }

  /// What was refused, with the rule.
  public func refused() throws(Failure) -> [Item] {
    try identifiers(in: folder + "/refused").compactMap { id in
      let rule = "\(folder)/refused/\(id).rule"
      let refusal: [UInt8]
      do throws(Failure) { refusal = try Disk.readPrivate(rule) ?? [] } catch { refusal = [] }
      return item(
        at: "\(folder)/refused/\(id).sealed", id: id, refusal: String(decoding: refusal, as: UTF8.self))
    }
  }

  /// Nil for what another process sent or set aside meanwhile. What cannot be read is an item as well: it must be shown,
  /// and hold up nobody else's.
  private func item(at path: String, id: RecordID, refusal: String?) -> Item? {
    do throws(Failure) {
      guard let note = try read(path, id: id) else { return nil }
      return Item(id: id, note: note, refusal: refusal)
    } catch {
      return Item(id: id, note: nil, refusal: refusal)
    }
  }

  /// Forgets a note that the office has.
  public func remove(_ id: RecordID) throws(Failure) {
    try Disk.remove(file(id), in: folder)
  }

  /// Sets a note aside that the office refuses for good.
  public func setAside(_ id: RecordID, because rule: String) throws(Failure) {
    let apart = folder + "/refused"
    try Disk.create("\(apart)/\(id).rule", holding: Array(rule.utf8), in: apart)
    try Disk.move(file(id), in: folder, to: "\(apart)/\(id).sealed", in: apart)
  }

  /// Throws away a refused note, for good.
  public func discard(_ id: RecordID) throws(Failure) {
    try Disk.remove("\(folder)/refused/\(id).sealed", in: folder + "/refused")
    try Disk.remove("\(folder)/refused/\(id).rule", in: folder + "/refused")
  }

  /// Removes what processes left that were ended while they wrote.
  func sweep() throws(Failure) {
    for folder in [folder, folder + "/refused"] { try Disk.sweep(folder) }
  }

  /// Runs while no other process of this login sends from this outbox; nil: another one does.
  func alone<R>(_ body: () throws -> R) throws -> R? {
    let lock = open(folder + "/lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard lock >= 0 else { throw Failure.system(what: "lock", errno: errno) }
    defer { close(lock) }
    guard flock(lock, LOCK_EX | LOCK_NB) == 0 else { return nil }
    return try body()
  }

  private func file(_ id: RecordID) -> String { "\(folder)/\(id).sealed" }

  private func sealed(_ bytes: [UInt8], id: RecordID) throws(Failure) -> [UInt8] {
    do {
      return try Seal.seal(bytes, with: key, context: owner + Array(id.description.utf8))
    } catch {
      throw .key
    }
  }

  /// Nil where there is no such file.
  private func read(_ path: String, id: RecordID) throws(Failure) -> QueuedSession? {
    guard let bytes = try Disk.readPrivate(path) else { return nil }
    guard
      let plain = try? Seal.open(bytes, with: key, context: owner + Array(id.description.utf8)),
      let note = QueuedSession(id: id, encoded: plain)
    else { throw .broken(id) }
    return note
  }

  private func identifiers(in folder: String) throws(Failure) -> [RecordID] {
    try Disk.names(in: folder).filter { $0.hasSuffix(".sealed") }.compactMap { RecordID(String($0.dropLast(7))) }
      .sorted()
  }
}
