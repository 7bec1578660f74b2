import Glibc

/// A program run to its end, without a shell. Nothing of its input and output touches a disk.
enum Subprocess {
  struct Ended {
    let status: Int32
    let output: String
    let errors: String
  }

  /// What every program of PostgreSQL gets: nothing of the caller's own settings, and messages in plain English, because we
  /// look for words in them.
  static func plainEnvironment(of user: SystemUser) -> [String: String] {
    [
      "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C", "PGCLIENTENCODING": "UTF8",
      "HOME": user.home,
    ]
  }

  /// Runs `path` as `user`: as oneself, or by root through `runuser`. Standard input is `input` alone; no other
  /// descriptor, signal setting or working directory of ours is handed down.
  static func run(_ path: String, _ arguments: [String], input: String = "", as user: SystemUser) throws -> Ended {
    let environment = plainEnvironment(of: user)
    if geteuid() == 0 && !user.isRoot {
      let asUser = ["-u", user.name, "--", path] + arguments
      return try run("/usr/sbin/runuser", asUser, input: input, environment: environment)
    }
    return try run(path, arguments, input: input, environment: environment)
  }

  static func run(
    _ path: String, _ arguments: [String], input: String = "", environment: [String: String]
  ) throws -> Ended {
    var toInput = try Channel.toStandardInput()
    var fromOutput = try Channel.pipe()
    var fromErrors = try Channel.pipe()
    defer {
      toInput.close()
      fromOutput.close()
      fromErrors.close()
    }

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (target, end) in [toInput.theirs, fromOutput.theirs, fromErrors.theirs].enumerated() {
      posix_spawn_file_actions_adddup2(&actions, end, Int32(target))
    }
    // What our caller left open, a lock perhaps, must not live on in a server. Closing twice is no error here.
    for inherited in File.names(in: "/proc/self/fd").compactMap({ Int32($0) }) where inherited > 2 {
      posix_spawn_file_actions_addclose(&actions, inherited)
    }

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

    // `env -C` because a server must not stay in the caller's folder, and another user may not be able to enter it.
    var words: [UnsafeMutablePointer<CChar>?] = (["env", "-C", "/", path] + arguments).map { strdup($0) } + [nil]
    var settings: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { for pointer in words + settings { free(pointer) } }
    var pid: pid_t = 0
    let failed = posix_spawn(&pid, "/usr/bin/env", &actions, &attributes, &words, &settings)
    guard failed == 0 else { throw File.trouble("/usr/bin/env", failed) }

    toInput.closeTheirs()
    fromOutput.closeTheirs()
    fromErrors.closeTheirs()

    var rest = Array(input.utf8)[...]
    var output: [UInt8] = []
    var errors: [UInt8] = []
    while fromOutput.ours >= 0 || fromErrors.ours >= 0 {
      if rest.isEmpty { toInput.close() }
      var waiting = [
        pollfd(fd: toInput.ours, events: Int16(POLLOUT), revents: 0),
        pollfd(fd: fromOutput.ours, events: Int16(POLLIN), revents: 0),
        pollfd(fd: fromErrors.ours, events: Int16(POLLIN), revents: 0),
      ]
      if poll(&waiting, 3, -1) < 0 {
        if errno == EINTR { continue }
        throw File.trouble(path, errno)
      }
      if waiting[0].revents != 0, !toInput.send(&rest) { rest = [] }  // it has ended without reading all
      if waiting[1].revents != 0 { fromOutput.receive(into: &output) }
      if waiting[2].revents != 0 { fromErrors.receive(into: &errors) }
    }

    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0 {
      if errno != EINTR { throw File.trouble(path, errno) }
    }
    // The low seven bits say which signal ended it; 0 means that it ended by itself, with the status in the next byte.
    let code = status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f)
    return Ended(
      status: code, output: String(decoding: output, as: UTF8.self), errors: String(decoding: errors, as: UTF8.self))
  }
}

/// The two ends of a stream between this program and one that it runs; -1 when closed.
private struct Channel {
  private(set) var ours: Int32
  private(set) var theirs: Int32

  /// A socket, because writing to a pipe that nobody reads would end this program.
  static func toStandardInput() throws -> Channel {
    var ends: [Int32] = [-1, -1]
    guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0 else {
      throw File.trouble("socketpair", errno)
    }
    return Channel(ours: try raised(ends[0]), theirs: try raised(ends[1]))
  }

  static func pipe() throws -> Channel {
    var ends: [Int32] = [-1, -1]
    guard Glibc.pipe(&ends) == 0 else { throw File.trouble("pipe", errno) }
    return Channel(ours: try raised(ends[0]), theirs: try raised(ends[1]))
  }

  /// The descriptor, not handed down by itself, and never 0, 1 or 2, which are free when our caller closed them.
  private static func raised(_ low: Int32) throws -> Int32 {
    let high = fcntl(low, F_DUPFD, 3)
    Glibc.close(low)
    guard high >= 0, fcntl(high, F_SETFD, FD_CLOEXEC) == 0 else { throw File.trouble("pipe", errno) }
    return high
  }

  /// Sends what fits; false when the other end is closed.
  func send(_ bytes: inout ArraySlice<UInt8>) -> Bool {
    let count = bytes.withUnsafeBytes {
      Glibc.send(ours, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL | MSG_DONTWAIT))
    }
    if count > 0 { bytes = bytes.dropFirst(count) }
    return count > 0 || errno == EAGAIN || errno == EINTR
  }

  /// Takes what is there; closes our end when there will be no more.
  mutating func receive(into bytes: inout [UInt8]) {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = buffer.withUnsafeMutableBytes { read(ours, $0.baseAddress, $0.count) }
    if count > 0 {
      bytes += buffer.prefix(count)
    } else if count == 0 || errno != EINTR {
      Glibc.close(ours)
      ours = -1
    }
  }

  mutating func closeTheirs() {
    if theirs >= 0 { Glibc.close(theirs) }
    theirs = -1
  }

  mutating func close() {
    closeTheirs()
    if ours >= 0 { Glibc.close(ours) }
    ours = -1
  }
}
