package import CaseCore
import Glibc
package import Paper
import Postgres
package import Terminal

/// Where a command is run: language, clock, terminal and environment, all of them given, none looked up on the way.
package struct Desk: Sendable {
  package let lang: Language
  package let console: Console
  package let environment: [String: String]
  /// The absolute path of this program.
  package let executable: String
  package let clock: @Sendable () -> Instant

  package init(
    lang: Language, console: Console, environment: [String: String], executable: String,
    clock: @escaping @Sendable () -> Instant
  ) {
    self.lang = lang
    self.console = console
    self.environment = environment
    self.executable = executable
    self.clock = clock
  }

  /// The process's own desk.
  package static let standard: Desk = {
    let environment = Desk.processEnvironment()
    return Desk(
      lang: Speech.language(arguments: CommandLine.arguments, environment: environment),
      console: Console(
        columns: environment["COLUMNS"], noColour: environment["NO_COLOR"], term: environment["TERM"]),
      environment: environment,
      executable: Desk.executablePath(),
      clock: Desk.systemClock)
  }()

  package var now: Instant { clock() }
  package var today: CalendarDate { now.date }

  /// Says something to the person, on standard error; control characters are made visible.
  package func say(_ words: Words) { complain(words(lang)) }

  package func complain(_ text: String) {
    // nowhere is left to report that nobody reads standard error
    try? console.write(Array((printable(text, keeping: .lines) + "\n").utf8), to: .error)
  }

  /// Writes data to standard output.
  package func write(_ bytes: [UInt8]) throws { try console.write(bytes, to: .output) }

  package func print(_ text: String) throws { try write(Array((text + "\n").utf8)) }

  /// Opens the office's database as the login that libpq's variables name. What waits in that login's outbox is sent first,
  /// unless `delivering` is false.
  package func store(login: String? = nil, within limit: Duration = .seconds(10), delivering: Bool = true) throws
    -> CaseStore
  {
    let store = try CaseStore.open(login: login, deadline: .after(limit))
    let console = console
    store.connection.onNotice = { notice in
      // a commit that reached no standby is only a warning to PostgreSQL; whoever writes must know
      guard notice.severity == "WARNING" else { return }
      try? console.write(Array("PostgreSQL: \(notice.sqlState?.code ?? notice.severity)\n".utf8), to: .error)
    }
    // the outbox is that of the login in the environment; nobody else's command opens it
    if delivering, login == nil { deliver(to: store) }
    return store
  }

  /// Whether a person is there to be asked.
  package var isAttended: Bool { console.isInputTerminal && console.isTerminal(.error) }

  /// The person's terminal, for questions.
  package func tty() throws -> Tty { try Tty(controllingLang: lang, term: environment["TERM"]) }

  /// A new record's id, made here before anything is sent.
  package func newID() -> RecordID {
    var generator = SystemRandomNumberGenerator()
    return .new(now: now, using: &generator)
  }

  @Sendable private static func systemClock() -> Instant {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return (try? Instant(unixSeconds: Int64(time.tv_sec), nanoseconds: Int64(time.tv_nsec))) ?? Instant.first
  }

  private static func processEnvironment() -> [String: String] {
    var found: [String: String] = [:]
    var entry: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?> = environ
    while let text = entry.pointee {
      let line = String(cString: text)
      if let sign = line.firstIndex(of: "=") {
        found[String(line[..<sign])] = String(line[line.index(after: sign)...])
      }
      entry += 1
    }
    return found
  }

  private static func executablePath() -> String {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = buffer.withUnsafeMutableBytes { bytes in
      bytes.baseAddress.map { readlink("/proc/self/exe", $0.assumingMemoryBound(to: CChar.self), bytes.count) } ?? 0
    }
    return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
  }
}
