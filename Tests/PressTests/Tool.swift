import CTestProcess
import Glibc

/// A program that reads a PDF, or makes one, run to its end.
enum Tool {
  struct Failed: Error { let what: String }

  /// A folder of the test's own, gone with it.
  final class Folder {
    let path: String

    init() throws {
      var template = Array("/tmp/ippo-press.XXXXXX".utf8CString)
      guard mkdtemp(&template) != nil else { throw Failed(what: "mkdtemp") }
      path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    // a folder left in /tmp breaks no test
    deinit { _ = try? Tool.run("/bin/rm", ["-rf", path]) }

    func write(_ bytes: [UInt8], _ name: String) throws -> String {
      let file = open("\(path)/\(name)", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
      guard file >= 0 else { throw Failed(what: name) }
      defer { close(file) }
      guard Glibc.write(file, bytes, bytes.count) == bytes.count else { throw Failed(what: name) }
      return "\(path)/\(name)"
    }
  }

  /// The folder of this build's programs.
  static let programs: String = {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = buffer.withUnsafeMutableBytes { bytes in
      bytes.baseAddress.map { readlink("/proc/self/exe", $0.assumingMemoryBound(to: CChar.self), bytes.count) } ?? 0
    }
    let bundle = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
    return bundle.split(separator: "/").dropLast().reduce(into: "") { $0 += "/" + $1 }
  }()

  /// What it prints and how it ends; both streams go to one file, so that nothing waits for a reader.
  @discardableResult
  static func run(
    _ path: String, _ arguments: [String], environment: [String: String] = ["LC_ALL": "C.UTF-8"],
    terminal: String? = nil
  ) throws -> (status: Int32, output: String) {
    let output = open("/tmp", 0o20200000 | O_RDWR | O_CLOEXEC, 0o600)
    guard output >= 0 else { throw Failed(what: "O_TMPFILE") }
    defer { close(output) }
    let nothing = open("/dev/null", O_RDONLY | O_CLOEXEC)
    defer { close(nothing) }
    var process: pid_t = 0
    var argv: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
    var envp: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (argv + envp).forEach { free($0) } }
    guard test_spawn(&process, path, &argv, &envp, [nothing, output, output], terminal) == 0 else {
      throw Failed(what: path)
    }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    guard status & 0x7F == 0 else { throw Failed(what: "\(path) ended by a signal") }
    return ((status >> 8) & 0xFF, String(decoding: try read(output), as: UTF8.self))
  }

  static func bytes(of path: String) throws -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw Failed(what: path) }
    defer { close(file) }
    return try read(file)
  }

  private static func read(_ file: Int32) throws -> [UInt8] {
    lseek(file, 0, SEEK_SET)
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = Glibc.read(file, &buffer, buffer.count)
      if count < 0 { throw Failed(what: "read") }
      if count == 0 { return all }
      all += buffer.prefix(count)
    }
  }
}
