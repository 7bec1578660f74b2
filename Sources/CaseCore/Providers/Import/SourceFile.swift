import Glibc

/// Files that somebody else wrote, as bytes.
enum SourceFile {
  /// A country's directories are smaller; a wrong path must not fill the memory.
  static let limit = 256 << 20

  static func bytes(_ path: String) throws(DirectoryFault) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .unreadable(path: path) }
    defer { close(file) }
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = Glibc.read(file, &buffer, buffer.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw .unreadable(path: path)
      }
      if count == 0 { return all }
      all += buffer.prefix(count)
      if all.count > limit { throw .tooLarge(limit: limit) }
    }
  }

  /// The names in a folder, in their order.
  static func names(in folder: String) throws(DirectoryFault) -> [String] {
    guard let stream = opendir(folder) else { throw .unreadable(path: folder) }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }
}
