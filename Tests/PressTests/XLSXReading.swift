import CTestProcess
import Glibc
import Paper

@testable import Press

/// A workbook read back by Python's standard library, fact by fact.
struct XLSXReading {
  /// The facts, each as its fields: `["text", sheet, cell, text, format]`, `["number", …]`, `["chart", kind, title]`, ….
  let facts: [[String]]

  struct Failed: Error, CustomStringConvertible { let description: String }

  init(_ bytes: [UInt8]) throws {
    var path = Array("/tmp/ippo-xlsx-XXXXXX".utf8CString)
    let file = mkstemp(&path)
    guard file >= 0 else { throw Failed(description: "mkstemp: \(errno)") }
    let name = String(decoding: path.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer {
      close(file)
      unlink(name)
    }
    guard write(file, bytes, bytes.count) == bytes.count else { throw Failed(description: "write: \(errno)") }
    try self.init(path: name)
  }

  init(path: String) throws {
    let script = #filePath.split(separator: "/").dropLast().reduce(into: "") { $0 += "/" + $1 } + "/read_xlsx.py"
    let output = try XLSXReading.python([script, path])
    facts = output.split(separator: "\n").map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).map(XLSXReading.plain)
    }
  }

  /// The document's workbook, read.
  init(_ document: Document) throws { try self.init(xlsx(document, created: 1_793_458_800)) }

  var sheets: [String] { facts.filter { $0[0] == "sheet" }.map { $0[1] } }

  /// A cell: its kind, what is in it, and its number format.
  func cell(_ sheet: String, _ name: String) -> [String]? {
    facts.first { ["text", "number"].contains($0[0]) && $0[1] == sheet && $0[2] == name }.map { [$0[0]] + $0[3...] }
  }

  /// What follows the given fields, fact by fact.
  func all(_ beginning: String...) -> [[String]] {
    facts.filter { $0.starts(with: beginning) }.map { Array($0.dropFirst(beginning.count)) }
  }

  /// Every text in a cell of a sheet.
  func texts(_ sheet: String) -> [String] { all("text", sheet).map { $0[1] } }

  private static func plain(_ field: Substring) -> String {
    var result = ""
    var isEscaped = false
    for character in field {
      switch (isEscaped, character) {
      case (false, "\\"): isEscaped = true
      case (true, "n"): (result, isEscaped) = (result + "\n", false)
      case (true, "t"): (result, isEscaped) = (result + "\t", false)
      default: (result, isEscaped) = (result + String(character), false)
      }
    }
    return result
  }

  /// The program of the bench, which the same build made as these tests.
  static let benchRows: String = {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = buffer.withUnsafeMutableBytes { bytes in
      bytes.baseAddress.map { readlink("/proc/self/exe", $0.assumingMemoryBound(to: CChar.self), bytes.count) } ?? 0
    }
    let bundle = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
    return bundle.split(separator: "/").dropLast().reduce(into: "") { $0 += "/" + $1 } + "/bench-rows"
  }()

  private static func python(_ arguments: [String]) throws -> String {
    let run = try run("/usr/bin/python3", arguments)
    guard run.ending == 0 else { throw Failed(description: "read_xlsx.py ended with \(run.ending)") }
    return run.output
  }

  /// Runs a program to its end: its standard output, and how waitpid(2) says it ended.
  static func run(_ program: String, _ arguments: [String]) throws -> (output: String, ending: Int32) {
    var output: [Int32] = [-1, -1]
    guard test_pipe(&output) == 0 else { throw Failed(description: "pipe: \(errno)") }
    var process: pid_t = 0
    var argv: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
    var variables = ["PYTHONUTF8=1", "PATH=/usr/bin:/bin"]
    // where the toolchain's libraries are, if the build was told so
    if let libraries = getenv("LD_LIBRARY_PATH") { variables.append("LD_LIBRARY_PATH=" + String(cString: libraries)) }
    var envp: [UnsafeMutablePointer<CChar>?] = variables.map { strdup($0) } + [nil]
    defer { (argv + envp).forEach { free($0) } }
    let nowhere = open("/dev/null", O_RDONLY | O_CLOEXEC)
    let failure = test_spawn(&process, program, &argv, &envp, [nowhere, output[1], STDERR_FILENO], nil)
    close(nowhere)
    close(output[1])
    defer { close(output[0]) }
    guard failure == 0 else { throw Failed(description: "\(program): \(failure)") }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = read(output[0], &buffer, buffer.count)
      if count > 0 { bytes += buffer[..<count] }
      if count == 0 || (count < 0 && errno != EINTR) { break }
    }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    return (String(decoding: bytes, as: UTF8.self), status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F))
  }
}

/// A file with a path, gone afterwards.
struct MemoryFileForTests: ~Copyable {
  private let file: MemoryFile
  init() throws { file = try MemoryFile() }
  var path: String { file.path }
  func bytes() throws -> [UInt8] { try file.bytes() }
}
