public import Postgres

/// What is told when somebody is taken on.
public struct NewClient: Sendable {
  public var name: String?
  public var kana: String?
  /// Nobody knows the name yet; without this a client needs a name or kana.
  public var unnamed = false
  public var birth: CalendarDate?
  public var ageAbout: Int?
  public var sex = "unknown"
  public var withdrawnSince: PartialMonth?
  public var municipality: String?
  public var cautions: String?
  public var phones: [PhoneNumber] = []
  /// The office's code; nil where one works in one office only.
  public var office: String?
  /// 受付日; nil for today.
  public var receivedOn: CalendarDate?
  /// The login of the counselor; nil: oneself, if one is a counselor.
  public var assign: String?
  /// The inquiry that becomes this client: what it says of the person need not be typed again.
  public var fromInquiry: InquiryCode?
  /// The program that the case belongs to from its day of acceptance on.
  public var program: String?

  public init() {}
}

extension Client {
  /// What became of an attempt to add somebody.
  public enum Addition: Sendable {
    case saved(code: String, office: String)
    /// The same was saved before; the code is nil if one may no longer see the client.
    case duplicate(code: String?)
    /// Nothing was saved. `hidden`: one's own office has a similar record that one may not see, and that it was asked and
    /// said so is on record.
    case similar(candidates: [Client], hidden: Bool)
  }

  /// Adds a client under an id made here, so that a retry is recognised.
  ///
  /// Unless `evenIfSimilar`, the question for similar records travels in front, in the same round trip, and is committed
  /// before it is answered.
  public static func add(
    _ new: NewClient, id: RecordID, evenIfSimilar: Bool, in store: CaseStore
  ) throws -> Addition {
    let answer = try store.together { queue(new, id: id, evenIfSimilar: evenIfSimilar, on: $0) }
    switch answer.state {
    case "similar":
      let candidates = try store.all(
        "select \(columns) from api.client_similar(\(new.name), \(new.kana), \(new.birth), \(new.phones.compactMap(\.e164)))",
        Client.init(row:))
      return .similar(candidates: candidates, hidden: answer.hidden)
    case "duplicate":
      return .duplicate(code: answer.code)
    default:
      return .saved(code: answer.code ?? "", office: answer.office ?? "")
    }
  }

  private static func queue(
    _ new: NewClient, id: RecordID, evenIfSimilar: Bool, on pipeline: Pipeline
  ) -> Pending<Answer> {
    let given = new.phones.map(\.raw)
    let numbers = new.phones.map(\.e164)
    let displays = new.phones.map(\.display)
    if !evenIfSimilar {
      pipeline.run(
        """
        select api.client_ask_similar(
          \(id), \(new.office), \(new.name), \(new.kana), \(new.unnamed), \(new.birth), \(numbers),
          \(new.fromInquiry?.canonical))
        """)
      pipeline.sync()
      // what comes after a sync is run even if what came before was refused: a misfit must not add
      pipeline.run("select api.hello(\(CaseStore.schemaVersion))")
    }
    return pipeline.one(
      """
      select state, code, office, similar_hidden from api.client_add(
        \(id), \(new.office), \(new.name), \(new.kana), \(new.unnamed), \(new.birth), \(new.ageAbout.map(Int32.init)),
        \(new.sex), \(new.withdrawnSince?.iso), \(new.municipality), \(new.cautions), \(given), \(numbers), \(displays),
        \(new.receivedOn), \(new.assign), \(evenIfSimilar), \(new.fromInquiry?.canonical),
        \(new.program))
      """, Answer.init(row:))
  }

  private struct Answer {
    let state: String
    let code: String?
    let office: String?
    let hidden: Bool

    init(row: Row) throws {
      state = try row("state")
      code = try row("code")
      office = try row("office")
      hidden = try row("similar_hidden")
    }
  }
}
