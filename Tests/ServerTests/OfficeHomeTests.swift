import CaseCore
import Edge
import Glibc
import Paper
import Terminal
import Testing

@testable import ippo

@Suite struct OfficeHomeTests {
  private func desk(_ environment: [String: String], executable: String = "/nowhere/bin/ippo") -> Desk {
    Desk(
      lang: .en, console: Console(), environment: environment, executable: executable, clock: { Instant.first })
  }

  @Test("IPPO_HOME is that folder itself, made absolute")
  func given() throws {
    #expect(try OfficeHome.find(at: desk(["IPPO_HOME": "/srv/./office/../ippo home"])).path == "/srv/ippo home")
  }

  @Test("without IPPO_HOME, and outside the source, it is .ippo in the home folder")
  func ofHome() throws {
    #expect(try OfficeHome.find(at: desk(["HOME": "/nowhere"])).path == "/nowhere/.ippo")
  }

  @Test("a folder whose name a shell would read is refused", arguments: ["/a$b", "/a`b`", "/a\"b", "/a\\b", "/a\nb"])
  func refused(path: String) {
    #expect(throws: Trouble.self) { try OfficeHome.find(at: desk(["IPPO_HOME": path])) }
  }

  @Test("a word is quoted so that sh reads it back")
  func quoted() {
    #expect(ShellWord.quoted("it's a home") == #"'it'\''s a home'"#)
  }

  @Test("a moment is told in Tokyo's time")
  func japan() {
    #expect(JapanTime.text(0) == "1970-01-01T09:00:00+09:00")
    #expect(JapanTime.text(1_772_290_800) == "2026-03-01T00:00:00+09:00")
  }
}
