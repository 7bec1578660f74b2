import TestSupport
import Testing

@Suite("The staff CLI's binary")
struct BinaryTests {
  private let bytes: [UInt8]

  init() throws { try self.init(of: Program.ippo.path) }

  private init(of path: String) throws { bytes = try Pages.bytes(of: path) }

  @Test(
    "holds no ICU and asks for no library that brings it",
    arguments: ["icudt", "FoundationInternationalization", "lib_FoundationICU", "libFoundation.so"])
  func noICU(name: String) {
    #expect(!holds(name))
  }

  @Test("holds no HTTP server", arguments: ["Hummingbird", "NIOPosix", "NIOHTTP1", "HTTPServer"])
  func noServer(name: String) {
    #expect(!holds(name))
  }

  @Test(
    "draws no pages and writes no workbooks, as the report generator does",
    arguments: ["libpango", "libcairo", "libxlsxwriter.so"])
  func noPress(name: String) throws {
    #expect(!holds(name))
    #expect(try BinaryTests(of: Program.ippo.path + "-report").holds(name))
  }

  @Test(
    "is searched as it should be: what it does hold is found",
    arguments: ["api.session_log(", "ArgumentParser", "client_name"])
  func control(name: String) {
    #expect(holds(name))
  }

  private func holds(_ name: String) -> Bool {
    let wanted = Array(name.utf8)
    return bytes.withUnsafeBufferPointer { all in
      wanted.withUnsafeBufferPointer { wanted in
        guard let first = wanted.first, all.count >= wanted.count else { return false }
        for start in 0...(all.count - wanted.count) where all[start] == first {
          var length = 1
          while length < wanted.count && all[start + length] == wanted[length] { length += 1 }
          if length == wanted.count { return true }
        }
        return false
      }
    }
  }
}
