import Glibc
import TestSupport

/// Somebody of the test's office who runs commands: their login, their password and their locale, and nothing else of the
/// machine that the tests run on.
struct Person {
  let office: TestOffice
  var name: String
  var environment: [String: String]
  /// Where this person's machine keeps things.
  let home: Home

  /// One of `TestOffice`'s people.
  init(
    _ name: String, of office: TestOffice, lang: String = "ja_JP.UTF-8", timeZone: String = "Asia/Tokyo",
    home: Home? = nil
  ) throws {
    self.office = office
    self.name = name
    self.home = try home ?? Home()
    environment = [
      "PGHOST": try TestCluster.variable("IPPO_TEST_HOST"), "PGPORT": "5432", "PGDATABASE": office.name,
      "PGUSER": office.login(name), "PGPASSWORD": TestOffice.password, "LANG": lang, "TZ": timeZone, "TERM": "xterm",
      "HOME": self.home.path,
    ]
    // where the toolchain's libraries are, if the build was told so
    if let libraries = getenv("LD_LIBRARY_PATH") { environment["LD_LIBRARY_PATH"] = String(cString: libraries) }
  }

  /// The same person with other variables; nil takes one away.
  func with(_ changes: [String: String?]) -> Person {
    var other = self
    for (key, value) in changes { other.environment[key] = value }
    return other
  }

  /// Runs a command to its end with a text on its standard input.
  func run(_ arguments: String..., input: String = "") throws -> Run {
    try run(arguments, input: Array(input.utf8))
  }

  /// The same with a list of arguments and any bytes; `meanwhile` is called once it has been given all of them.
  func run(
    _ arguments: [String], input: [UInt8], program: Program = .ippo, meanwhile: ((pid_t) throws -> Void)? = nil
  ) throws -> Run {
    // the home must outlive the program, which would make it anew
    try withExtendedLifetime(home) {
      try Run(arguments, input: input, environment: environment, program: program, meanwhile: meanwhile)
    }
  }

  /// Adds a client by this person and gives the code.
  func client(named name: String, kana: String? = nil) throws -> String {
    let kana = kana.map { #","kana":"\#($0)""# } ?? ""
    let run = try run("client", "add", "--json", "-", "--format", "json", input: #"{"name":"\#(name)"\#(kana)}"#)
    guard let code = run.field("code") else { throw Unexpected(run: run) }
    return code
  }

  /// A run that should have worked for the test to go on.
  struct Unexpected: Error, CustomStringConvertible {
    let run: Run
    var description: String { "→ \(run.ending)\n\(run.output)\(run.errors)" }
  }
}
