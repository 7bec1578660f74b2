public import Postgres

/// An office of the organisation.
public struct Office: Sendable {
  public let id: RecordID
  public let code: String
  public let name: String
  public let nameEnglish: String?
  public let phone: String?
  /// The language of its reports.
  public let language: String
  /// Whether one has a duty there.
  public let mine: Bool

  init(row: Row) throws {
    id = try row("id")
    code = try row("code")
    name = try row("name")
    nameEnglish = try row("name_en")
    phone = try row("phone")
    language = try row("language")
    mine = try row("mine")
  }

  /// All offices of the organisation, by code.
  public static func list(in store: CaseStore) throws -> [Office] {
    try store.all("select id, code, name, name_en, phone, language, mine from api.office_list()", Office.init(row:))
  }

  /// Adds an office; whoever adds it is its first office_admin.
  public static func add(
    code: String, name: String, nameEnglish: String?, phone: String?, id: RecordID, in store: CaseStore
  ) throws -> GateAnswer {
    try store.one(
      "select state, id from api.office_add(\(id), \(code), \(name), \(nameEnglish), \(phone))", GateAnswer.init(row:))
  }

  /// One of the first two people of an organisation.
  public struct Founder: Sendable {
    public let login: String
    public let name: String
    public let password: String
    public init(login: String, name: String, password: String) {
      self.login = login
      self.name = name
      self.password = password
    }
  }

  /// The organisation's first office with its first office_admin and supervisor; by the migration's login, once.
  public static func found(
    code: String, name: String, nameEnglish: String?, phone: String?, admin: Founder, supervisor: Founder,
    in store: CaseStore
  ) throws -> GateAnswer {
    let adminVerifier = try store.verifier(of: admin.password, for: admin.login)
    let supervisorVerifier = try store.verifier(of: supervisor.password, for: supervisor.login)
    return try store.one(
      """
      select state, id from api.found_office(
        \(code), \(name), \(nameEnglish), \(phone), \(admin.login), \(admin.name), \(adminVerifier),
        \(supervisor.login), \(supervisor.name), \(supervisorVerifier))
      """, GateAnswer.init(row:))
  }
}
