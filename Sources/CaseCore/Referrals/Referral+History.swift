import Postgres

/// Where a referral stood from a day on, who said so and why.
public struct ReferralStep: Sendable {
  public let version: Int
  public let status: String
  public let statusOn: CalendarDate
  public let author: String
  public let savedAt: Instant
  /// The purpose with the first, the reason with a later one.
  public let note: String?

  init(row: Row) throws {
    version = try row("version")
    status = try row("status")
    statusOn = try row("status_on")
    author = try row("author")
    savedAt = try row("saved_at")
    note = try row("note")
  }
}

extension Referral {
  /// Opens how a referral went, oldest first, with its purpose and reasons. It leaves a ticket on the client, committed
  /// before anything is read.
  public static func history(
    _ reference: ReferralReference, in store: CaseStore
  ) throws -> (referral: Referral, steps: [ReferralStep]) {
    // a ticket is the client's, and only the referral says which client that is
    let referral = try named(reference, in: store)
    let (_, steps) = try store.together { pipeline in
      let ticket = pipeline.run("select api.client_open(\(referral.clientCode))")
      pipeline.sync()
      return (
        ticket,
        pipeline.all(
          """
          select version, status, status_on, author, saved_at, note
          from api.referral_history(\(referral.id.description))
          """, ReferralStep.init(row:))
      )
    }
    return (referral, steps)
  }
}
