import Foundation
import Glibc
import Postgres
import Testing

/// `tls_relay.py`, before the test's server: everything between libpq and it is TLS.
private final class Relay {
  let folder: URL
  let port: String
  private let process = Process()
  private let orders = Pipe()
  private let answers = Pipe()

  init(_ arguments: String...) throws {
    folder = URL(filePath: NSTemporaryDirectory()).appending(path: "tls-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let socket = try #require(ProcessInfo.processInfo.environment["PGHOST"]) + "/.s.PGSQL.5432"
    process.executableURL = URL(filePath: "/usr/bin/python3")
    let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "tls_relay.py").path
    process.arguments = [script, socket, folder.path] + arguments
    process.standardInput = orders
    process.standardOutput = answers
    try process.run()
    port = Relay.line(from: answers)
    try #require(Int(port) != nil)
  }

  /// Connections from now on are closed after so many raw bytes to the client.
  func cut(after bytes: Int) {
    orders.fileHandleForWriting.write(Data("\(bytes)\n".utf8))
    _ = Relay.line(from: answers)
  }

  private static func line(from pipe: Pipe) -> String {
    var line = ""
    while let byte = try? pipe.fileHandleForReading.read(upToCount: 1)?.first, byte != UInt8(ascii: "\n") {
      line.unicodeScalars.append(Unicode.Scalar(byte))
    }
    return line
  }

  func settings(trusting certificate: String = "root") -> [Setting: String] {
    [
      .host: "localhost", "hostaddr": "127.0.0.1", .port: port, .sslMode: "verify-full",
      "sslrootcert": folder.appending(path: "\(certificate).crt").path, "gssencmode": "disable",
    ]
  }

  deinit {
    try? orders.fileHandleForWriting.close()
    process.waitUntilExit()
    try? FileManager.default.removeItem(at: folder)
  }
}

@Suite("Over TLS")
struct TLSTests {
  @Test("with SCRAM, a verified certificate and records of a few bytes: rows, transactions and pipelines arrive whole")
  func dripping() throws {
    let relay = try Relay("--drip")
    let connection = try connect(relay.settings())
    let texts = try connection.all("select n::int8 as n, repeat('ひ', n) as t from generate_series(1, 300) n") {
      (try $0.decode("n", as: Int.self), try $0.decode("t", as: String.self))
    }
    #expect(texts.count == 300 && texts.allSatisfy { $0.1 == String(repeating: "ひ", count: Int($0.0)) })
    try connection.run("create temporary table kept (n int8)")
    try connection.transaction { try $0.run("insert into kept values (1)") }
    let kept = try connection.pipeline { pipeline in
      for n in 2...50 { pipeline.run("insert into kept values (\(Int(n)))") }
      return pipeline.one("select count(*) from kept", as: Int.self)
    }
    #expect(kept == 50)
  }

  @Test("a certificate that nobody trusts, or of another host, is no server")
  func untrusted() throws {
    let relay = try Relay()
    var elsewhere = relay.settings()
    elsewhere[.host] = "another.example"
    for settings in [relay.settings(trusting: "other"), elsewhere] {
      let error = #expect(throws: PostgresError.self) { try connect(settings) }
      #expect(error?.kind == .cannotConnect && error?.sqlState == nil)
    }
    #expect(try connect(relay.settings()).one("select 1::int8", as: Int.self) == 1)
  }

  @Test("a server that agrees to TLS and falls silent is waited for until the deadline")
  func mute() throws {
    let relay = try Relay("--mute")
    let error = #expect(throws: PostgresError.self) {
      try Connection.open(relay.settings(), deadline: .after(.milliseconds(300)))
    }
    #expect(error?.kind == .timedOut && error?.outcomeUnknown == false)
  }

  @Test("cut anywhere, a commit is never called done unless it is, and never denied where it may be")
  func cuts() throws {
    let watcher = try connect()
    try watcher.script("drop table if exists public.tls_cuts; create table public.tls_cuts (n int8)")
    defer { try? watcher.script("drop table public.tls_cuts") }
    let relay = try Relay()
    var endings: [String: Int] = [:]
    var bytes = 1
    while endings["done", default: 0] < 3 {
      relay.cut(after: bytes)
      let key = Int(bytes)
      let ending: String
      do {
        let connection = try connect(relay.settings())
        try connection.transaction { try $0.run("insert into public.tls_cuts values (\(key))") }
        ending = "done"
      } catch let error as PostgresError {
        ending = error.outcomeUnknown ? "unknown" : "not done"
      }
      endings[ending, default: 0] += 1
      let rows = try watcher.one("select count(*) from public.tls_cuts where n = \(key)", as: Int.self)
      switch ending {
      case "done": #expect(rows == 1, "cut after \(bytes) bytes")
      case "not done": #expect(rows == 0, "cut after \(bytes) bytes")
      // the server may still be at it
      default: break
      }
      // a prime stride meets each record somewhere
      bytes += bytes < 8 ? 1 : 29
    }
    // the control: all three endings were met
    #expect(Set(endings.keys) == ["done", "unknown", "not done"], "\(endings)")
  }
}
