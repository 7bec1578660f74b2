import Glibc

/// The few file calls of the outbox: private, synced, never through a link.
enum Disk {
  /// Whether a path is a folder of the owner's own, not a link to one; anything else that is there is refused.
  static func isFolder(_ path: String) throws(Outbox.Failure) -> Bool {
    var status = stat()
    guard lstat(path, &status) == 0 else { return false }
    guard status.st_mode & S_IFMT == S_IFDIR, status.st_uid == geteuid() else { throw failure(path, ENOTDIR) }
    return true
  }

  /// Makes a folder and those above it, for the owner alone; all of them are synced into their parents.
  ///
  /// Those that are there are synced too: whoever made them may have been ended before that.
  static func makeFolder(_ path: String) throws(Outbox.Failure) {
    if try !isFolder(path) {
      let above = parent(of: path)
      if !above.isEmpty, access(above, F_OK) != 0 { try makeFolder(above) }
      guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw failure(path, errno) }
    }
    // upwards as far as the folders are the owner's: nobody else's was made here
    var here = path
    var status = stat()
    repeat {
      here = parent(of: here)
      guard !here.isEmpty, access(here, R_OK) == 0 else { return }
      try sync(folder: here)
    } while stat(here, &status) == 0 && status.st_uid == geteuid()
  }

  private static func parent(of path: String) -> String {
    String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
  }

  /// Writes a new file whole or not at all: a temporary one is synced, given its name, and the folder synced.
  ///
  /// - Returns: false where a file is there already; it stays as it is.
  @discardableResult
  static func create(_ path: String, holding bytes: [UInt8], in folder: String) throws(Outbox.Failure) -> Bool {
    let temporary = "\(folder)/\(unfinished)\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
    let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { throw failure(temporary, errno) }
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { write(file, $0.baseAddress?.advanced(by: written), bytes.count - written) }
      if count < 0 {
        if errno == EINTR { continue }
        throw abandon(file, temporary, errno)
      }
      written += count
    }
    guard fsync(file) == 0 else { throw abandon(file, temporary, errno) }
    guard close(file) == 0 else { throw abandon(-1, temporary, errno) }
    // a link, unlike a rename, never replaces what is there
    let linked = link(temporary, path) == 0
    let reason = errno
    unlink(temporary)
    guard linked || reason == EEXIST else { throw failure(path, reason) }
    do throws(Outbox.Failure) {
      try sync(folder: folder)
    } catch {
      // who is told that it failed writes it again: what is half there would be sent as well
      if linked { unlink(path) }
      throw error
    }
    return linked
  }

  /// Puts a file in the place of one that may be there, whole or not at all; what is `durable` outlasts a power cut, what is
  /// not outlasts the process.
  static func replace(
    _ path: String, with bytes: [UInt8], in folder: String, durable: Bool
  ) throws(Outbox.Failure) {
    let temporary = "\(folder)/\(unfinished)\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
    let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { throw failure(temporary, errno) }
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { write(file, $0.baseAddress?.advanced(by: written), bytes.count - written) }
      if count < 0 {
        if errno == EINTR { continue }
        throw abandon(file, temporary, errno)
      }
      written += count
    }
    if durable, fsync(file) != 0 { throw abandon(file, temporary, errno) }
    guard close(file) == 0 else { throw abandon(-1, temporary, errno) }
    guard rename(temporary, path) == 0 else { throw abandon(-1, temporary, errno) }
    if durable { try sync(folder: folder) }
  }

  /// How the name of a file begins that is being written; the number of the process that writes it follows.
  private static let unfinished = ".new-"

  /// Removes what processes left that were ended while they wrote.
  static func sweep(_ folder: String) throws(Outbox.Failure) {
    for name in try names(in: folder) where name.hasPrefix(unfinished) {
      let digits = name.dropFirst(unfinished.count).prefix { $0 != "-" }
      // a number that was given to somebody else meanwhile keeps its file until the next time
      guard let process = pid_t(digits), process > 0, kill(process, 0) != 0, errno == ESRCH else { continue }
      guard unlink("\(folder)/\(name)") == 0 || errno == ENOENT else { throw failure(name, errno) }
    }
  }

  private static func abandon(_ file: Int32, _ path: String, _ reason: Int32) -> Outbox.Failure {
    if file >= 0 { close(file) }
    unlink(path)
    return failure(path, reason)
  }

  /// The bytes of a file that belongs to the owner and that nobody else can read; nil where it is not there.
  static func readPrivate(_ path: String) throws(Outbox.Failure) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard file >= 0 else {
      if errno == ENOENT { return nil }
      throw failure(path, errno)
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_uid == geteuid(), status.st_mode & 0o077 == 0 else {
      throw failure(path, EPERM)
    }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = read(file, &buffer, buffer.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw failure(path, errno)
      }
      if count == 0 { return bytes }
      bytes += buffer.prefix(count)
    }
  }

  static func names(in folder: String) throws(Outbox.Failure) -> [String] {
    guard let stream = opendir(folder) else { throw failure(folder, errno) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        })
    }
    return names.sorted()
  }

  static func remove(_ path: String, in folder: String) throws(Outbox.Failure) {
    guard unlink(path) == 0 || errno == ENOENT else { throw failure(path, errno) }
    try sync(folder: folder)
  }

  /// Moves a file to another folder; there is no moment at which a power cut could take it from both.
  ///
  /// A rename changes two folders, and the second may reach the disk before the first. So the new name comes first and is
  /// synced; a file that is in both is moved again.
  static func move(
    _ path: String, in folder: String, to target: String, in targetFolder: String
  ) throws(Outbox.Failure) {
    guard link(path, target) == 0 || errno == EEXIST else { throw failure(path, errno) }
    try sync(folder: targetFolder)
    try remove(path, in: folder)
  }

  private static func sync(folder: String) throws(Outbox.Failure) {
    let handle = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard handle >= 0 else { throw failure(folder, errno) }
    defer { close(handle) }
    guard fsync(handle) == 0 else { throw failure(folder, errno) }
  }

  private static func failure(_ path: String, _ reason: Int32) -> Outbox.Failure {
    .system(what: path, errno: reason)
  }
}
