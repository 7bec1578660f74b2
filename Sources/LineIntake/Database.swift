import Postgres

/// The one connection of a receiver to the office's database, on a thread of its own. It may execute one function.
actor Database {
  /// What the database made of a call.
  struct Report: Sendable {
    let new: Int
    let known: Int
    let unreadable: [String]
    let leftAlone: [String]
    let strangers: [String]
  }

  enum Failure: Error, Sendable {
    /// No answer in time, or none at all; what was sent may be committed all the same.
    case away(PostgresError)
    /// An answer that will be the same the next time: something in it cannot be taken.
    case refused(PostgresError)

    var error: PostgresError {
      switch self {
      case .away(let error), .refused(let error): error
      }
    }
  }

  private let settings: [Setting: String]
  private var connection: Connection?

  private let thread: OwnThread
  nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

  init(_ settings: [Setting: String], label: String) {
    self.settings = settings
    thread = OwnThread(label: label)
  }

  /// Commits deliveries, or says why not, before the deadline.
  func receive(_ deliveries: [UInt8], until deadline: Deadline) throws(Failure) -> Report {
    do {
      let connection = try open(until: deadline)
      let text = String(decoding: deliveries, as: UTF8.self)
      let answer: String = try connection.one("select api.line_receive(\(text)::jsonb)::text")
      return try report(answer)
    } catch let error as PostgresError {
      // whatever went wrong, the next call begins anew: nothing is known of what is on its way
      close()
      throw Database.isLasting(error) ? .refused(error) : .away(error)
    } catch {
      close()
      throw .away(PostgresError(.decoding, "the server's answer has another shape"))
    }
  }

  /// Whether the database answers.
  @discardableResult
  func knock(until deadline: Deadline) -> Bool {
    guard let connection = try? open(until: deadline), (try? connection.run("select 1")) != nil else {
      close()
      return false
    }
    return true
  }

  func close() {
    connection?.close()
    connection = nil
  }

  private func open(until deadline: Deadline) throws(PostgresError) -> Connection {
    if let connection, connection.isOpen {
      connection.deadline = deadline
      return connection
    }
    let connection = try Connection.open(settings, deadline: deadline)
    // a login can change its own defaults; what was answered for is on the disk
    try connection.run(
      """
      select set_config('synchronous_commit', 'on', false)
      where current_setting('synchronous_commit') in ('off', 'local')
      """)
    try connection.run("set statement_timeout = '20s'")
    // the first call of a connection takes a hundred times as long: not while somebody waits, where that can be
    try connection.run("select api.line_receive('[]')")
    self.connection = connection
    return connection
  }

  private func report(_ answer: String) throws(JSON.Unreadable) -> Report {
    let told = try JSON.read(Array(answer.utf8))
    func texts(_ name: String) -> [String] { told[name]?.list?.compactMap(\.text) ?? [] }
    return Report(
      new: told["new"]?.integer ?? 0, known: told["known"]?.integer ?? 0, unreadable: texts("unreadable"),
      leftAlone: texts("left_alone"), strangers: texts("strangers"))
  }

  /// Bad data, a broken constraint or a limit: the same call meets it again. Everything else passes by itself or by somebody's
  /// hand, a missing function or right included.
  private static func isLasting(_ error: PostgresError) -> Bool {
    guard error.kind == .server, let state = error.sqlState else { return false }
    return state.isClass("22") || state.isClass("23") || state.isClass("54")
  }
}
