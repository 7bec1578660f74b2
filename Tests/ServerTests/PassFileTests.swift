import Glibc
import Testing

@testable import ippo

@Suite struct PassFileTests {
  @Test("a login's line is replaced, and every other line stays as it was")
  func replaces() throws {
    let home = try ThrowAwayHome()
    defer { home.delete() }
    let file = PassFile(home.office)
    try File.replace(
      file.path, with: "# by hand\nlocalhost:*:*:reporter:theirs\n*:*:*:reporter:old\n*:*:*:sato:kept\n", mode: 0o600)
    try file.set(["reporter": "new", "backup": #"a:b\c"#])
    #expect(
      try File.text(file.path)
        == "# by hand\nlocalhost:*:*:reporter:theirs\n*:*:*:sato:kept\n*:*:*:backup:a\\:b\\\\c\n*:*:*:reporter:new\n")
    #expect(try file.passwords() == ["sato": "kept", "reporter": "new", "backup": #"a:b\c"#])
  }

  @Test("nobody but its owner may read it")
  func mode() throws {
    let home = try ThrowAwayHome()
    defer { home.delete() }
    let file = PassFile(home.office)
    try file.set(["sato": "x"])
    #expect(try File.facts(file.path)?.mode == S_IFREG | 0o600)
  }

  @Test("a random password has 24 bytes in base64url, another each time")
  func random() throws {
    let one = try PassFile.randomPassword()
    let two = try PassFile.randomPassword()
    #expect(one.utf8.count == 32)
    #expect(one != two)
    let alphabet = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    #expect(one.allSatisfy(alphabet.contains))
  }
}

/// An office's folder of its own for one test.
struct ThrowAwayHome {
  let office: OfficeHome

  init() throws {
    var template = Array("/tmp/ippo-test-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { throw File.trouble("/tmp", errno) }
    office = OfficeHome(path: String(cString: made))
  }

  func delete() {
    for name in File.names(in: office.path) { unlink(office.path + "/" + name) }
    rmdir(office.path)
  }
}
