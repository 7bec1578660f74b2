import CPostgres
import Glibc

extension Connection {
  /// Waits for a notification on any of the channels listened to, until the deadline; false when none came by then. What has
  /// come meanwhile counts as one: notifications here carry nothing, they only wake.
  ///
  /// The connection's own deadline is set aside; a session that ended is `.connectionLost`.
  public func waitForNotification(until limit: Deadline) throws(PostgresError) -> Bool {
    let standing = deadline
    deadline = .none
    defer { deadline = standing }
    return try exchange { handle throws(PostgresError) in
      while true {
        if takeNotifications(handle) { return true }
        guard Self.readiness(of: pq.pointee.PQsocket(handle), events: POLLIN, until: limit) != 0 else { return false }
        if pq.pointee.PQconsumeInput(handle) == 0 {
          let message = Self.message(of: handle, pq: pq)
          close()
          throw PostgresError(.connectionLost, "the session ended while it waited", serverMessage: message)
        }
        _ = pq.pointee.PQisBusy(handle)
      }
    }
  }

  /// Whether there were any.
  private func takeNotifications(_ handle: OpaquePointer) -> Bool {
    var came = false
    while let notification = pq.pointee.PQnotifies(handle) {
      pq.pointee.PQfreemem(notification)
      came = true
    }
    return came
  }
}
