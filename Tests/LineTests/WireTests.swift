import Glibc
import TestSupport
import Testing

/// What can come over a wire.
@Suite("The receiver's door")
struct WireTests {
  private func line(_ body: (ReceiverRun, TestOffice) throws -> Void) throws {
    try TestOffice.run { office in
      try ReceiverRun.makeLogin(in: office)
      try body(try ReceiverRun(office, folder: try ReceiverRun.makeFolder()), office)
    }
  }

  private let empty = #"{"destination":"U","events":[]}"#

  private func head(_ lines: String...) -> [UInt8] {
    Array((["POST /line/webhook HTTP/1.1", "Host: x"] + lines).joined(separator: "\r\n").utf8) + Array("\r\n\r\n".utf8)
  }

  @Test("lets in what is signed, once, and nothing else")
  func signed() throws {
    try line { line, office in
      let signature = try ReceiverRun.sign(Array(empty.utf8))
      let length = "Content-Length: \(empty.utf8.count)"
      let bytes = Array(empty.utf8)
      #expect(try line.post(empty) == 200)
      #expect(try line.post(empty, signature: "nonsense") == 401)
      #expect(try line.post(empty, signature: "") == 401)
      #expect(try line.post(empty + " ", signature: signature) == 401)
      let unsigned = try line.exchange(head(length) + bytes)
      #expect(ReceiverRun.status(of: unsigned) == 401)
      #expect(unsigned.lowercased().contains("connection: close"), "what is left of it is not read")
      let twice = head("x-line-signature: \(signature)", "x-line-signature: \(signature)", length)
      #expect(ReceiverRun.status(of: try line.exchange(twice + bytes)) == 401)
      let any = head("X-LINE-SIGNATURE: \(signature)", length)
      #expect(ReceiverRun.status(of: try line.exchange(any + bytes)) == 200)
      #expect(try office.events == [])
    }
  }

  @Test("reads a chunked body, and answers nothing good to a cut, a huge or a broken one")
  func bodies() throws {
    try line { line, office in
      let body = Array(Told.delivery(Told.message("e1", "一")).utf8)
      let signature = try ReceiverRun.sign(body)
      var chunked = head("x-line-signature: \(signature)", "Transfer-Encoding: chunked")
      for start in stride(from: 0, to: body.count, by: 7) {
        let chunk = body[start..<min(start + 7, body.count)]
        chunked += Array("\(String(chunk.count, radix: 16))\r\n".utf8) + chunk + Array("\r\n".utf8)
      }
      #expect(ReceiverRun.status(of: try line.exchange(chunked + Array("0\r\n\r\n".utf8))) == 200)
      let cut = head("x-line-signature: \(signature)", "Content-Length: \(body.count)") + body.dropLast(5)
      #expect(ReceiverRun.status(of: try line.exchange(cut, thenClose: true)) != 200)
      let huge = [UInt8](repeating: 0x20, count: 1_100_000)
      #expect(try [413, 0].contains(line.post(huge)))
      let longHead = head("x-line-signature: \(signature)", "X-Long: \(String(repeating: "x", count: 40_000))")
      #expect(try [431, 400, 0].contains(ReceiverRun.status(of: line.exchange(longHead))))
      let both = head("x-line-signature: \(signature)", "Content-Length: 5", "Transfer-Encoding: chunked")
      #expect(ReceiverRun.status(of: try line.exchange(both + Array("0\r\n\r\n".utf8))) != 200)
      #expect(ReceiverRun.status(of: try line.exchange(Array("nonsense\r\n\r\n".utf8))) != 200)
      #expect(try office.messages == ["e1 text 一"])
      #expect(try line.post(empty) == 200, "it goes on")
    }
  }

  @Test("closes on senders of one byte a while, in the head and in the body, and serves others meanwhile")
  func slow() throws {
    try line { line, _ in
      var open = [try line.connection(), try line.connection()]
      for (wire, start) in zip(
        open, [head("x-line-signature: x", "Content-Length: 1000"), Array("POST /line/webhook HTTP/1.1\r\nX: ".utf8)])
      {
        #expect(send(wire, start, start.count, 0x4000) == start.count)
      }
      for _ in 0..<80 where !open.isEmpty {
        for wire in open { _ = send(wire, "x", 1, 0x4000) }
        #expect(try line.post(empty) == 200)
        poll(nil, 0, 500)
        open.removeAll { wire in
          var byte: UInt8 = 0
          let count = recv(wire, &byte, 1, Int32(MSG_DONTWAIT))
          let isClosed = count == 0 || (count < 0 && errno != EAGAIN)
          if isClosed { close(wire) }
          return isClosed
        }
      }
      #expect(open == [])
    }
  }

  @Test("survives whatever is signed: bodies cut, flipped and doubled at random")
  func fuzzed() throws {
    try line { (line: ReceiverRun, office: TestOffice) throws in
      let whole = Array(
        Told.delivery(
          Told.message("f1", "言葉 \\u00e9 \\n"), Told.unsend("f2", of: "mx"), Told.plain("f3", "follow"),
          Told.plain("f4", "postback")
        ).utf8)
      var generator = Shuffler(state: 20_261_122)
      for _ in 0..<300 {
        var body = whole
        for _ in 0..<Int.random(in: 1...6, using: &generator) {
          let place = Int.random(in: 0..<body.count, using: &generator)
          switch Int.random(in: 0..<4, using: &generator) {
          case 0: body[place] = UInt8.random(in: 0...255, using: &generator)
          case 1: _ = body.remove(at: place)
          case 2: body.insert(contentsOf: body[place..<min(place + 30, body.count)], at: place)
          default: body = Array(body[...place])
          }
        }
        #expect(try [200, 400].contains(line.post(body)))
      }
      #expect(try line.post(whole) == 200)
      #expect(try office.events.contains("f1 message user"))
    }
  }

  @Test("tells machines of this machine how it goes, and nobody what was said")
  func metrics() throws {
    try line { line, _ in
      #expect(try line.post(Told.delivery(Told.message("e1", "一"), Told.message("e2", "二"))) == 200)
      #expect(try line.post(Told.delivery(Told.message("e1", "一"))) == 200)
      let metrics = try line.get("/metrics")
      #expect(metrics.status == 200)
      for expected in [
        "ippo_line_deliveries_total 2", "ippo_line_events_new_total 2", "ippo_line_events_known_total 1",
        "ippo_line_database_up 1",
      ] {
        #expect(metrics.text.contains(expected + "\n"))
      }
      #expect(try line.get("/healthz").text == #"{"status":"ok","database":"up","spooled":0}"# + "\n")
      #expect(try line.get("/line/webhook").status == 404 || line.get("/line/webhook").status == 405)
    }
  }
}

/// A generator that goes the same way each time.
struct Shuffler: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
