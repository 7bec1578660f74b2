public import Postgres

/// What the gate answers.
public struct GateAnswer: Sendable {
  /// `saved`, `duplicate`, `refused`, or `waiting` for a second person.
  public let state: String
  public let id: RecordID

  init(row: Row) throws {
    state = try row("state")
    id = try row("id")
  }
}

extension Staff {
  /// Makes a login. The password never leaves this machine: what travels is its SCRAM verifier (RFC 5803).
  public static func add(
    login: String, name: String, kana: String?, roles: [String], office: String, password: String, id: RecordID,
    in store: CaseStore
  ) throws -> GateAnswer {
    let verifier = try store.verifier(of: password, for: login)
    return try store.one(
      "select state, id from api.staff_add(\(id), \(login), \(name), \(kana), \(roles), \(office), \(verifier))",
      GateAnswer.init(row:))
  }

  /// A new password for a colleague; of a supervisor it waits for a second person.
  public static func resetPassword(of login: String, to password: String, id: RecordID, in store: CaseStore) throws
    -> GateAnswer
  {
    let verifier = try store.verifier(of: password, for: login)
    return try store.one(
      "select state, id from api.staff_password(\(id), \(login), \(verifier))", GateAnswer.init(row:))
  }

  /// A new password for oneself.
  public static func changeOwnPassword(to password: String, login: String, in store: CaseStore) throws {
    // `alter role` takes no parameters; a verifier has no quote in it, and a login is checked by its form
    let verifier = try store.verifier(of: password, for: login)
    guard !verifier.contains("'"), (try? Login(login)) != nil else { throw CaseError.refused(rule: "staff.login_form") }
    _ = try store.together { $0.run("alter role \(raw: login) password '\(raw: verifier)'") }
  }

  /// The second person's yes or no to the oldest waiting request for a login.
  public static func decide(on login: String, approved: Bool, in store: CaseStore) throws -> GateAnswer {
    try store.one("select state, id from api.staff_approve(\(login), \(approved))", GateAnswer.init(row:))
  }

  /// Ends an account at once, open connections included.
  public static func disable(_ login: String, in store: CaseStore) throws -> GateAnswer {
    try store.one("select state, id from api.staff_disable(\(login))", GateAnswer.init(row:))
  }
}

/// A login's name in the form the gate accepts: a small letter, then small letters, digits and `_`, at most 31.
public struct Login: Sendable, Hashable {
  public let text: String

  public init(_ typed: String) throws(InvalidValue) {
    let bytes = Array(typed.utf8)
    let lower = UInt8(ascii: "a")...UInt8(ascii: "z")
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    guard (2...31).contains(bytes.count), lower.contains(bytes[0]),
      bytes.allSatisfy({ lower.contains($0) || digits.contains($0) || $0 == UInt8(ascii: "_") })
    else { throw InvalidValue(code: "login.malformed", arguments: ["typed": InvalidValue.shown(typed)]) }
    text = typed
  }
}

extension CaseStore {
  func verifier(of password: String, for login: String) throws -> String {
    do {
      return try connection.passwordVerifier(password: password, login: login)
    } catch {
      throw CaseError(error)
    }
  }
}
