import Glibc

/// A home of the test's own: no password file, no service file, no outbox of the developer's. Gone after the test.
final class Home: Sendable {
  let path: String

  init() throws {
    var template = Array("/tmp/ippo-home-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Program.Failed(code: errno) }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit {
    for entry in Home.entries(below: path).reversed() { remove(entry.path) }
    rmdir(path)
  }

  /// Everything in it, folders before what is in them, with the permissions of each.
  var entries: [(path: String, isFolder: Bool, mode: UInt32)] { Home.entries(below: path) }

  private static func entries(below folder: String) -> [(path: String, isFolder: Bool, mode: UInt32)] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var found: [(path: String, isFolder: Bool, mode: UInt32)] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name == "." || name == ".." { continue }
      let path = folder + "/" + name
      var status = stat()
      guard lstat(path, &status) == 0 else { continue }
      let isFolder = status.st_mode & S_IFMT == S_IFDIR
      found.append((path, isFolder, status.st_mode & 0o777))
      if isFolder { found += entries(below: path) }
    }
    return found
  }
}
