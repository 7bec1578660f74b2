import CaseCore
import Glibc
import TestSupport
import Testing

@Suite("The transcripts")
struct TranscriptTests {
  @Test("each goes in truth as its page says", arguments: try Pages.all())
  func pages(page: Pages.Page) throws {
    let transcript = try Transcript(page.text)
    let difference = try TestOffice.run { office in
      var player = try Player(transcript, in: office)
      return try player.play()
    }
    if let difference { Issue.record("\(page) \(difference)") }
  }

  @Test("a line that differs is told as a difference, and its neighbours as they are")
  func differs() {
    var bindings = Bindings()
    let lines = difference(
      ["コード: {code:a}", "名前: 山田", "→ 0"], ["コード: C-2345", "名前: 川田", "! 失敗", "→ 0"], &bindings)
    #expect(lines == ["  コード: C-2345", "- 名前: 山田", "+ 名前: 川田", "+ ! 失敗", "  → 0"])
  }

  @Test("a placeholder takes what it meets first, and nothing else afterwards")
  func binds() throws {
    var bindings = Bindings()
    let fits = [("コード: {code:a}", "コード: C-2345"), ("{code:a} (1)", "C-2345 (1)"), ("{code:a}", "C-2346")].map {
      bindings.match($0, $1)
    }
    #expect(fits == [true, true, false])
    #expect(try bindings.filled("ippo client show {code:a}") == "ippo client show C-2345")
    let unbound = #expect(throws: Bindings.Unbound.self) { try Bindings().filled("{id:b}") }
    #expect(unbound?.name == "id:b")
  }

  @Test(
    "a placeholder fits what has its shape",
    arguments: [
      ("{time}", "2026年11月3日(火) 14:30"), ("{time}", "Tue 3 Nov 2026 14:30"),
      ("{time}", "2026-11-03T14:30:00.123+09:00"),
      ("{date}", "2026-11-03"), ("{date}", "2026年11月3日(令和8年)"), ("{age}", "31"), ("a  b", "a     b"),
      ("───", "──────"), ("(a.b)", "(a.b)"), ("{", "{"),
    ])
  func shapes(pattern: String, text: String) {
    var bindings = Bindings()
    let fits = bindings.match(pattern, text)
    #expect(fits)
  }

  @Test(
    "a placeholder fits nothing else, and letters fit only themselves",
    arguments: [
      ("{time}", "昨日"), ("{code:x}", "C-1O0I"), ("{id:x}", "0199"), ("a b", "a  b"), ("a  b", "a b"), ("a.b", "axb"),
      ("", " "), ("{age}", "?"), ("が", "か\u{3099}"),
    ])
  func otherShapes(pattern: String, text: String) {
    var bindings = Bindings()
    let fits = bindings.match(pattern, text)
    #expect(!fits)
  }

  @Test("a page without a status or a command is no page")
  func malformed() {
    for text in ["", "書いただけ\n", "$ ippo today\nあ\n", "$ ippo today\n$ ippo today\n→ 0\n"] {
      #expect(throws: Transcript.Malformed.self) { try Transcript(text) }
    }
  }

  @Test("a page that is not the truth is told with its line")
  func untrue() throws {
    let page = try Transcript("lang: en\n\n$ ippo client list\nEverybody is fine.\n→ 0\n")
    let difference = try TestOffice.run { office in
      var player = try Player(page, in: office)
      return try player.play()
    }
    #expect(
      difference == """
        line 3: ippo client list
        - Everybody is fine.
        + There is nobody you may see.
          → 0
        """)
  }
}

/// The pages in `Transcripts/`.
enum Pages {
  struct Page: Sendable, CustomTestStringConvertible, CustomStringConvertible {
    let name: String
    let text: String
    var description: String { name }
    var testDescription: String { name }
  }

  static let folder = #filePath.split(separator: "/").dropLast().reduce(into: "") { $0 += "/" + $1 } + "/Transcripts"

  static func all() throws -> [Page] {
    guard let stream = opendir(folder) else { throw SchemaSource.Unreadable(path: folder) }
    defer { closedir(stream) }
    var pages: [Page] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard name.hasSuffix(".txt") else { continue }
      pages.append(Page(name: name, text: String(decoding: try bytes(of: folder + "/" + name), as: UTF8.self)))
    }
    return pages.sorted { $0.name < $1.name }
  }

  /// Everything in a file.
  static func bytes(of path: String) throws -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw SchemaSource.Unreadable(path: path) }
    defer { close(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = read(file, &buffer, buffer.count)
      guard count >= 0 else { throw SchemaSource.Unreadable(path: path) }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
  }
}
