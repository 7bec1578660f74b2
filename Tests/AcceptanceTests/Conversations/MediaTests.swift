import Glibc
import Postgres
import TestSupport
import Testing

@Suite("Pictures and files on LINE")
struct MediaTests {
  private func play(_ body: (LineOffice, LineStub, _ sato: Person, _ fetcher: Person) throws -> Void) throws {
    try TestOffice.run { office in
      let line = try LineOffice(office)
      try body(line, LineStub(), Person("sato", of: office), Person("line_sender", of: office, lang: "C"))
    }
  }

  private func fetch(_ fetcher: Person, _ stub: LineStub) throws -> Run {
    let run = try fetcher.send(to: stub, fetching: true)
    #expect(run.ending == .status(0), "\(run.errors)")
    return run
  }

  /// How each medium stands, as it arrived.
  private func states(_ line: LineOffice) throws -> [String] {
    try line.office.omniscient().all(
      """
      select m.state || coalesce(' ' || m.size, '') as line
      from app.inquiry i cross join lateral kit.line_media_of(i.id, clock_timestamp()) m order by i.received_at, m.number
      """
    ) { try $0.decode("line", as: String.self) }
  }

  /// How many bytes of content there are in the database, and how many digests.
  private func kept(_ line: LineOffice) throws -> String {
    try line.office.omniscient().one(
      """
      select coalesce((select sum(octet_length(content)) from app.line_media_part), 0)::text || ' '
        || (select count(*) from app.line_media where digest is not null or sniffed_type is not null)
      """)
  }

  static let jpeg = "ffd8ffe000104a464946"

