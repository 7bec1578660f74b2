import Glibc

extension SchemaSource {
  /// A file of `sql/` that cannot be read or whose name does not fit.
  public struct Unreadable: Error, Sendable {
    public let path: String
    public init(path: String) { self.path = path }
  }

  /// Reads the whole folder; a file whose name does not fit is an error, so that none is forgotten.
  public init(folder root: String) throws {
    var migrations: [Migration] = []
    for name in try SchemaSource.names(in: root + "/migrations") {
      guard name.hasSuffix(".sql"), name.utf8.count > 9, let version = Int(name.prefix(4)),
        name.dropFirst(4).first == "_"
      else { throw Unreadable(path: name) }
      migrations.append(
        Migration(
          version: version, name: String(name.dropFirst(5).dropLast(4)),
          text: try SchemaSource.text(root + "/migrations/" + name)))
    }
    self.init(
      migrations: migrations, codes: try SchemaSource.files(root, below: "codes"),
      code: try SchemaSource.files(root, below: "code"))
  }

  private static func files(_ root: String, below folder: String) throws -> [File] {
    var found: [File] = []
    for name in try names(in: root + "/" + folder) {
      let path = folder + "/" + name
      if name.hasSuffix(".sql") {
        found.append(File(path: path, text: try text(root + "/" + path)))
      } else {
        found += try files(root, below: path)
      }
    }
    return found
  }

  private static func names(in folder: String) throws -> [String] {
    guard let stream = opendir(folder) else { throw Unreadable(path: folder) }
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

  private static func text(_ path: String) throws -> String {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw Unreadable(path: path) }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = Glibc.read(file, &buffer, buffer.count)
      if count < 0 { throw Unreadable(path: path) }
      if count == 0 { break }
      bytes += buffer.prefix(count)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw Unreadable(path: path) }
    return text
  }
}
