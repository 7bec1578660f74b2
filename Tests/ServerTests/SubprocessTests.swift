import Glibc
import Testing

@testable import ippo

@Suite struct SubprocessTests {
  private let bare = ["PATH": "/usr/bin:/bin"]

  @Test("input, output, errors and status of a program come back apart")
  func apart() throws {
    let result = try Subprocess.run(
      "/bin/sh", ["-c", "cat; echo trouble >&2; exit 7"], input: "一歩", environment: bare)
    #expect(result.output == "一歩")
    #expect(result.errors == "trouble\n")
    #expect(result.status == 7)
  }

  @Test("a megabyte goes through, in and out, and a program may leave its input unread")
  func large() throws {
    let megabyte = String(repeating: "0123456789abcdef", count: 65_536)
    #expect(try Subprocess.run("/bin/cat", [], input: megabyte, environment: bare).output == megabyte)
    #expect(try Subprocess.run("/bin/true", [], input: megabyte, environment: bare).status == 0)
  }

  @Test("a program ended by a signal has the status that sh would give it")
  func signalled() throws {
    #expect(try Subprocess.run("/bin/sh", ["-c", "kill -9 $$"], environment: bare).status == 137)
  }

  @Test("a program gets no setting, descriptor or folder of ours")
  func bareChild() throws {
    let open = Glibc.open("/dev/null", O_RDONLY)
    defer { close(open) }
    let result = try Subprocess.run("/bin/sh", ["-c", "pwd; ls /proc/$$/fd; env"], environment: ["A": "b"])
    #expect(result.output.hasPrefix("/\n0\n1\n2\n"))
    #expect(!result.output.contains("HOME="))
  }

  @Test("a program that is not there has the status that sh would give it")
  func missing() throws {
    #expect(try Subprocess.run("/nowhere/program", [], environment: bare).status == 127)
  }
}
