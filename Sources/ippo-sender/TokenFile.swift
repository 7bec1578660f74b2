import Edge
import Glibc

/// The channel's access token: a file that nobody but its owner may read, never an argument or a variable.
enum TokenFile {
  static func read(_ path: String) throws -> String {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw unusable(path) }
    defer { close(file) }
    var facts = stat()
    // a service manager's credentials belong to root and are readable by the service's group alone
    guard fstat(file, &facts) == 0, facts.st_mode & 0o037 == 0, facts.st_size < 4096 else { throw unusable(path) }
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = Glibc.read(file, &buffer, buffer.count)
    guard count > 0 else { throw unusable(path) }
    var bytes = buffer[..<count]
    while let last = bytes.last, last == 0x0A || last == 0x0D { bytes.removeLast() }
    // it stands in a header's line
    guard !bytes.isEmpty, bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { throw unusable(path) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func unusable(_ path: String) -> Trouble {
    Trouble(
      ja: "トークンのファイル \(path) を使えません(本人だけが読めるファイルに、トークンを1行で置いてください)。",
      en: "The token file \(path) cannot be used: one line, in a file that its owner alone can read.", status: .usage)
  }

  /// Plain http would show the token and the words to whoever listens, so it goes no further than this machine.
  static func isFit(base: String) -> Bool {
    let isOpen = ["http://127.0.0.1:", "http://localhost:", "http://[::1]:"].contains { base.hasPrefix($0) }
    return (base.hasPrefix("https://") && base.utf8.count > 8 || isOpen) && base.last != "/"
  }
}
