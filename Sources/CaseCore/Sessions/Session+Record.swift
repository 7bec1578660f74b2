public import Postgres

/// A session as the record on paper has it: the facts and the note as they stand, with who took part by name.
public struct RecordedSession: Sendable {
  public let id: RecordID
  public let heldAt: Instant
  public let minutes: Int?
  public let staffNames: [String]
  public let kind: String
  public let method: String
  public let with: [String]
  public let contact: String?
  public let accompanied: Bool
  /// Above 1 it was amended: when is `savedAt`, why is `reason`.
  public let version: Int
  public let savedAt: Instant
  public let reason: String?
  public let toldBy: String?
  public let note: String?

  init(row: Row) throws {
    id = try row("id")
    heldAt = try row("held_at")
    minutes = try row("minutes")
    staffNames = try row("staff_names")
    kind = try row("kind")
    method = try row("method")
    with = try row("with_who")
    contact = try row("contact")
    accompanied = try row("accompanied")
    version = try row("version")
    savedAt = try row("saved_at")
    reason = try row("reason")
    toldBy = try row("told_by")
    note = try row("body")
  }
}

extension Session {
  /// Opens a client's sessions with their notes, oldest first, those of some days or all; leaves a ticket.
  ///
  /// - Parameters:
  ///   - first: the first day; nil: from the beginning.
  ///   - last: the last day, included; nil: up to now.
  public static func record(
    of client: ClientReference, from first: CalendarDate?, until last: CalendarDate?, in store: CaseStore
  ) throws -> (client: Client, sessions: [RecordedSession]) {
    let start = first.map { Instant(startOf: $0) }
    let end = last.map { Instant(startOf: $0.adding(days: 1)) }
    let (_, client, sessions) = try store.together { pipeline in
      let ticket = pipeline.run("select api.client_open(\(client.text))")
      pipeline.sync()
      return (
        ticket,
        pipeline.one("select \(Client.columns) from api.client_show(\(client.text))", Client.init(row:)),
        pipeline.all(
          """
          select id, held_at, minutes, staff_names, kind, method, with_who, contact, accompanied, version, saved_at, reason,
            told_by, body
          from api.session_record(\(client.text), \(start), \(end))
          """, RecordedSession.init(row:))
      )
    }
    return (client, sessions)
  }
}
