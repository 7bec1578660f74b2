public import CaseCore
public import Postgres

/// A database of its own with the demo's people: offices fukuoka and kitakyushu; `admin`, `suzuki` (supervisor), `sato` and
/// `tanaka` (counselors) and `mori` (intake) in fukuoka, `kato` (counselor) in kitakyushu. Gone after the test.
///
/// Logins belong to the whole cluster, so each test has its own, behind a prefix: `login("sato")`.
public final class TestOffice {
  public static let password = "correct horse"
  public let name: String
  private let superuser: Connection

  private init() throws {
    var generator = SystemRandomNumberGenerator()
    let number: UInt64 = generator.next()
    name = "t" + String(number & 0xFF_FFFF_FFFF, radix: 36)
    superuser = try TestCluster.superuser()
  }

  /// Runs a test in an office of its own.
  public static func run<R>(_ body: (TestOffice) throws -> R) throws -> R {
    let office = try TestOffice()
    try office.open()
    let result = Result { try body(office) }
    try office.drop()
    return try result.get()
  }

  public func login(_ person: String) -> String { "\(name)_\(person)" }

  /// The office as one of its people.
  public func store(_ person: String) throws -> CaseStore { CaseStore(try connection(person)) }

  /// A raw connection as one of its people: what somebody with the password and a psql has.
  public func connection(_ person: String) throws -> Connection {
    try TestCluster.connect(login(person), password: TestOffice.password, database: name)
  }

  /// A connection of the throw-away superuser to this database, for looking behind the curtain.
  public func omniscient() throws -> Connection { try TestCluster.superuser(database: name) }

  /// A connection of the migration's login.
  public func migration() throws -> Connection {
    try TestCluster.connect(
      "ippo_migrate", password: TestCluster.variable("IPPO_TEST_MIGRATE_PASSWORD"), database: name)
  }

  private func open() throws {
    let template = try TestTemplate.prepare(by: superuser)
    try superuser.script("create database \(name) template \(template)")
    try omniscient().script(TestTemplate.text("database.sql"))
    let founding = CaseStore(try migration())
    _ = try Office.found(
      code: "fukuoka", name: "福岡オフィス", nameEnglish: "Fukuoka", phone: "092-555-7246",
      admin: .init(login: login("admin"), name: "管理 花子", password: TestOffice.password),
      supervisor: .init(login: login("suzuki"), name: "鈴木 一郎", password: TestOffice.password), in: founding)
    let admin = try store("admin")
    for (person, name, role) in [("sato", "佐藤", "counselor"), ("tanaka", "田中", "counselor"), ("mori", "森", "intake")] {
      _ = try Staff.add(
        login: login(person), name: name, kana: nil, roles: [role], office: "fukuoka", password: TestOffice.password,
        id: TestOffice.id(), in: admin)
    }
    _ = try Office.add(
      code: "kitakyushu", name: "北九州オフィス", nameEnglish: nil, phone: nil, id: TestOffice.id(), in: admin)
    _ = try Staff.add(
      login: login("kato"), name: "加藤", kana: nil, roles: ["counselor"], office: "kitakyushu",
      password: TestOffice.password, id: TestOffice.id(), in: admin)
  }

  private func drop() throws {
    try superuser.script("drop database \(name) with (force)")
    let logins = try superuser.all("select rolname::text as login from pg_roles where rolname ^@ \(name + "_")") {
      row in
      try row.decode("login", as: String.self)
    }
    for login in logins { try superuser.script("drop role \(login)") }
  }

  /// A record's id; the moment in it does not matter to a test.
  public static func id() -> RecordID {
    var generator = SystemRandomNumberGenerator()
    return .new(now: Instant.first, using: &generator)
  }
}
