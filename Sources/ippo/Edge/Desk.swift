import CaseCore
import Glibc
import Paper
import Postgres
import Terminal

/// Where a command is run: language, clock, terminal and environment, all of them given, none looked up on the way.
struct Desk: Sendable {
  let lang: Language
  let console: Console
  let environment: [String: String]
  /// The absolute path of this program.
  let executable: String
  let clock: @Sendable () -> Instant

  /// The process's own desk.
  static let standard: Desk = {
    let environment = Desk.processEnvironment()
    return Desk(
      lang: Speech.language(arguments: CommandLine.arguments, environment: environment),
      console: Console(
        columns: environment["COLUMNS"], noColour: environment["NO_COLOR"], term: environment["TERM"]),
      environment: environment,
      executable: Desk.executablePath(),
      clock: Desk.systemClock)
  }()

  var now: Instant { clock() }
  var today: CalendarDate { now.date }

  /// Says something to the person, on standard error; control characters are made visible.
  func say(_ words: Words) { complain(words(lang)) }

  func complain(_ text: String) {
    // nowhere is left to report that nobody reads standard error
    try? console.write(Array((printable(text, keeping: .lines) + "\n").utf8), to: .error)
  }

  /// Writes data to standard output.
  func write(_ bytes: [UInt8]) throws { try console.write(bytes, to: .output) }

  func print(_ text: String) throws { try write(Array((text + "\n").utf8)) }

  /// Opens the office's database as the login that libpq's variables name. What waits in that login's outbox is sent first,
  /// unless `delivering` is false.
  func store(login: String? = nil, within limit: Duration = .seconds(10), delivering: Bool = true) throws -> CaseStore {
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
  var isAttended: Bool { console.isInputTerminal && console.isTerminal(.error) }

  /// The person's terminal, for questions.
  func tty() throws -> Tty { try Tty(controllingLang: lang, term: environment["TERM"]) }

  /// A new record's id, made here before anything is sent.
  func newID() -> RecordID {
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
