import Glibc

/// One command run to its end between pipes, as a script runs it.
struct Run {
  let ending: Ending
  let outputBytes: [UInt8]
  let errorBytes: [UInt8]
  let duration: Duration
  /// Whether the program closed its standard input, or ended, before it had read everything.
  let leftInputUnread: Bool

  var output: String { String(decoding: outputBytes, as: UTF8.self) }
  var errors: String { String(decoding: errorBytes, as: UTF8.self) }

  /// The value of a key in JSON that was printed, a key a line: a text without its quotes, anything else as it stands.
  func field(_ key: String) -> String? {
    for line in output.split(separator: "\n") {
      let line = line.drop { $0 == " " }
      guard line.hasPrefix("\"\(key)\": ") else { continue }
      var value = line.dropFirst(key.count + 4)
      if value.last == "," { value = value.dropLast() }
      if value.first == "\"" { value = value.dropFirst().dropLast() }
      return String(value)
    }
    return nil
  }

  /// - Parameter meanwhile: called once with the process when it has taken all of its input.
  init(
    _ arguments: [String], input: [UInt8], environment: [String: String], program: Program = .ippo,
    meanwhile: ((pid_t) throws -> Void)? = nil
  ) throws {
    let (stdin, feed) = try Program.pipe()
    let (drain, stdout) = try Program.pipe()
    let (alarm, stderr) = try Program.pipe()
    let start = ContinuousClock.now
    let process = try program.start(arguments, environment: environment, streams: [stdin, stdout, stderr])
    for end in [stdin, stdout, stderr] { close(end) }
    var exchange = Exchange(input: input, feed: feed, drains: [drain, alarm])
    // whatever goes wrong in the test, the process is gone afterwards
    defer { exchange.closeAll() }
    do {
      try exchange.run { try meanwhile?(process) }
    } catch {
      kill(process, SIGKILL)
      _ = Run.end(of: process)
      throw error
    }
    if exchange.isGivenUp { kill(process, SIGKILL) }
    ending = Run.end(of: process)
    duration = .now - start
    outputBytes = exchange.received[0]
    errorBytes = exchange.received[1]
    leftInputUnread = exchange.isRefused
  }

  static func end(of process: pid_t) -> Ending {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    return Ending(waitStatus: status)
  }
}

/// Feeds a program's standard input and reads what it writes, all at once, so that neither waits for the other.
private struct Exchange {
  private var input: ArraySlice<UInt8>
  private var feed: Int32
  private var drains: [Int32]
  private(set) var received: [[UInt8]] = [[], []]
  private(set) var isRefused = false
  private(set) var isGivenUp = false

  init(input: [UInt8], feed: Int32, drains: [Int32]) {
    self.input = input[...]
    self.feed = feed
    self.drains = drains
    // a program that reads no more is a result, not the end of the tests; the programs themselves get default signals
    signal(SIGPIPE, SIG_IGN)
    _ = fcntl(feed, F_SETFL, O_NONBLOCK)
  }

  mutating func run(whenFed: () throws -> Void) throws {
    let patience = Patience()
    while feed >= 0 || drains.contains(where: { $0 >= 0 }) {
      if feed >= 0 && input.isEmpty {
        closeFeed()
        try whenFed()
      }
      if patience.isOver {
        isGivenUp = true
        return
      }
      var ends = [pollfd(fd: feed, events: Int16(POLLOUT), revents: 0)]
      ends += drains.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      _ = poll(&ends, nfds_t(ends.count), patience.milliseconds())
      if ends[0].revents != 0 { write() }
      for at in drains.indices where ends[at + 1].revents != 0 { read(at) }
    }
  }

  private mutating func write() {
    let count = input.withUnsafeBytes { Glibc.write(feed, $0.baseAddress, min($0.count, 65536)) }
    if count >= 0 {
      input = input.dropFirst(count)
      return
    }
    if errno == EAGAIN || errno == EINTR { return }
    isRefused = true
    closeFeed()
  }

  private mutating func read(_ at: Int) {
    var buffer = [UInt8](repeating: 0, count: 65536)
    let count = Glibc.read(drains[at], &buffer, buffer.count)
    if count > 0 {
      received[at] += buffer[..<count]
      return
    }
    if count < 0 && errno == EINTR { return }
    close(drains[at])
    drains[at] = -1
  }

  private mutating func closeFeed() {
    if feed >= 0 { close(feed) }
    feed = -1
  }

  mutating func closeAll() {
    closeFeed()
    for at in drains.indices where drains[at] >= 0 {
      close(drains[at])
      drains[at] = -1
    }
  }
}
