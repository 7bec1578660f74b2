import CPostgres
import Glibc

extension Connection {
  /// Connects, to whichever of the host's addresses answers, within one deadline that goes on to hold for every
  /// answer of the connection.
  ///
  /// Settings given here win over libpq's environment variables, password file and service file. The only wait
  /// that the deadline cannot end is the look-up of a host's name, which libpq leaves to the C library; a socket
  /// folder, an address, or PGHOSTADDR avoids it.
  public static func open(
    _ settings: [Setting: String] = [:], deadline: Deadline = .none
  ) throws(PostgresError) -> Connection {
    let pq = try functions()
    let handle = try start(settings, pq: pq)
    // With the connection's SQLSTATE in libpq's text: of a failed connection, libpq offers nothing else.
    _ = pq.pointee.PQsetErrorVerbosity(handle, PQERRORS_VERBOSE)
    let inbox = NoticeInbox()
    // libpq holds it unretained while it connects; afterwards the connection owns it.
    defer { extendLifetime(inbox) }
    inbox.receive(from: handle, pq: pq)
    do throws(PostgresError) {
      try finish(handle, pq: pq, deadline: deadline)
    } catch {
      pq.pointee.PQfinish(handle)
      throw error
    }
    return Connection(handle, pq: pq, inbox: inbox, deadline: deadline)
  }

  /// The login and the database's name that `open` would use, found without connecting: for what must be kept apart
  /// by them while no server can be reached.
  ///
  /// The service file is read for PGSERVICE only, so a service may not be among the settings.
  public static func identity(
    _ settings: [Setting: String] = [:]
  ) throws(PostgresError) -> (login: String, database: String) {
    let pq = try functions()
    guard settings[.service] == nil else {
      throw PostgresError(.misuse, "a service among the settings is not looked up here; set PGSERVICE")
    }
    guard let defaults = pq.pointee.PQconndefaults() else {
      throw PostgresError(.cannotConnect, "libpq's defaults cannot be read; is the service file in order?")
    }
    defer { pq.pointee.PQconninfoFree(defaults) }
    var values = settings.filter { !$0.value.isEmpty }
    var option = defaults
    while let keyword = option.pointee.keyword {
      let setting = Setting(String(cString: keyword))
      if let value = option.pointee.val, values[setting] == nil { values[setting] = String(cString: value) }
      option += 1
    }
    guard let login = values[.user] else { throw PostgresError(.cannotConnect, "no login is set") }
    return (login, values[.database] ?? login)
  }

  /// libpq's functions, loaded on first use.
  static func functions() throws(PostgresError) -> UnsafePointer<CPGFunctions> {
    var reason: UnsafePointer<CChar>?
    if let functions = CPGShared(&reason) { return functions }
    throw missingLibrary(reason.map { String(cString: $0) } ?? "")
  }

  static func missingLibrary(_ reason: String) -> PostgresError {
    PostgresError(.libraryMissing, "install PostgreSQL's client library, libpq (\(reason))")
  }

  private static func start(
    _ settings: [Setting: String], pq: UnsafePointer<CPGFunctions>
  ) throws(PostgresError) -> OpaquePointer {
    var all = settings.map { ($0.key.keyword, $0.value) }
    all.append(("fallback_application_name", "ippo"))
    all.append(("client_encoding", "UTF8"))  // last, so that nothing overrides it
    for (keyword, value) in all where keyword.utf8.contains(0) || value.utf8.contains(0) {
      throw PostgresError(.invalidValue, "a connection setting holds a NUL byte")
    }
    let copies = all.map { (strdup($0.0), strdup($0.1)) }
    defer {
      for (keyword, value) in copies {
        free(keyword)
        free(value)
      }
    }
    let keywords = copies.map { UnsafePointer($0.0) } + [nil]
    let values = copies.map { UnsafePointer($0.1) } + [nil]
    // 0: a database's name that looks like a connection string stays a name.
    guard let handle = pq.pointee.PQconnectStartParams(keywords, values, 0) else {
      throw PostgresError(.cannotConnect, "out of memory")
    }
    return handle
  }

  private static func finish(
    _ handle: OpaquePointer, pq: UnsafePointer<CPGFunctions>, deadline: Deadline
  ) throws(PostgresError) {
    var next = pq.pointee.PQstatus(handle) == CONNECTION_BAD ? PGRES_POLLING_FAILED : PGRES_POLLING_WRITING
    while next != PGRES_POLLING_OK {
      let socket = pq.pointee.PQsocket(handle)
      guard next != PGRES_POLLING_FAILED, socket >= 0 else { throw connectError(handle, pq: pq) }
      let events = next == PGRES_POLLING_READING ? POLLIN : POLLOUT
      guard readiness(of: socket, events: events, until: deadline) != 0, !deadline.hasPassed() else {
        throw PostgresError(.timedOut, "no connection was made before the deadline")
      }
      next = pq.pointee.PQconnectPoll(handle)
    }
    guard pq.pointee.PQsetnonblocking(handle, 1) == 0 else { throw connectError(handle, pq: pq) }
  }

  private static func connectError(_ handle: OpaquePointer, pq: UnsafePointer<CPGFunctions>) -> PostgresError {
    let message = message(of: handle, pq: pq)
    if pq.pointee.PQconnectionNeedsPassword(handle) != 0 {
      // libpq ends the connection itself, so the server has no state to tell
      return PostgresError(
        .cannotConnect, "the server asks for a password, and none is set", sqlState: .invalidPassword)
    }
    let state = sqlState(inVerbose: message)
    let summary = state == nil ? "no server answered, or libpq refused" : "the server refused"
    return PostgresError(.cannotConnect, summary, sqlState: state, serverMessage: message)
  }

  /// The last SQLSTATE in libpq's verbose text, where it stands between two spaces and a colon: `FATAL:  28P01: …`,
  /// whatever the language.
  static func sqlState(inVerbose message: String) -> SQLState? {
    let bytes = Array(message.utf8)
    guard bytes.count >= 9 else { return nil }
    for start in stride(from: bytes.count - 9, through: 0, by: -1)
    where bytes[start..<start + 3].elementsEqual(":  ".utf8) && bytes[start + 8] == UInt8(ascii: ":") {
      if let state = SQLState(String(decoding: bytes[start + 3..<start + 8], as: UTF8.self)) { return state }
    }
    return nil
  }

  /// Waits until the socket is ready or the deadline has passed; the events that came, 0 when none did in time.
  static func readiness(
    of socket: Int32, events: Int32, until deadline: Deadline, atMost limit: Int32 = .max
  ) -> Int32 {
    var entry = pollfd(fd: socket, events: Int16(events), revents: 0)
    while true {
      let left = deadline.milliseconds()
      let count = poll(&entry, 1, left < 0 && limit < .max ? limit : min(left, limit))
      if count > 0 { return Int32(entry.revents) }
      // A signal is no reason to stop waiting; any other failure is left for libpq to find.
      if count < 0 && errno != EINTR { return Int32(POLLERR) }
      if count == 0 { return 0 }
    }
  }
}
