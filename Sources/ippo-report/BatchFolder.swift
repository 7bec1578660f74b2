import Edge
import Glibc
import Synchronization

/// The folder that a batch writes into, held alone: two batches cannot mix their files.
///
/// While there is a manifest, everything in it is true: it goes before the first file changes, and comes back last.
final class BatchFolder: Sendable {
  let path: String
  private let lock: Int32
  private let isChanged = Mutex(false)

  /// The name of the file that says what was made.
  let manifest: String

  /// Makes the folder where it is missing (its own folder has to exist), and takes its lock.
  init(_ path: String, manifest: String) throws {
    self.path = path
    self.manifest = manifest
    if mkdir(path, 0o700) != 0, errno != EEXIST { throw BatchFolder.trouble(path, errno) }
    lock = open(path + "/.ippo-batch.lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard lock >= 0 else { throw BatchFolder.trouble(path, errno) }
    if flock(lock, LOCK_EX | LOCK_NB) != 0 {
      let reason = errno
      close(lock)
      guard reason == EWOULDBLOCK else { throw BatchFolder.trouble(path, reason) }
      throw Trouble(
        ja: "別の一括作成が \(path) に書き出している途中です。終わってから、もう一度実行してください。",
        en: "Another batch is writing into \(path): run this again when it is done.", status: .conflict)
    }
    sweep()
  }

  deinit { close(lock) }

  /// Writes a file, whole or not at all; false where the same bytes are there already and nothing was touched.
  func put(_ bytes: [UInt8], as name: String) throws -> Bool {
    let file = path + "/" + name
    if holds(bytes, file) { return false }
    try withdraw()
    try OutputFile.write(bytes, to: file)
    return true
  }

  /// Takes the manifest away, once.
  private func withdraw() throws {
    try isChanged.withLock { isChanged in
      if isChanged { return }
      let manifest = path + "/" + self.manifest
      if unlink(manifest) != 0, errno != ENOENT { throw BatchFolder.trouble(manifest, errno) }
      isChanged = true
    }
  }

  /// Whether a regular file holds exactly these bytes; one that cannot be read does not.
  private func holds(_ bytes: [UInt8], _ file: String) -> Bool {
    let descriptor = open(file, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size == bytes.count else {
      return false
    }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var done = 0
    while done < bytes.count {
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      guard count > 0, count <= bytes.count - done, buffer[..<count] == bytes[done..<(done + count)] else {
        return false
      }
      done += count
    }
    return true
  }

  /// Removes what a batch left that was killed while it wrote; nobody else writes here while the lock is held.
  private func sweep() {
    guard let stream = opendir(path) else { return }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasPrefix("."), name.hasSuffix(".tmp") { unlink(path + "/" + name) }
    }
  }

  private static func trouble(_ path: String, _ reason: Int32) -> Trouble {
    let why = String(cString: strerror(reason))
    return Trouble(
      ja: "\(path) に書き出せません(\(why))。", en: "\(path) cannot be written to (\(why)).", status: .other)
  }
}
