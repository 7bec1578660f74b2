import CTestProcess
import Glibc
import LineIntake
import Postgres
import TestSupport

/// The receiver of this build, running beside the tests' PostgreSQL on a port that was free.
final class ReceiverRun {
  static let secret = "channel_secret"

  /// The spool, the secret, and nothing else; gone with the object.
  let folder: String
  let port: UInt16
  private let process: pid_t
  private let output: Int32
  private var isOver = false

  struct Failed: Error, CustomStringConvertible { let description: String }

  /// A login that may do what `line_intake` may, in an office of a test.
  static func makeLogin(in office: TestOffice) throws {
    try office.omniscient().script(
      """
      create role \(office.login("line_intake")) login password '\(TestOffice.password)' in role line_intake
      """)
  }

  static func makeFolder() throws -> String {
    var template = Array("/tmp/ippo-line-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Failed(description: "no folder") }
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    try write(Array((secret + "\n").utf8), to: path + "/secret")
    return path
  }

  /// - Parameter host: another folder of sockets, where nobody listens.
  /// - Parameter mostBytes: how large a file may grow.
  init(_ office: TestOffice, folder: String, host: String? = nil, mostBytes: Int? = nil) throws {
    self.folder = folder
    var environment = [
      "PGHOST": try host ?? TestCluster.variable("IPPO_TEST_HOST"), "PGPORT": "5432", "PGDATABASE": office.name,
      "PGUSER": office.login("line_intake"), "PGPASSWORD": TestOffice.password, "LANG": "C.UTF-8", "HOME": folder,
    ]
    if let libraries = getenv("LD_LIBRARY_PATH") { environment["LD_LIBRARY_PATH"] = String(cString: libraries) }
    let program = ReceiverRun.programs + "/ippo-line"
    let serve = ["serve", "--port", "0", "--secret-file", folder + "/secret", "--spool", folder + "/spool"]
    var path = program
    var arguments = ["ippo-line"] + serve
    if let mostBytes {
      path = "/bin/sh"
      arguments =
        ["sh", "-c", "trap '' XFSZ; ulimit -f \(mostBytes / 512); exec \"$@\" 2>&-", "sh", program] + serve
    }
    var ends: [Int32] = [-1, -1]
    guard test_pipe(&ends) == 0 else { throw Failed(description: "no pipe") }
    output = ends[0]
    let errors = open(folder + "/log", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    let nothing = open("/dev/null", O_RDONLY | O_CLOEXEC)
    defer {
      close(ends[1])
      close(errors)
      close(nothing)
    }
    var argv: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    var envp: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (argv + envp).forEach { free($0) } }
    var started: pid_t = 0
    guard test_spawn(&started, path, &argv, &envp, [nothing, ends[1], errors], nil) == 0 else {
      throw Failed(description: "not started")
    }
    process = started
    guard let line = ReceiverRun.line(from: output), let digits = line.split(separator: ":").last,
      let port = UInt16(digits)
    else {
      // nobody else does, and the tests that watch for ends of their own would wait for it for ever
      kill(started, SIGKILL)
      var status: Int32 = 0
      waitpid(started, &status, 0)
      throw Failed(description: "it says no port; its log: \(ReceiverRun.read(folder + "/log"))")
    }
    self.port = port
  }

  deinit {
    if !isOver { kill(process, SIGKILL) }
    var status: Int32 = 0
    if !isOver { waitpid(process, &status, 0) }
    close(output)
  }

  /// Its own log so far.
  var log: String { ReceiverRun.read(folder + "/log") }

  /// Ends it by a signal and gives its exit status, or nil where the signal did.
  @discardableResult
  func end(by signal: Int32 = SIGTERM) -> Int32? {
    kill(process, signal)
    var status: Int32 = 0
    waitpid(process, &status, 0)
    isOver = true
    return status & 0x7F == 0 ? status >> 8 & 0xFF : nil
  }

  /// A POST with its signature; the status of the answer.
  func post(_ body: String, signature: String? = nil) throws -> Int {
    try post(Array(body.utf8), signature: signature)
  }

  func post(_ body: [UInt8], signature: String? = nil) throws -> Int {
    ReceiverRun.status(of: try exchange(try ReceiverRun.request(body, signature: signature)))
  }

  static func request(_ body: [UInt8], signature: String? = nil) throws -> [UInt8] {
    let signed = try signature ?? ReceiverRun.sign(body)
    return Array(
      "POST /line/webhook HTTP/1.1\r\nHost: x\r\nX-Line-Signature: \(signed)\r\nContent-Length: \(body.count)\r\n\r\n"
        .utf8) + body
  }

  /// A GET; status and body.
  func get(_ path: String) throws -> (status: Int, text: String) {
    let answer = try exchange(Array("GET \(path) HTTP/1.1\r\nHost: x\r\n\r\n".utf8))
    guard let gap = answer.firstRange(of: "\r\n\r\n") else { return (ReceiverRun.status(of: answer), "") }
    return (ReceiverRun.status(of: answer), String(answer[gap.upperBound...]))
  }

  /// Asks for its health until it is well and nothing waits in its spool, where a slow machine may have put something.
  func isWell() throws -> Bool {
    let end = ContinuousClock.now + .seconds(30)
    while ContinuousClock.now < end {
      if try get("/healthz").text.contains(#""status":"ok""#) { return true }
      poll(nil, 0, 50)
    }
    return false
  }

  static func sign(_ body: [UInt8]) throws -> String {
    guard let secret = ChannelSecret(Array(secret.utf8)) else { return "" }
    return try secret.signature(of: body)
  }

  static func status(of answer: String) -> Int { Int(answer.split(separator: " ").dropFirst().first ?? "") ?? 0 }

  /// Sends bytes and reads until the answer is whole or the other side closes.
  func exchange(_ bytes: [UInt8], thenClose: Bool = false) throws -> String {
    let wire = try connection()
    defer { close(wire) }
    var sent = 0
    while sent < bytes.count {
      // who is refused half-way has closed: its answer is read all the same
      let count = bytes.withUnsafeBytes { send(wire, $0.baseAddress?.advanced(by: sent), bytes.count - sent, 0x4000) }
      if count <= 0 { break }
      sent += count
    }
    if thenClose { shutdown(wire, Int32(SHUT_WR)) }
    return ReceiverRun.answer(from: wire)
  }

  func connection() throws -> Int32 {
    let wire = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | 0o2000000, 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let connected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(wire, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard connected == 0 else { throw Failed(description: "nobody listens; its log: \(log)") }
    return wire
  }

  /// Until the body is as long as it says, or nothing more comes for half a minute.
  static func answer(from wire: Int32) -> String {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 16384)
    while true {
      let text = String(decoding: bytes, as: UTF8.self)
      if let gap = text.firstRange(of: "\r\n\r\n") {
        let head = text[..<gap.lowerBound].lowercased()
        let length = head.split(separator: "\r\n").first { $0.hasPrefix("content-length:") }
          .flatMap { Int($0.dropFirst(15).filter { $0 != " " }) }
        if let length, text[gap.upperBound...].utf8.count >= length { return text }
      }
      var ready = pollfd(fd: wire, events: Int16(POLLIN), revents: 0)
      guard poll(&ready, 1, 30_000) == 1 else { return text }
      let count = recv(wire, &buffer, buffer.count, 0)
      if count <= 0 { return text }
      bytes += buffer.prefix(count)
    }
  }

  private static let programs: String = {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = buffer.withUnsafeMutableBytes { bytes in
      bytes.baseAddress.map { readlink("/proc/self/exe", $0.assumingMemoryBound(to: CChar.self), bytes.count) } ?? 0
    }
    return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self).split(separator: "/").dropLast()
      .reduce(into: "") { $0 += "/" + $1 }
  }()

  private static func line(from pipe: Int32) -> String? {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while true {
      var ready = pollfd(fd: pipe, events: Int16(POLLIN), revents: 0)
      guard poll(&ready, 1, 30_000) == 1, Glibc.read(pipe, &byte, 1) == 1 else { return nil }
      if byte == 0x0A { return String(decoding: bytes, as: UTF8.self) }
      bytes.append(byte)
    }
  }

  static func read(_ path: String) -> String {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return "" }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = Glibc.read(file, &buffer, buffer.count)
      if count <= 0 { return String(decoding: bytes, as: UTF8.self) }
      bytes += buffer.prefix(count)
    }
  }

  static func write(_ bytes: [UInt8], to path: String) throws {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard file >= 0, Glibc.write(file, bytes, bytes.count) == bytes.count, close(file) == 0 else {
      throw Failed(description: "cannot write \(path)")
    }
  }
}
