import CTestProcess
import Glibc

/// The staff CLI of this build, as it lies beside the tests.
struct Program {
  let path: String

  /// The executable that the same build made as this bundle of tests.
  static let ippo = Program(path: folder + "/ippo")
  static let sender = Program(path: folder + "/ippo-sender")

  private static let folder: String = {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = buffer.withUnsafeMutableBytes { bytes in
      bytes.baseAddress.map { readlink("/proc/self/exe", $0.assumingMemoryBound(to: CChar.self), bytes.count) } ?? 0
    }
    let bundle = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
    return bundle.split(separator: "/").dropLast().reduce(into: "") { $0 += "/" + $1 }
  }()

  /// The system refused to start the program, or to make what it needs; the number is its `errno`.
  struct Failed: Error { let code: Int32 }

  /// A pipe that no other process of the tests inherits.
  static func pipe() throws -> (reader: Int32, writer: Int32) {
    var ends: [Int32] = [-1, -1]
    let failure = test_pipe(&ends)
    guard failure == 0 else { throw Failed(code: failure) }
    return (ends[0], ends[1])
  }

  /// Starts it with three descriptors as its streams, or with a pty's slave as its controlling terminal and all of them.
  func start(
    _ arguments: [String], environment: [String: String], streams: [Int32] = [-1, -1, -1], terminal: String? = nil
  ) throws -> pid_t {
    var process: pid_t = 0
    var argv: [UnsafeMutablePointer<CChar>?] = (["ippo"] + arguments).map { strdup($0) } + [nil]
    var envp: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (argv + envp).forEach { free($0) } }
    let failure = test_spawn(&process, path, &argv, &envp, streams, terminal)
    guard failure == 0 else { throw Failed(code: failure) }
    return process
  }
}

/// How a process ended: its exit status, or the signal.
enum Ending: Equatable, CustomStringConvertible {
  case status(Int32)
  case signal(Int32)

  init(waitStatus: Int32) {
    let signal = waitStatus & 0x7F
    self = signal == 0 ? .status((waitStatus >> 8) & 0xFF) : .signal(signal)
  }

  var description: String {
    switch self {
    case .status(let number): "\(number)"
    case .signal(let number): "signal \(number)"
    }
  }
}

/// A moment after which a test gives a process up, so that what hangs is a failed test.
struct Patience {
  private let end: ContinuousClock.Instant

  init(_ duration: Duration = .seconds(20)) { end = .now + duration }

  var isOver: Bool { end <= .now }

  /// Milliseconds left for poll(2), at most so many.
  func milliseconds(atMost limit: Int32 = 1000) -> Int32 {
    let (seconds, attoseconds) = (end - .now).components
    return Int32(max(0, min(Int64(limit), seconds * 1000 + attoseconds / 1_000_000_000_000_000)))
  }
}
