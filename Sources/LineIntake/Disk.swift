import Glibc

/// The few file calls of the spool: private, synced, never through a link.
enum Disk {
  struct Failure: Error, Sendable {
    let errno: Int32
  }

  /// Makes a folder for the owner alone, and those above it; one that is there is made private. The names that lead to it are synced
  /// even where they were there: whoever made them may have died before the sync.
  static func makeFolder(_ path: String) throws(Failure) {
    var status = stat()
    if lstat(path, &status) != 0 {
      let above = parent(of: path)
      if access(above, F_OK) != 0 { try makeFolder(above) }
      guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw Failure(errno: errno) }
    }
    guard lstat(path, &status) == 0 else { throw Failure(errno: errno) }
    guard status.st_mode & S_IFMT == S_IFDIR, status.st_uid == geteuid() else { throw Failure(errno: ENOTDIR) }
    guard status.st_mode & 0o077 == 0 || chmod(path, 0o700) == 0 else { throw Failure(errno: errno) }
    var folder = path
    while parent(of: folder) != folder {
      folder = parent(of: folder)
      // a folder that cannot be read is nobody's who made this one
      if access(folder, R_OK) == 0 { try sync(folder: folder) }
    }
  }

  private static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Writes a file whole or not at all, over whatever has that name: a temporary one is synced, renamed, the folder synced.
  static func write(_ bytes: [UInt8], to name: String, in folder: String) throws(Failure) {
    let temporary = "\(folder)/.new-\(name)"
    let file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { throw Failure(errno: errno) }
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(file, $0.baseAddress?.advanced(by: written), bytes.count - written)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw abandon(file, temporary, errno)
      }
      written += count
    }
    guard fsync(file) == 0 else { throw abandon(file, temporary, errno) }
    guard close(file) == 0 else { throw abandon(-1, temporary, errno) }
    guard rename(temporary, "\(folder)/\(name)") == 0 else { throw abandon(-1, temporary, errno) }
    try sync(folder: folder)
  }

  private static func abandon(_ file: Int32, _ path: String, _ reason: Int32) -> Failure {
    if file >= 0 { close(file) }
    unlink(path)
    return Failure(errno: reason)
  }

  static func read(_ path: String) throws(Failure) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard file >= 0 else { throw Failure(errno: errno) }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = Glibc.read(file, &buffer, buffer.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw Failure(errno: errno)
      }
      if count == 0 { return bytes }
      bytes += buffer.prefix(count)
    }
  }

  static func names(in folder: String) throws(Failure) -> [String] {
    guard let stream = opendir(folder) else { throw Failure(errno: errno) }
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

  static func remove(_ names: [String], in folder: String) throws(Failure) {
    for name in names {
      guard unlink("\(folder)/\(name)") == 0 || errno == ENOENT else { throw Failure(errno: errno) }
    }
    try sync(folder: folder)
  }

  static func sync(folder: String) throws(Failure) {
    let handle = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard handle >= 0 else { throw Failure(errno: errno) }
    defer { close(handle) }
    guard fsync(handle) == 0 else { throw Failure(errno: errno) }
  }
}
