import Glibc
import Postgres
import TestSupport

/// LINE's side of a test's office: what people write arrives through the one function that the receiver calls.
final class LineOffice {
  let office: TestOffice
  private let intake: Connection
  private var events = 0

  /// - Parameter opens: whether the office's hours are all day; without them there are none.
  init(_ office: TestOffice) throws {
    self.office = office
    let superuser = try office.omniscient()
    for service in ["line_intake", "line_sender"] {
      let login = office.login(service)
      try superuser.script(
        "create role \(login) login inherit password '\(TestOffice.password)'; grant \(service) to \(login)")
    }
    intake = try office.connection("line_intake")
  }

  /// An event of one person, as the receiver hands it over; its id.
  @discardableResult
  func arrive(
    from user: String, _ text: String? = nil, type: String = "message", mode: String = "active", unsend: String? = nil,
    media: String? = nil, details: String = "{}", hasToken: Bool = true
  ) throws -> String {
    events += 1
    let id = "e\(events)"
    // Without a word of theirs: a follow, an unsend …
    let message: String? = media != nil ? "90\(events)" : text == nil ? nil : "m\(events)"
    try intake.run(
      """
      select api.line_receive(jsonb_build_array(jsonb_build_object('destination', 'U', 'events', jsonb_build_array(
        jsonb_strip_nulls(jsonb_build_object(
          'id', \(id)::text, 'type', \(type)::text, 'at', (extract(epoch from clock_timestamp()) * 1000)::bigint,
          'mode', \(mode)::text, 'redelivered', false, 'source', 'user', 'user', \(user)::text,
          'token', \(hasToken ? "tok-\(id)" : nil)::text, 'unsend', \(unsend)::text,
          'message', case when \(message)::text is not null then jsonb_build_object(
            'id', \(message)::text, 'kind', \(media ?? "text")::text, 'text', \(text)::text,
            'details', jsonb_build_object('read_token', 'read-' || \(id)::text) || \(details)::jsonb) end))))))
      """)
    return message ?? id
  }

  /// The only inquiry, by its code.
  func inquiry() throws -> String { try office.omniscient().one("select code from app.inquiry where channel = 'line'") }

  /// What was queued by the office itself: kind and words, oldest first.
  func automatic() throws -> [String] {
    try office.omniscient().all(
      """
      select s.kind || ' ' || t.body as line from app.line_send s join app.line_send_text t on t.send_id = s.id
      where s.author_id is null order by s.queued_at
      """
    ) { try $0.decode("line", as: String.self) }
  }

  /// How the messages stand, oldest first.
  func states() throws -> [String] {
    try office.omniscient().all(
      "select kit.line_state(s.id) as line from app.line_send s where s.kind <> 'read' order by s.queued_at"
    ) { try $0.decode("line", as: String.self) }
  }

  /// So much time passes for what waits: nobody sleeps in a test.
  func pass(minutes: Int) throws {
    let back: SQL = "make_interval(mins => \(Int32(minutes)))"
    let superuser = try office.omniscient()
    try superuser.run("update ops.line_pending set due_at = due_at - \(back)")
    try superuser.run("update ops.line_fetch set due_at = due_at - \(back)")
    try superuser.run("update app.line_message set sent_at = sent_at - \(back)")
    try superuser.run("update ops.line_reply_token set received_at = received_at - \(back)")
    try superuser.run("update app.line_event set occurred_at = occurred_at - \(back)")
    try superuser.run("update app.line_send set not_before = not_before - \(back), queued_at = queued_at - \(back)")
    try superuser.run("update app.crisis_flag set raised_at = raised_at - \(back)")
  }
}

/// LINE's Messaging API of `Tests/LineStub`, running beside a test.
final class LineStub {
  private let process: pid_t
  private let feed: Int32
  let base: String

  init() throws {
    let script =
      Pages.folder.split(separator: "/").dropLast(2).reduce(into: "") { $0 += "/" + $1 } + "/LineStub/line_stub.py"
    let (stdin, feed) = try Program.pipe()
    let (said, stdout) = try Program.pipe()
    process = try Program(path: "/usr/bin/env").start(
      ["python3", script], environment: ["PATH": String(cString: getenv("PATH"))], streams: [stdin, stdout, 2])
    close(stdin)
    close(stdout)
    self.feed = feed
    var port = ""
    var byte: UInt8 = 0
    while read(said, &byte, 1) == 1, byte != 0x0A { port.append(Character(Unicode.Scalar(byte))) }
    close(said)
    base = "http://127.0.0.1:\(port)"
  }

  deinit {
    // its standard input ends, and so does it
    close(feed)
    _ = Run.end(of: process)
  }

  /// Asks the stub itself, over a socket of this test's own.
  private func talk(_ method: String, _ path: String, _ body: String = "") throws -> String {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | 0o2000000, 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = (in_port_t(base.split(separator: ":").last ?? "") ?? 0).bigEndian
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else { throw Program.Failed(code: errno) }
    let request =
      "\(method) \(path) HTTP/1.1\r\nHost: stub\r\nConnection: close\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
    _ = Array(request.utf8).withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    var answer: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      if count <= 0 { break }
      answer += buffer[..<count]
    }
    return String(decoding: answer, as: UTF8.self)
  }

  /// What it is to do with the next requests, one after the other.
  func script(_ steps: String...) throws {
    _ = try talk("POST", "/_stub/script", "[" + steps.map { "\"\($0)\"" }.joined(separator: ", ") + "]")
  }

  /// What it has of a message, as JSON (see the script).
  func hold(_ message: String, _ content: String) throws {
    _ = try talk("POST", "/_stub/content", "{\"\(message)\": \(content)}")
  }

  /// Everything it accepted, as JSON.
  func log() throws -> String { try talk("GET", "/_stub/log") }
}

extension Person {
  /// Sends what is due, as the office's sender does, or fetches what is due.
  func send(to stub: LineStub, office code: String = "fukuoka", fetching: Bool = false) throws -> Run {
    let token = home.path + "/token"
    let file = open(token, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    _ = Array("stub-token\n".utf8).withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
    close(file)
    return try run(
      ["--office", code, "--token-file", token, "--base", stub.base, "--once"] + (fetching ? ["--media"] : []),
      input: [],
      program: .sender)
  }
}
