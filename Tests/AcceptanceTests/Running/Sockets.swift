import Glibc
import Synchronization
import TestSupport

/// A folder of the test's own with a Unix socket in it that looks like PostgreSQL's.
final class SocketFolder: Sendable {
  let path: String
  /// The listening socket.
  let listener: Int32

  /// Listens, so that whoever connects is let in; unless somebody accepts, nobody ever answers.
  init() throws {
    var template = Array("/tmp/ippo-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Program.Failed(code: errno) }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | 0o2000000, 0)  // SOCK_CLOEXEC
    let bound = try SocketFolder.address(path + "/.s.PGSQL.5432") { bind(listener, $0, $1) }
    if bound != 0 || listen(listener, 8) != 0 { throw Program.Failed(code: errno) }
  }

  /// Runs a body beside a socket that lets everybody in and never answers.
  static func silent<R>(_ body: (SocketFolder) throws -> R) throws -> R {
    let folder = try SocketFolder()
    return try withExtendedLifetime(folder) { try body(folder) }
  }

  /// Waits until somebody has connected; false when nobody does.
  func waitForVisitor() -> Bool {
    var waiting = pollfd(fd: listener, events: Int16(POLLIN), revents: 0)
    return poll(&waiting, 1, 10_000) == 1
  }

  deinit {
    close(listener)
    unlink(path + "/.s.PGSQL.5432")
    rmdir(path)
  }

  /// A connection to the test server's socket.
  static func connectToServer() throws -> Int32 {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | 0o2000000, 0)
    let result = try address(TestCluster.variable("IPPO_TEST_HOST") + "/.s.PGSQL.5432") { connect(descriptor, $0, $1) }
    guard result == 0 else {
      close(descriptor)
      throw Program.Failed(code: errno)
    }
    return descriptor
  }

  private static func address<R>(
    _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> R
  ) throws -> R {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let room = MemoryLayout.size(ofValue: address.sun_path)
    guard path.utf8.count < room else { throw Program.Failed(code: ENAMETOOLONG) }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
    }
  }
}

/// Stands between a program and the server, and hangs up when the server answers a statement that holds a word: the server
/// has carried it out, and the program never hears of it.
final class LostAnswer: Sendable {
  let folder: SocketFolder
  private let word: [UInt8]
  private let isDone = Mutex(false)

  init(to word: String) throws {
    folder = try SocketFolder()
    self.word = Array(word.utf8)
    var thread = pthread_t()
    pthread_create(
      &thread, nil,
      { pointer in
        if let pointer { Unmanaged<LostAnswer>.fromOpaque(pointer).takeRetainedValue().relay() }
        return nil
      }, Unmanaged.passRetained(self).toOpaque())
    pthread_detach(thread)
  }

  /// Whether an answer was lost.
  var hasLost: Bool { isDone.withLock { $0 } }

  private func relay() {
    guard folder.waitForVisitor() else { return }
    let program = accept(folder.listener, nil, nil)
    defer { close(program) }
    guard program >= 0, let server = try? SocketFolder.connectToServer() else { return }
    defer { close(server) }
    var said: [UInt8] = []
    while true {
      var ends = [program, server].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      guard poll(&ends, 2, 10_000) > 0 else { return }
      if ends[0].revents != 0 {
        guard let bytes = pass(from: program, to: server) else { return }
        said += bytes
      } else if said.firstRange(of: word) != nil {
        return isDone.withLock { $0 = true }
      } else if pass(from: server, to: program) == nil {
        return
      }
    }
  }

  private func pass(from: Int32, to: Int32) -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 65536)
    let count = recv(from, &buffer, buffer.count, 0)
    guard count > 0 else { return nil }
    var rest = buffer[..<count]
    while !rest.isEmpty {
      let sent = rest.withUnsafeBytes { send(to, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard sent > 0 else { return nil }
      rest = rest.dropFirst(sent)
    }
    return Array(buffer[..<count])
  }
}
