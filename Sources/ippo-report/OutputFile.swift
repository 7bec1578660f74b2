import Edge
import Glibc

/// A report's file: whole or not there. It is written under a temporary name, synced, renamed, and the folder synced.
enum OutputFile {
  static func write(_ bytes: [UInt8], to path: String) throws {
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG { return try pour(bytes, into: path) }
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "./"
    let temporary = "\(folder).\(path.split(separator: "/").last ?? "report").\(getpid()).tmp"
    let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw trouble(path, errno) }
    let failure = put(bytes, to: file)
    guard failure == 0 else { throw abandon(file, temporary, path, failure) }
    guard fsync(file) == 0 else { throw abandon(file, temporary, path, errno) }
    guard close(file) == 0 else { throw abandon(-1, temporary, path, errno) }
    guard rename(temporary, path) == 0 else { throw abandon(-1, temporary, path, errno) }
    let handle = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard handle >= 0 else { throw trouble(path, errno) }
    defer { close(handle) }
    guard fsync(handle) == 0 else { throw trouble(path, errno) }
  }

  /// What is there is a device, a pipe or a folder: written to as it is, never replaced.
  private static func pour(_ bytes: [UInt8], into path: String) throws {
    let file = open(path, O_WRONLY | O_CLOEXEC)
    guard file >= 0 else { throw trouble(path, errno) }
    defer { close(file) }
    let failure = put(bytes, to: file)
    guard failure == 0 else { throw trouble(path, failure) }
  }

  /// Writes every byte; 0, or what the system said.
  private static func put(_ bytes: [UInt8], to file: Int32) -> Int32 {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress?.advanced(by: done), bytes.count - done) }
      if count >= 0 {
        done += count
      } else if errno != EINTR {
        return errno
      }
    }
    return 0
  }

  /// Leaves no half file behind.
  private static func abandon(_ file: Int32, _ temporary: String, _ path: String, _ reason: Int32) -> Trouble {
    if file >= 0 { close(file) }
    unlink(temporary)
    return trouble(path, reason)
  }

  private static func trouble(_ path: String, _ reason: Int32) -> Trouble {
    let why = String(cString: strerror(reason))
    return Trouble(
      ja: "\(path) に書き出せません(\(why))。途中のファイルは残していません。",
      en: "\(path) cannot be written (\(why)); no half file is left.", status: .other)
  }
}
