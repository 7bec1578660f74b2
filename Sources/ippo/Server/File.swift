import Edge
import Glibc

/// The few things the server's folder needs from the file system. Every failure is a `Trouble` that names the path.
enum File {
  struct Facts {
    let owner: uid_t
    let mode: mode_t

    var isFolder: Bool { mode & S_IFMT == S_IFDIR }
    var isFile: Bool { mode & S_IFMT == S_IFREG }
    /// Whether somebody besides the owner may write to it.
    var isWritableByOthers: Bool { mode & 0o022 != 0 }
  }

  /// Nil when there is nothing; a symbolic link is told as itself.
  static func facts(_ path: String) throws -> Facts? {
    var found = stat()
    if lstat(path, &found) == 0 { return Facts(owner: found.st_uid, mode: found.st_mode) }
    if errno == ENOENT || errno == ENOTDIR { return nil }
    throw trouble(path, errno)
  }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Absolute, without symbolic links; nil when there is nothing.
  static func resolved(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  /// Where a symbolic link points, nil when that may not be known.
  static func link(_ path: String) -> String? {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink(path, &buffer, buffer.count)
    return count > 0 ? String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self) : nil
  }

  static func names(in folder: String) -> [String] {
    guard let open = opendir(folder) else { return [] }
    defer { closedir(open) }
    var names: [String] = []
    while let entry = readdir(open) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names
  }

  /// A whole text file; nil when there is none. Does not follow a symbolic link in the last place.
  static func text(_ path: String) throws -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    if descriptor < 0 {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw trouble(path, errno)
    }
    defer { close(descriptor) }
    return String(decoding: try bytes(from: descriptor, called: path), as: UTF8.self)
  }

  static func bytes(from descriptor: Int32, called path: String) throws -> [UInt8] {
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count == 0 { return all }
      if count < 0 {
        if errno == EINTR { continue }
        if errno == ESRCH { return all }  // in /proc: the process has ended
        throw trouble(path, errno)
      }
      all += buffer.prefix(count)
    }
  }

  static func write(_ text: String, to descriptor: Int32, called path: String) throws {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        throw trouble(path, errno)
      }
      rest = rest.dropFirst(count)
    }
  }

  /// Puts the text in the file's place in one step, on the disk before it returns: whoever reads sees the old or the new.
  static func replace(_ path: String, with text: String, mode: mode_t, owner: SystemUser? = nil) throws {
    let fresh = "\(path).new-\(getpid())"
    unlink(fresh)
    let descriptor = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
    guard descriptor >= 0 else { throw trouble(path, errno) }
    do {
      defer { close(descriptor) }
      try write(text, to: descriptor, called: path)
      if let owner, geteuid() == 0, fchown(descriptor, owner.uid, owner.gid) != 0 { throw trouble(path, errno) }
      if fchmod(descriptor, mode) != 0 || fsync(descriptor) != 0 { throw trouble(path, errno) }
    } catch {
      unlink(fresh)
      throw error
    }
    if rename(fresh, path) != 0 {
      let code = errno
      unlink(fresh)
      throw trouble(path, code)
    }
    try settle(folder(of: path))
  }

  /// Makes the folder's entries durable.
  static func settle(_ folder: String) throws {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw trouble(folder, errno) }
    defer { close(descriptor) }
    if fsync(descriptor) != 0 { throw trouble(folder, errno) }
  }

  /// Makes one folder with exactly this mode; what stands there already must be a folder of the owner's that nobody else
  /// may write to.
  static func makeFolder(_ path: String, mode: mode_t, owner: SystemUser) throws {
    if mkdir(path, mode) == 0 {
      if geteuid() == 0, chown(path, owner.uid, owner.gid) != 0 { throw trouble(path, errno) }
      if chmod(path, mode) != 0 { throw trouble(path, errno) }
      return
    }
    guard errno == EEXIST else { throw trouble(path, errno) }
    guard let facts = try facts(path), facts.isFolder else { throw trouble(path, ENOTDIR) }
    guard facts.owner == owner.uid, !facts.isWritableByOthers else {
      throw Trouble.server(
        "\(path) は \(SystemUser.name(of: facts.owner)) さんのものか、ほかの人が書き込めるため使えません。",
        "\(path) belongs to \(SystemUser.name(of: facts.owner)), or others may write to it, so it cannot be used.")
    }
  }

  /// Makes a folder and those above it.
  static func makeFolders(_ path: String, mode: mode_t) throws {
    if mkdir(path, mode) == 0 || errno == EEXIST { return }
    guard errno == ENOENT, path != "/" else { throw trouble(path, errno) }
    try makeFolders(folder(of: path), mode: mode)
    if mkdir(path, mode) != 0 && errno != EEXIST { throw trouble(path, errno) }
  }

  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  static func trouble(_ path: String, _ code: Int32) -> Trouble {
    switch code {
    case ENOSPC, EDQUOT:
      .server(
        "ディスクがいっぱいで、\(path) に書き込めません。空きを作ってから、もう一度実行してください。",
        "The disk is full: \(path) cannot be written. Make room and try again.")
    case EACCES, EPERM, EROFS:
      .server(
        "\(path) を読み書きできません。フォルダーの持ち主と権限を確かめるか、IPPO_HOME で別の場所を指定してください。",
        "\(path) cannot be read or written. Check the folder's owner and permissions, or name another with IPPO_HOME.")
    default:
      .server(
        "\(path) を使えません: \(String(cString: strerror(code)))",
        "\(path) cannot be used: \(String(cString: strerror(code)))")
    }
  }
}
