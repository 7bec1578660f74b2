import TestSupport
import Testing

@Suite("What nobody else may see")
struct SecrecyTests {
  private static let secret = "鍵谷秘密之介"
  private static let note = #"{"name":"鍵谷秘密之介","kana":"カギタニ","phones":["090-9876-5432"],"cautions":"母に知らせない"}"#

  @Test("what was written stands neither in the command line nor in the environment of the running program")
  func processes() throws {
    try TestOffice.run { office in
      let sato = try Person("sato", of: office)
      var seen = (commandLine: "", environment: "")
      let run = try SocketFolder.silent { folder in
        try sato.with(["PGHOST": folder.path]).run(
          ["session", "log", "C-2345", "--method", "phone", "--note", "-"], input: Array("\(Self.secret)の記録".utf8)
        ) { process in
          // it has read its note by now, and has not ended
          #expect(folder.waitForVisitor())
          seen.commandLine = String(decoding: try Pages.bytes(of: "/proc/\(process)/cmdline"), as: UTF8.self)
          seen.environment = String(decoding: try Pages.bytes(of: "/proc/\(process)/environ"), as: UTF8.self)
        }
      }
      #expect(run.ending == .status(0))
      #expect(seen.commandLine.contains("session") && !seen.commandLine.contains(Self.secret))
      #expect(seen.environment.contains("PGHOST=") && !seen.environment.contains(Self.secret))
      #expect(!run.errors.contains(Self.secret))
    }
  }

  @Test("what is kept on this machine cannot be read without its key, nor by anybody else")
  func outbox() throws {
    try TestOffice.run { office in
      let sato = try Person("sato", of: office)
      let run = try sato.with(["PGHOST": "/nonexistent"]).run(
        ["session", "log", "C-2345", "--method", "phone", "--note", "-"], input: Array("\(Self.secret)の記録".utf8))
      #expect(run.ending == .status(0))
      let entries = sato.home.entries
      #expect(entries.contains { !$0.isFolder })
      for entry in entries {
        #expect(entry.mode & 0o077 == 0 || !entry.path.contains("/ippo"), "\(entry)")
        guard !entry.isFolder else { continue }
        let bytes = try Pages.bytes(of: entry.path)
        #expect(bytes.firstRange(of: Array(Self.secret.utf8)) == nil, "\(entry.path)")
        #expect(bytes.firstRange(of: Array("phone".utf8)) == nil, "\(entry.path)")
      }
      let shown = try sato.run("outbox", "list", "--format", "json")
      #expect(shown.output.contains("C-2345") && !shown.output.contains(Self.secret))
    }
  }

  @Test("options that would put it into the command line are turned down, without being repeated")
  func options() throws {
    try TestOffice.run { office in
      let sato = try Person("sato", of: office)
      for arguments in [
        ["session", "log", "C-2345", "--method", "phone", "--note", Self.secret],
        ["client", "add", "--json", #"{"name":"\#(Self.secret)"}"#],
        ["session", "amend", "0199c0de-0000-7000-8000-000000000001", "--json", Self.secret],
      ] {
        let run = try sato.run(arguments, input: [])
        #expect(run.ending == .status(64))
        #expect(!run.errors.contains(Self.secret) && run.errors.contains("「-」だけ"))
      }
    }
  }

  /// What goes wrong: the arguments and the variables that make it so, and the status.
  struct Failure: Sendable {
    let what: String
    let arguments: [String]
    var input = SecrecyTests.note
    var environment: [String: String] = [:]
    let status: Int32
  }

  private static let add = ["client", "add", "--json", "-"]
  private static let log = ["session", "log", "C-2345", "--method", "phone", "--note", "-"]

  private static let failures = [
    Failure(what: "a similar record", arguments: add, status: 4),
    Failure(what: "nobody by that code", arguments: log, status: 3),
    Failure(what: "an id that was used", arguments: add + ["--even-if-similar", "--id", id], status: 5),
    Failure(what: "a wrong password", arguments: add, environment: ["PGPASSWORD": "nonsense"], status: 4),
    Failure(what: "no password", arguments: add, environment: ["PGPASSWORD": ""], status: 4),
    Failure(what: "no server", arguments: add, environment: ["PGHOST": "/nonexistent"], status: 6),
    Failure(what: "no such database", arguments: add, environment: ["PGDATABASE": "nonexistent"], status: 1),
    Failure(what: "torn JSON", arguments: add, input: String(note.dropLast(3)), status: 64),
    Failure(what: "a key of another record", arguments: ["session", "amend", id, "--json", "-"], status: 64),
    Failure(what: "a list for a text", arguments: add, input: #"{"name":["鍵谷秘密之介"]}"#, status: 64),
    Failure(what: "a control character", arguments: add, input: #"{"name":"鍵谷秘密之介\u0007"}"#, status: 4),
    Failure(what: "a name of a thousand characters", arguments: add, input: thousand, status: 4),
    Failure(what: "a name of two lines", arguments: add, input: #"{"name":"鍵谷\n秘密之介"}"#, status: 4),
    Failure(what: "a telephone number that is none", arguments: add, input: badPhone, status: 64),
    Failure(what: "a member of staff nobody knows", arguments: add + ["--assign", "nobody"], status: 4),
  ]

  @Test("no failure repeats what was written or who somebody is")
  func repeatsNothing() throws {
    try TestOffice.run { office in
      let sato = try Person("sato", of: office)
      #expect(try sato.run(Self.add + ["--id", Self.id], input: Array(Self.first.utf8)).ending == .status(0))
      for failure in Self.failures {
        let run = try sato.with(failure.environment).run(failure.arguments, input: Array(failure.input.utf8))
        #expect(run.ending == .status(failure.status), "\(failure.what): \(run.errors)")
        #expect(run.output == "" && !run.errors.isEmpty, "\(failure.what)")
        // the name of somebody on one's own caseload is shown, to tell the two apart; what was typed is not repeated
        for part in ["鍵谷", "秘密", "カギタニ", "9876", "母に"] {
          #expect(!run.errors.contains(part), "\(failure.what): \(run.errors)")
        }
      }
    }
  }

  private static let id = "0199c0de-0000-7000-8000-000000000001"
  /// Somebody with the same telephone number.
  private static let first = #"{"name":"山田 太郎","phones":["090-9876-5432"]}"#
  private static let thousand = #"{"name":"\#(String(repeating: "鍵谷秘密之介", count: 170))"}"#
  private static let badPhone = #"{"name":"鍵谷秘密之介","phones":["9876鍵谷秘密之介"]}"#
}
