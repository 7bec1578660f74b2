import TestSupport
import Testing

/// Names as long as a form lets somebody paste them: nothing is cut, nothing breaks, and what holds no names still holds none.
@Suite("A name of 300 characters")
struct LongNameTests {
  private struct Case {
    let sato: Person
    let suzuki: Person
    let code: String
    let month: String
    /// The name of a provider who has not answered yet, as long.
    let provider: String

    init(_ office: TestOffice, named name: String) throws {
      sato = try Person("sato", of: office)
      suzuki = try Person("suzuki", of: office)
      provider = "窓口" + name.dropFirst(2)
      code = try sato.client(named: name)
      let place = try Case.done(
        suzuki.run("provider", "add", "--kind", "ibasho", "--json", "-", "--format", "json", input: Case.json(provider))
      )
      let shown = try Case.done(sato.run("client", "show", code, "--format", "json"))
      month = String(try #require(shown.field("received_on")).prefix(7))
      try Case.done(
        sato.run(
          "plan", "agree", code, "--check", "daily", "--json", "-", input: #"{"goal":"机の上を片付ける","action":"朝に5分"}"#))
      try Case.done(sato.run("session", "log", code, "--method", "phone", "--note", "-", input: "電話があった"))
      let provider = try #require(place.field("code"))
      let referral = try Case.done(
        sato.run(
          "referral", "make", code, "--provider", provider, "--json", "-", "--format", "json",
          input: #"{"purpose":"居場所"}"#))
      let id = try #require(referral.field("id"))
      try Case.done(sato.run("referral", "update", id, "--status", "offered"))
    }

    private static func json(_ name: String) -> String { #"{"name":"\#(name)"}"# }

    @discardableResult static func done(_ run: Run) throws -> Run {
      if run.ending != .status(0) { throw Person.Unexpected(run: run) }
      return run
    }
  }

  private static let names = [
    "山田" + String(repeating: "寿限無寿限無五劫の擦り切れ", count: 30).prefix(298),
    String(repeating: "Taumatawhakatangi", count: 20).prefix(300),
  ].map { String($0) }

  @Test("stands whole on the record and on no sheet for the person", arguments: names)
  func sheets(name: String) throws {
    #expect(name.count == 300)
    try TestOffice.run { office in
      let file = try Case(office, named: name)
      for command in [["client", "list"], ["client", "show", file.code]] {
        let run = try file.sato.run(command + ["--format", "json"], input: [])
        #expect(run.ending == .status(0) && run.output.contains(name), "\(command)")
      }
      for format in ["text", "html", "pdf"] {
        let record = try file.sato.run("report", "record-sheet", file.code, "--format", format)
        #expect(record.ending == .status(0), "\(format): \(record.errors)")
        #expect(try Self.words(record, format).contains(name), "\(format): not the whole name")
        let plan = try file.sato.run("report", "plan-sheet", file.code, "--format", format)
        #expect(plan.ending == .status(0), "\(format): \(plan.errors)")
        let words = try Self.words(plan, format)
        #expect(words.contains("机の上を片付ける") && !words.contains(name.prefix(12)), "\(format)")
        // the member of staff is told whose it is
        #expect(plan.errors.contains(name.prefix(12)))
      }
    }
  }

  @Test("stands in no report, where the supervisor's list has codes", arguments: names)
  func report(name: String) throws {
    try TestOffice.run { office in
      let file = try Case(office, named: name)
      for format in ["text", "json", "csv", "html", "pdf", "xlsx"] {
        let run = try file.suzuki.run(
          "report", "monthly", file.month, "--office", "fukuoka", "--format", format, "--lang", "ja")
        #expect(run.ending == .status(0), "\(format): \(run.errors)")
        let words = try Self.words(run, format)
        #expect(words.contains(file.code), "\(format): not the list's line")
        #expect(!words.contains(name) && !words.contains(file.provider), "\(format)")
      }
    }
  }

  /// What can be read, without the blanks and line ends that a page puts where it has no more room.
  private static func words(_ run: Run, _ format: String) throws -> String {
    let environment = ["LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"]
    let text: String
    switch format {
    case "pdf":
      text = try Run(
        ["-raw", "-", "-"], input: run.outputBytes, environment: environment,
        program: Program(path: "/usr/bin/pdftotext")
      ).output
    case "xlsx":
      let script = """
        import io, sys, zipfile
        book = zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read()))
        print(*(book.read(name).decode() for name in book.namelist() if name.endswith(".xml")))
        """
      text = try Run(
        ["-c", script], input: run.outputBytes, environment: environment, program: Program(path: "/usr/bin/python3")
      ).output
    default: text = run.output
    }
    return text.filter { !$0.isWhitespace }
  }
}
