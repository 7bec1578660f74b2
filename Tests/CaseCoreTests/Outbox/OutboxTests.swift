import Glibc
import Postgres
import TestSupport
import Testing

@testable import CaseCore

@Suite("The outbox")
struct OutboxTests {
  /// A folder of the test's own, gone afterwards.
  private func inFolder<R>(_ body: (String) throws -> R) throws -> R {
    var template = Array("\(getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp")/outbox-XXXXXX".utf8CString)
    _ = try #require(mkdtemp(&template))
    let folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    defer { remove(folder) }
    return try body(folder)
  }

  private func remove(_ path: String) {
    if let stream = opendir(path) {
      while let entry = readdir(stream) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name != "." && name != ".." { remove(path + "/" + name) }
      }
      closedir(stream)
      rmdir(path)
    } else {
      unlink(path)
    }
  }

  private func outbox(of login: String, in folder: String) throws -> Outbox {
    try Outbox(login: login, database: "ippo", state: folder + "/state", config: folder + "/config")
  }

  private func note(_ text: String, of reference: String) throws -> QueuedSession {
    var entry = SessionEntry(method: "home_visit", writtenAt: try Instant(unixSeconds: 1_760_000_000))
    entry.minutes = try Minutes(50)
    entry.with = ["mother", "person"]
    entry.contact = "through_door"
    entry.note = try Note(text)
    return QueuedSession(id: TestOffice.id(), reference: ClientReference(reference), entry: entry)
  }

  private func files(_ folder: String) throws -> [(path: String, mode: mode_t, bytes: [UInt8])] {
    var found: [(String, mode_t, [UInt8])] = []
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name == "." || name == ".." { continue }
      let path = folder + "/" + name
      var status = stat()
      #expect(lstat(path, &status) == 0)
      if status.st_mode & S_IFMT == S_IFDIR {
        #expect(status.st_mode & 0o777 == 0o700, "\(path) is for its owner alone")
        found += try files(path)
      } else {
        let file = try #require(fopen(path, "r"))
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
        let count = fread(&bytes, 1, bytes.count, file)
        found.append((path, status.st_mode & 0o777, Array(bytes.prefix(count))))
      }
    }
    return found
  }

  @Test("a kept note comes back as it was written, and lies sealed under private names")
  func keeps() throws {
    try inFolder { folder in
      let outbox = try outbox(of: "sato", in: folder)
      let notes = try [note("𠮷野家の話😀", of: "C-7K2M"), note(String(repeating: "長", count: 100_000), of: "ヤマダ")]
      for note in notes { try outbox.put(note) }
      #expect(try Set(outbox.waiting().compactMap(\.note)) == Set(notes))
      for file in try files(folder) {
        #expect(file.mode == 0o600, "\(file.path)")
        let text = String(decoding: file.bytes, as: UTF8.self)
        #expect(!text.contains("吉野家") && !text.contains("野家の話") && !text.contains("C-7K2M") && !text.contains("長長"))
      }
    }
  }

  @Test("another login finds nothing, and cannot open what is moved into its folder")
  func belongsToALogin() throws {
    try inFolder { folder in
      let note = try note("秘密", of: "C-7K2M")
      try outbox(of: "sato", in: folder).put(note)
      let tanaka = try outbox(of: "tanaka", in: folder)
      #expect(try tanaka.waiting().isEmpty)
      let there = folder + "/state/outbox/tanaka@ippo/\(note.id).sealed"
      #expect(rename(folder + "/state/outbox/sato@ippo/\(note.id).sealed", there) == 0)
      #expect(try tanaka.waiting().map(\.id) == [note.id])
      #expect(try tanaka.waiting().compactMap(\.note).isEmpty, "its words stay sato's")
    }
  }

  @Test("a cut or changed file is reported, never taken for a note; a key others can read is refused")
  func damage() throws {
    try inFolder { folder in
      let outbox = try outbox(of: "sato", in: folder)
      let note = try note("秘密", of: "C-7K2M")
      try outbox.put(note)
      let path = folder + "/state/outbox/sato@ippo/\(note.id).sealed"
      #expect(truncate(path, 40) == 0)
      let whole = try self.note("別の記録", of: "C-7K2M")
      try outbox.put(whole)
      let items = try outbox.waiting()
      #expect(items.first { $0.id == note.id }.map { $0.note == nil } == true, "it is shown")
      #expect(items.compactMap(\.note) == [whole], "it holds up nobody")
      #expect(chmod(folder + "/config/key", 0o644) == 0)
      #expect(throws: Outbox.Failure.self) { try self.outbox(of: "sato", in: folder) }
    }
  }

  @Test("what waits is sent once; what is refused is set aside with its rule and takes no neighbour with it")
  func sends() throws {
    try inFolder { folder in
      try TestOffice.run { office in
        var new = NewClient()
        new.name = "山田 太郎"
        let store = try office.store("sato")
        guard case .saved(let code, _) = try Client.add(new, id: TestOffice.id(), evenIfSimilar: false, in: store)
        else {
          Issue.record("no client")
          return
        }
        let outbox = try outbox(of: "sato", in: folder)
        let good = try (0..<120).map { try note("\($0)", of: code) }
        for note in good { try outbox.put(note) }
        let lost = try note("だれの", of: "C-2222")
        try outbox.put(lost)
        // one of them arrived before its answer was lost
        _ = try Session.log(good[7].entry, of: good[7].reference, id: good[7].id, in: store)
        let delivery = try #require(try outbox.send(to: store))
        #expect(Set(delivery.sent) == Set(good.map(\.id)))
        #expect(delivery.refused.map(\.rule) == ["not_found.client"] && delivery.left == 0)
        #expect(try outbox.waiting().isEmpty)
        #expect(try outbox.refused().compactMap(\.note) == [lost])
        let stored: Int = try office.omniscient().one("select count(*) from app.session")
        #expect(stored == 120)
        #expect(try #require(try outbox.send(to: store)).sent.isEmpty, "a refused note is not tried again")
      }
    }
  }

  @Test("while one process sends, another does not; a server that went away leaves everything where it was")
  func alone() throws {
    try inFolder { folder in
      try TestOffice.run { office in
        let outbox = try outbox(of: "sato", in: folder)
        let waiting = try note("x", of: "C-7K2M")
        try outbox.put(waiting)
        let store = try office.store("sato")
        let second = try self.outbox(of: "sato", in: folder)
        let inner = try outbox.alone { try second.send(to: store) == nil }
        #expect(inner == true)
        store.connection.close()
        _ = try? outbox.send(to: store)
        #expect(try outbox.waiting().compactMap(\.note) == [waiting])
      }
    }
  }

  @Test("a note that cannot be opened is counted, left where it is, and takes no neighbour with it")
  func brokenNeighbour() throws {
    try inFolder { folder in
      try TestOffice.run { office in
        let outbox = try outbox(of: "sato", in: folder)
        let notes = try (0..<3).map { try note("\($0)", of: "C-2222") }
        for note in notes { try outbox.put(note) }
        #expect(truncate(folder + "/state/outbox/sato@ippo/\(notes[1].id).sealed", 3) == 0)
        let delivery = try #require(try outbox.send(to: try office.store("sato")))
        #expect(Set(delivery.refused.map(\.id)) == [notes[0].id, notes[2].id] && delivery.broken == 1)
        #expect(try outbox.waiting().map(\.id) == [notes[1].id])
      }
    }
  }

  @Test("the same note is kept once under its id; another under the same id is told, waiting or refused")
  func anotherUnderTheSameID() throws {
    try inFolder { folder in
      let outbox = try outbox(of: "sato", in: folder)
      let first = try note("はじめの記録", of: "C-7K2M")
      let other = QueuedSession(
        id: first.id, reference: first.reference, entry: try note("別の記録", of: "C-7K2M").entry)
      try outbox.put(first)
      try outbox.put(first)
      #expect(throws: Outbox.Failure.self) { try outbox.put(other) }
      try outbox.setAside(first.id, because: "client.closed")
      #expect(throws: Outbox.Failure.self) { try outbox.put(other) }
      try outbox.put(first)
      #expect(try outbox.waiting().compactMap(\.note) == [first])
      #expect(try outbox.refused().compactMap(\.note) == [first])
    }
  }

  @Test("what a process that was ended left unfinished is swept away; that of a living one is not")
  func sweeps() throws {
    try inFolder { folder in
      let outbox = try outbox(of: "sato", in: folder)
      let here = folder + "/state/outbox/sato@ippo"
      // no process has a number as high as that
      for name in [".new-2000000000-1", "refused/.new-2000000000-2", ".new-\(getpid())-3"] {
        let file = open("\(here)/\(name)", O_WRONLY | O_CREAT, 0o600)
        #expect(file >= 0)
        close(file)
      }
      try outbox.sweep()
      #expect(try files(here).map { $0.path.suffix(2) }.sorted() == ["-3"])
    }
  }
}
