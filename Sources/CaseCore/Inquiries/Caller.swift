import Postgres

/// Whom a calling number belongs to, as far as one may know: nobody, and somebody else's client, look the same.
public struct Caller: Sendable {
  public let clients: [Client]
  /// Former inquiries from that number, the newest first.
  public let inquiries: [Inquiry]

  /// Leaves no ticket. Empty for a number that was withheld or cannot be dialled.
  public static func known(by number: PhoneNumber, in store: CaseStore) throws -> Caller {
    guard let e164 = number.e164 else { return Caller(clients: [], inquiries: []) }
    let (clients, inquiries) = try store.together { pipeline in
      (
        pipeline.all("select \(Client.columns) from api.caller_clients(\(e164))", Client.init(row:)),
        pipeline.all("select \(Inquiry.columns) from api.caller_inquiries(\(e164))", Inquiry.init(row:))
      )
    }
    return Caller(clients: clients, inquiries: inquiries)
  }
}
