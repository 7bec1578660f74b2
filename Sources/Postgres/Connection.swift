import CPostgres
import Glibc

/// One session with a PostgreSQL server: synchronous, and confined to whoever opened it.
///
/// Statements go by the extended protocol with binary results. A connection that timed out or was lost is closed
/// and stays so; everything it is asked afterwards throws `.connectionLost`.
public final class Connection {
  let pq: UnsafePointer<CPGFunctions>
  /// Nil once the connection is closed.
  private(set) var handle: OpaquePointer?
  private let inbox: NoticeInbox
  /// Whether an answer is under way, so that nothing else may be sent: inside `each`, or in a notice handler.
  var isBusy = false
  /// Whether the socket reported its end; results that had arrived before may still be taken.
  var socketEnded = false
  /// How large a statement may be; a property so that a test need not allocate a gigabyte.
  var messageLimit = Statement.largestMessage

  /// When waiting ends, for every answer from now on. Once it has passed, the connection is closed.
  public var deadline: Deadline

  /// Takes over a connected handle.
  init(_ handle: OpaquePointer, pq: UnsafePointer<CPGFunctions>, inbox: NoticeInbox, deadline: Deadline) {
    self.handle = handle
    self.pq = pq
    self.inbox = inbox
    self.deadline = deadline
  }

  deinit { close() }

  /// Ends the session; harmless when it has ended. A transaction under way is rolled back by the server.
  public func close() {
    guard let open = handle else { return }
    handle = nil
    pq.pointee.PQfinish(open)
  }

  /// Called for each notice, while the statement that caused it is waited for; it cannot use the connection.
  public var onNotice: ((Notice) -> Void)? {
    get { inbox.handler }
    set { inbox.handler = newValue }
  }

  public var isOpen: Bool { handle != nil }

  /// Where the session stands with regard to a transaction, as far as answers have been read.
  public enum TransactionStatus: Sendable {
    case idle, active, inTransaction, inFailedTransaction, closed
  }

  public var transactionStatus: TransactionStatus {
    guard let handle else { return .closed }
    return switch pq.pointee.PQtransactionStatus(handle) {
    case PQTRANS_IDLE: .idle
    case PQTRANS_ACTIVE: .active
    case PQTRANS_INTRANS: .inTransaction
    case PQTRANS_INERROR: .inFailedTransaction
    default: .closed
    }
  }

  /// A setting that the server reports by itself, such as `server_version` or `TimeZone`; nil for all others.
  public func parameterStatus(_ name: String) -> String? {
    guard let handle, let value = pq.pointee.PQparameterStatus(handle, name) else { return nil }
    return String(cString: value)
  }

  /// The login, as libpq resolved it.
  public var user: String? { text(pq.pointee.PQuser) }
  /// The database's name, as libpq resolved it.
  public var database: String? { text(pq.pointee.PQdb) }
  /// 150018 for 15.18.
  public var serverVersion: Int { handle.map { Int(pq.pointee.PQserverVersion($0)) } ?? 0 }
  /// The server process of this session.
  public var backendPID: Int32 { handle.map { pq.pointee.PQbackendPID($0) } ?? 0 }

  private func text(_ function: (OpaquePointer?) -> UnsafeMutablePointer<CChar>?) -> String? {
    guard let handle, let value = function(handle) else { return nil }
    return String(cString: value)
  }

  /// The SCRAM verifier of a password, to be stored for a login without the server ever seeing the password.
  public func passwordVerifier(password: String, login: String) throws(PostgresError) -> String {
    guard let handle else { throw Self.closed }
    guard !password.utf8.contains(0), !login.utf8.contains(0) else {
      throw PostgresError(.invalidValue, "the password or the login holds a NUL byte")
    }
    guard let verifier = pq.pointee.PQencryptPasswordConn(handle, password, login, "scram-sha-256") else {
      throw PostgresError(
        .invalidValue, "the password cannot be made a verifier", serverMessage: Self.message(of: handle, pq: pq))
    }
    defer { pq.pointee.PQfreemem(verifier) }
    return String(cString: verifier)
  }

  static func message(of handle: OpaquePointer, pq: UnsafePointer<CPGFunctions>) -> String {
    pq.pointee.PQerrorMessage(handle).map { String(cString: $0) } ?? ""
  }

  static var closed: PostgresError { PostgresError(.connectionLost, "the connection is closed; nothing was sent") }
}

/// Holds the handler of notices where libpq's callback can find it.
final class NoticeInbox {
  var handler: ((Notice) -> Void)?

  /// Makes libpq deliver notices here. The inbox must live as long as the handle; the connection owns both.
  func receive(from handle: OpaquePointer, pq: UnsafePointer<CPGFunctions>) {
    let receiver: PQnoticeReceiver = { inbox, result in
      guard let inbox, let result else { return }
      Unmanaged<NoticeInbox>.fromOpaque(inbox).takeUnretainedValue().deliver(result)
    }
    _ = pq.pointee.PQsetNoticeReceiver(handle, receiver, Unmanaged.passUnretained(self).toOpaque())
  }

  private func deliver(_ result: OpaquePointer) {
    var reason: UnsafePointer<CChar>?
    // The table is there: it has just called us.
    guard let handler, let pq = CPGShared(&reason) else { return }
    let fields = ErrorFields(result, pq: pq)
    handler(
      Notice(
        severity: fields.severity ?? "", sqlState: fields.sqlState, message: fields.message ?? "",
        detail: fields.detail))
  }
}