  @Test(
    "a picture is fetched once, named in the thread, and taken out on request, on record, into a file of its owner's")
  func picture() throws {
    try play { line, stub, sato, fetcher in
      let message = try line.arrive(from: "U1", media: "image")
      let code = try line.inquiry()
      #expect(try sato.run("inquiry", "show", code).output.contains("(画像) 1番 まだ受け取っていません"))
      let place = sato.home.path + "/photo"
      #expect(try sato.run("inquiry", "media", code, "1", "--to", place).ending == .status(4))
      #expect(access(place, F_OK) != 0)
      // 2.1 MB in three rows
      try stub.hold(message, #"{"hex": "\#(Self.jpeg)", "size": 2100000, "type": "image/jpeg; q=1"}"#)
      try line.pass(minutes: 1)
      let run = try fetch(fetcher, stub)
      #expect(!(run.output + run.errors).contains("ffd8"))
      _ = try fetch(fetcher, stub)
      #expect(try stub.log().ranges(of: "/content").count == 1)
      #expect(try states(line) == ["received 2100010"])
      #expect(try sato.run("inquiry", "show", code).output.contains("(画像) 1番 受信済み 2.1 MB"))
      let parts: Int = try line.office.omniscient().one("select count(*) from app.line_media_part")
      #expect(parts == 3)

      let taken = try sato.run("inquiry", "media", code, "１", "--to", place, "--format", "json")
      #expect(taken.ending == .status(0), "\(taken.errors)")
      #expect(taken.field("declared_type") == "image/jpeg" && taken.field("sniffed_type") == "image/jpeg")
      let bytes = try Pages.bytes(of: place)
      #expect(bytes.count == 2_100_010 && bytes.starts(with: [0xFF, 0xD8, 0xFF, 0xE0]))
      var facts = stat()
      #expect(stat(place, &facts) == 0 && facts.st_mode & 0o777 == 0o600)
      // a file that is there is not written over, and nobody is said to have taken anything out
      #expect(try sato.run("inquiry", "media", code, "1", "--to", place).ending == .status(64))
      #expect(try sato.run("inquiry", "media", code, "2", "--to", place + "2").ending == .status(3))
      #expect(access(place + "2", F_OK) != 0)
      let record: String = try line.office.omniscient().one(
        """
        select string_agg(s.login, ',') || ' ' || (select count(*) from audit.entry e where e.relation = 'line_media_opening')
        from app.line_media_opening o join app.staff s on s.id = o.staff_id
        """)
      #expect(record == "\(line.office.login("sato")) 1")
    }
  }

  @Test(
    "the content is behind the thread's wall: not a colleague's to take out, nor without taking it out, nor in one transaction"
  )
  func wall() throws {
    try play { line, stub, sato, fetcher in
      let message = try line.arrive(from: "U1", media: "image")
      let code = try line.inquiry()
      try stub.hold(message, #"{"hex": "\#(Self.jpeg)"}"#)
      _ = try fetch(fetcher, stub)
      let client = try sato.client(named: "青木 歩")
      #expect(try sato.run("inquiry", "link", code, "--client", client).ending == .status(0))
      for stranger in ["tanaka", "kato", "admin"] {
        let other = try Person(stranger, of: line.office)
        let run = try other.run("inquiry", "media", code, "1", "--to", other.home.path + "/x")
        #expect([.status(3), .status(4)].contains(run.ending), "\(stranger)")
        #expect(access(other.home.path + "/x", F_OK) != 0)
      }
      let mine = try line.office.connection("sato")
      _ = try mine.run("select api.inquiry_open(\(code))")
      let id = TestOffice.id()
      let read: SQL = "select count(*) from api.inquiry_media_content(\(id))"
      try mine.run("begin")
      try mine.run("select api.inquiry_media_open(\(id), \(code), 1)")
      let early: Int = try mine.one(read)
      try mine.run("rollback")
      let never: Int = try mine.one(read)
      try mine.run("select api.inquiry_media_open(\(id), \(code), 1)")
      let taken: Int = try mine.one(read)
      #expect([early, never, taken] == [0, 0, 1])
      // by somebody else's taking, or after it has run out, nothing is read
      let theirs: Int = try line.office.connection("suzuki").one(read)
      try line.office.omniscient().run("update app.line_media_opening set until = clock_timestamp()")
      let late: Int = try mine.one(read)
      #expect([theirs, late] == [0, 0])
    }
  }

  @Test("a withdrawn picture loses its content and what could tell it from others; the number stays another's no more")
  func withdrawn() throws {
    try play { line, stub, sato, fetcher in
      let first = try line.arrive(from: "U1", media: "image")
      let second = try line.arrive(from: "U1", media: "file", details: #"{"file_name": "診断書.pdf"}"#)
      for message in [first, second] { try stub.hold(message, #"{"hex": "255044462d", "type": "application/pdf"}"#) }
      _ = try fetch(fetcher, stub)
      #expect(try states(line) == ["received 5", "received 5"])
      try line.arrive(from: "U1", type: "unsend", unsend: first)
      #expect(try kept(line) == "5 1")
      let code = try line.inquiry()
      let place = sato.home.path + "/x"
      let refused = try sato.run("inquiry", "media", code, "1", "--to", place)
      #expect(refused.ending == .status(4) && refused.errors.contains("取り消された"))
      #expect(access(place, F_OK) != 0)
      #expect(
        try sato.run("inquiry", "media", code, "2", "--to", place, "--format", "json").field("file_name") == "診断書.pdf")
      // it is not fetched again
      try line.pass(minutes: 60)
      _ = try fetch(fetcher, stub)
      #expect(try states(line) == ["withdrawn", "received 5"])
      #expect(try stub.log().ranges(of: "/content").count == 2)
    }
  }

  @Test("a fetch that ends after the withdrawal stores nothing, whichever of the two commits first")
  func race() throws {
    try play { line, _, _, _ in
      let sender = try line.office.connection("line_sender")
      let store: SQL = "select api.line_fetched('e1', 'content', null, 'x')"
      let first = try line.arrive(from: "U1", media: "image")
      _ = try sender.run("select api.line_fetch_next('fukuoka')")
      try line.arrive(from: "U1", type: "unsend", unsend: first)
      let state: String = try sender.one(store)
      #expect(state == "withdrawn")
      #expect(try kept(line) == "0 0")
      // the withdrawal finds a content that is being stored, and waits for it
      let third = try line.arrive(from: "U1", media: "image")
      try sender.run("begin")
      try sender.run("select api.line_fetched('e3', 'content', null, 'x')")
      let intake = try line.office.connection("line_intake")
      try intake.run("set lock_timeout = '50ms'")
      let unsend: SQL = """
        select api.line_receive(jsonb_build_array(jsonb_build_object('destination', 'U', 'events', jsonb_build_array(
          jsonb_build_object('id', 'late', 'type', 'unsend', 'at', 1, 'mode', 'active', 'redelivered', false, 'source', 'user',
            'user', 'U1', 'unsend', \(third)::text)))))
        """
      #expect(throws: (any Error).self) { try intake.run(unsend) }
      try sender.run("commit")
      #expect(try kept(line) == "1 1")
      try intake.run(unsend)
      #expect(try kept(line) == "0 0")
    }
  }

  @Test(
    "whatever LINE does first, a content comes once",
    arguments: [
      ["drop"], ["500"], ["429_rate"], ["401"], ["404"], ["404", "404", "404", "404"], ["401", "drop", "500", "404"],
    ])
  func retries(steps: [String]) throws {
    try play { line, stub, _, fetcher in
      let message = try line.arrive(from: "U1", media: "image")
      try stub.hold(message, #"{"hex": "\#(Self.jpeg)"}"#)
      for step in steps {
        try stub.script(step)
        _ = try fetch(fetcher, stub)
        #expect(try states(line) == ["waiting"])
        // not due yet: LINE is not asked
        _ = try fetch(fetcher, stub)
        try line.pass(minutes: 360)
      }
      _ = try fetch(fetcher, stub)
      #expect(try states(line) == ["received 10"])
      #expect(try stub.log().ranges(of: "/content").count == steps.count + 1)
    }
  }

  @Test("a video is asked for once LINE has prepared it")
  func transcoding() throws {
    try play { line, stub, _, fetcher in
      let message = try line.arrive(from: "U1", media: "video")
      let other = try line.arrive(from: "U1", media: "audio")
      try stub.hold(
        message, #"{"hex": "000000186674797069736f6d", "transcoding": ["processing", "processing", "succeeded"]}"#)
      try stub.hold(other, #"{"hex": "00", "transcoding": ["failed"]}"#)
      for _ in 1...3 {
        _ = try fetch(fetcher, stub)
        try line.pass(minutes: 60)
      }
      #expect(try states(line) == ["received 12", "failed"])
      #expect(try stub.log().ranges(of: "/content\"").count == 1)
    }
  }

  @Test(
    "what LINE has no more, what is too large and what never was at LINE is not asked for for ever, and the thread says why"
  )
  func outcomes() throws {
    try play { line, stub, sato, fetcher in
      let gone = try line.arrive(from: "U1", media: "image")
      let large = try line.arrive(from: "U1", media: "file")
      let exact = try line.arrive(from: "U1", media: "file")
      try line.arrive(
        from: "U1", media: "image", details: #"{"provider": "external", "content_url": "https://example.com/x"}"#)
      try line.arrive(from: "U1", media: "audio")
      try stub.hold(gone, #"{"gone": true}"#)
      try stub.hold(large, #"{"size": 20971521}"#)
      try stub.hold(exact, #"{"size": 20971520}"#)
      for _ in 1...5 {
        _ = try fetch(fetcher, stub)
        try line.pass(minutes: 360)
      }
      #expect(try states(line) == ["gone", "too_large", "received 20971520", "elsewhere", "gone"])
      let shown = try sato.run("inquiry", "show", line.inquiry()).output
      for words in ["1番 LINE にもうありません", "2番 大きすぎて受け取れません", "3番 受信済み 21.0 MB", "4番 LINE の外にあるもの"] {
        #expect(shown.contains(words), "\(words)")
      }
      #expect(try !stub.log().contains("example.com"))
    }
  }

  @Test("nobody asks for what is older than a fortnight")
  func old() throws {
    try play { line, stub, _, fetcher in
      let message = try line.arrive(from: "U1", media: "image")
      try stub.hold(message, #"{"hex": "\#(Self.jpeg)"}"#)
      try line.pass(minutes: 15 * 1440)
      _ = try fetch(fetcher, stub)
      #expect(try states(line) == ["gone"])
      #expect(try !stub.log().contains("/content"))
    }
  }

  @Test("a program that is called a picture is told as what its bytes say")
  func disguised() throws {
    try play { line, stub, sato, fetcher in
      let message = try line.arrive(from: "U1", media: "file")
      try stub.hold(message, #"{"hex": "4d5a9000", "type": "image/jpeg"}"#)
      _ = try fetch(fetcher, stub)
      let run = try sato.run("inquiry", "media", line.inquiry(), "1", "--to", sato.home.path + "/x", "--format", "json")
      #expect(run.field("sniffed_type") == "application/x-msdownload")
      #expect(run.errors.contains("形式と中身が違います"))
    }
  }
}
