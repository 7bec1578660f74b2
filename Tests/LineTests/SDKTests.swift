import CTestProcess
import Glibc
import Postgres
import TestSupport
import Testing

/// With LINE's own SDK as the client; `deploy/test` installs it and says where (IPPO_TEST_PYTHON).
@Suite("The receiver and LINE's SDK")
struct SDKTests {
  private static let python = getenv("IPPO_TEST_PYTHON").map { String(cString: $0) }
  private static let here = #filePath.split(separator: "/").dropLast().reduce(into: "") { $0 += "/" + $1 }

  @Test(
    "agree on every event, sent as it is, doubled and shuffled, and on every forged signature",
    .enabled(if: python != nil, "no Python with line-bot-sdk: set IPPO_TEST_PYTHON, or run deploy/test"))
  func everyEvent() throws {
    try TestOffice.run { office in
      try ReceiverRun.makeLogin(in: office)
      let line = try ReceiverRun(office, folder: try ReceiverRun.makeFolder())
      var files = [SDKTests.here + "/Events/every_type.json"]
      // LINE's published examples, where they lie beside the source
      let published = SDKTests.here + "/../../../shared/data/line/webhook.json"
      if access(published, R_OK) == 0 { files.append(published) }
      let ids = try run(["\(line.port)", ReceiverRun.secret] + files, log: line.folder + "/sdk")
      #expect(ids.count == (files.count == 1 ? 32 : 60))
      let kept = try office.lines("select webhook_event_id as line from app.line_event order by 1")
      #expect(kept == ids.sorted())
      #expect(try office.lines("select type as line from app.line_event where type = 'unreadable'") == [])
      let words = try office.lines("select text as line from app.line_message where text is not null")
      #expect(words.contains("はじめまして。息子のことで相談したいです。") && words.contains("控えの言葉"))
      #expect(!words.contains("グループの言葉") && !words.contains("ルームの言葉"))
      #expect(
        try office.lines("select distinct kind as line from app.line_message order by 1")
          == ["audio", "file", "image", "location", "sticker", "text", "video"])
    }
  }

  private func run(_ arguments: [String], log: String) throws -> [String] {
    let python = try #require(SDKTests.python)
    let output = open(log, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    let nothing = open("/dev/null", O_RDONLY | O_CLOEXEC)
    defer {
      close(output)
      close(nothing)
    }
    var argv: [UnsafeMutablePointer<CChar>?] =
      ([python, SDKTests.here + "/sdk_client.py"] + arguments).map { strdup($0) } + [nil]
    var envp: [UnsafeMutablePointer<CChar>?] =
      ["PATH=/usr/bin:/bin", "LANG=C.UTF-8"].map { (text: String) in strdup(text) } + [nil]
    defer { (argv + envp).forEach { free($0) } }
    var process: pid_t = 0
    #expect(test_spawn(&process, python, &argv, &envp, [nothing, output, output], nil) == 0)
    var status: Int32 = 0
    waitpid(process, &status, 0)
    let told = ReceiverRun.read(log)
    #expect(status == 0, "\(told)")
    return told.split(separator: "\n").map(String.init)
  }
}
