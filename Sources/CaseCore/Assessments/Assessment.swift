public import Postgres

/// Factors that somebody told of on one occasion; never overwritten, a later one stands instead.
public struct NewAssessment: Sendable {
  public var factors: [String]
  /// `trigger` or `present`; nil: present.
  public var role: String?
  public var source: String?
  public var certainty: String?
  /// Since when, as a year, month or day.
  public var since: String?
  public var on: CalendarDate?
  public var note: Note?

  public init(factors: [String]) { self.factors = factors }
}

/// One factor as it was told.
public struct Assessment: Sendable {
  public let id: RecordID
  public let on: CalendarDate
  public let factor: String
  public let role: String
  public let source: String
  public let certainty: String
  public let since: String?
  /// Whether no later assessment of the same factor, role and source stands instead.
  public let isStanding: Bool
  public let author: String
  public let note: String?

  init(row: Row) throws {
    id = try row("assessment_id")
    on = try row("assessed_on")
    factor = try row("factor")
    role = try row("role")
    source = try row("source")
    certainty = try row("certainty")
    since = try row("since")
    isStanding = try row("standing")
    author = try row("author")
    note = try row("note")
  }
}

extension Assessment {
  /// Adds factors to a client's assessment, once.
  public static func add(
    _ new: NewAssessment, of client: ClientReference, id: RecordID, in store: CaseStore
  ) throws -> ClientAnswer {
    try store.one(
      """
      select state, client_code, client_name from api.assess_add(
        \(id), \(client.text), \(new.factors), \(new.role), \(new.source), \(new.certainty), \(new.since), \(new.on),
        \(new.note?.text))
      """, ClientAnswer.init(row:))
  }

  /// Opens a client's factors, newest first, with their notes; leaves a ticket.
  public static func show(of client: ClientReference, in store: CaseStore) throws -> [Assessment] {
    let (_, found) = try store.together { pipeline in
      let ticket = pipeline.run("select api.client_open(\(client.text))")
      pipeline.sync()
      return (
        ticket,
        pipeline.all(
          """
          select assessment_id, assessed_on, factor, role, source, certainty, since, standing, author, note
          from api.assess_show(\(client.text))
          """, Assessment.init(row:))
      )
    }
    return found
  }
}

/// What a write about a client answers: its state, and whom it was about.
public struct ClientAnswer: Sendable {
  public let state: String
  public let clientCode: String?
  public let clientName: String?

  init(row: Row) throws {
    state = try row("state")
    clientCode = try row("client_code")
    clientName = try row("client_name")
  }
}
