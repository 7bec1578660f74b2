import Glibc
import Postgres
import Testing

/// Connects as the environment says; half a minute is only there so that a broken wait ends.
func connect(_ settings: [Setting: String] = [:]) throws -> Connection {
  try Connection.open(settings, deadline: .after(.seconds(30)))
}

/// Everything that printing, interpolating or dumping a value could show.
func everythingShown(_ value: any Error) -> String {
  var dumped = ""
  dump(value, to: &dumped)
  return "\(value) \(String(reflecting: value)) \(dumped)"
}

/// Creates a temporary table whose rows are refused (or worse) by a deferred trigger at the commit.
func createRefusingTable(_ connection: Connection, doing statement: String = "raise 'himitsu' using errcode = 'TT001'")
  throws
{
  try connection.script(
    """
    create temporary table refusing (n int8);
    create function pg_temp.refuse() returns trigger language plpgsql as $$ begin \(statement); return null; end $$;
    create constraint trigger refuse after insert on refusing deferrable initially deferred
      for each row execute function pg_temp.refuse();
    create temporary table plain (n int8);
    """)
}

/// A listening socket in a folder of its own, where libpq looks for one when `host` is the folder.
final class Listener: Sendable {
  let folder: String
  let socket: Int32

  init() throws {
    var template = Array("/tmp/pgtest-XXXXXX".utf8CString)
    try #require(mkdtemp(&template) != nil)
    folder = String(decoding: template.dropLast().map(UInt8.init), as: UTF8.self)
    socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let path = "\(folder)/.s.PGSQL.5432"
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let bound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    try #require(bound == 0 && listen(socket, 4) == 0)
  }

  deinit {
    close(socket)
    unlink("\(folder)/.s.PGSQL.5432")
    rmdir(folder)
  }

  var settings: [Setting: String] { [.host: folder, .port: "5432", .user: "nobody", .database: "nothing"] }
}

/// A server that speaks just enough of the protocol: it greets, and answers each request with prepared bytes.
/// After the last answer it hangs up, or ignores what else is sent until the client hangs up.
final class FakeServer: Sendable {
  private let listener: Listener
  private let answers: [[UInt8]]
  private let ending: Ending

  enum Ending { case hangsUp, ignores }

  init(answers: [[UInt8]], ending: Ending = .hangsUp) throws {
    listener = try Listener()
    self.answers = answers
    self.ending = ending
  }

  var settings: [Setting: String] { listener.settings }

  func start() throws {
    var thread = pthread_t()
    let code = pthread_create(
      &thread, nil,
      { server in
        if let server { Unmanaged<FakeServer>.fromOpaque(server).takeRetainedValue().serve() }
        return nil
      }, Unmanaged.passRetained(self).toOpaque())
    try #require(code == 0)
    pthread_detach(thread)
  }

  private func serve() {
    let client = accept(listener.socket, nil, nil)
    defer { close(client) }
    guard readMessage(client, typed: false) != nil else { return }
    write(
      client,
      message("R", [0, 0, 0, 0]) + message("S", "client_encoding\0UTF8\0".utf8)
        + message("K", [0, 0, 0, 1, 0, 0, 0, 2])
        + ready)
    for answer in answers {
      var type: UInt8?
      repeat { type = readMessage(client, typed: true) } while type != nil && type != UInt8(ascii: "S")
      write(client, answer)
    }
    if ending == .hangsUp { return }
    var entry = pollfd(fd: client, events: 0, revents: 0)
    poll(&entry, 1, -1)
  }

  /// Reads one message whole and answers its type, or nil at the end of the stream.
  private func readMessage(_ client: Int32, typed: Bool) -> UInt8? {
    guard let type = typed ? readBytes(client, 1)?.first : 0, let size = readBytes(client, 4) else { return nil }
    let length = size.reduce(0) { $0 << 8 | Int($1) } - 4
    return readBytes(client, length) == nil ? nil : type
  }

  private func readBytes(_ client: Int32, _ count: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let got = bytes.withUnsafeMutableBytes { recv(client, $0.baseAddress?.advanced(by: filled), count - filled, 0) }
      if got <= 0 { return nil }
      filled += got
    }
    return bytes
  }

  private func write(_ client: Int32, _ bytes: [UInt8]) {
    _ = bytes.withUnsafeBytes { send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
  }
}

/// One message of the server.
func message(_ type: Character, _ body: some Sequence<UInt8>) -> [UInt8] {
  let body = Array(body)
  let length = UInt32(body.count + 4)
  return Array(String(type).utf8) + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: length >> $0) } + body
}

/// The answer to a statement that ran, as far as its CommandComplete.
let completeInsert =
  message("1", []) + message("2", []) + message("n", []) + message("C", "INSERT 0 1\0".utf8)

/// ReadyForQuery, outside a transaction.
let ready = message("Z", "I".utf8)
