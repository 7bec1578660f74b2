import CXlsxWriter
import Glibc

/// A file in memory that has a path as long as it is open: libxlsxwriter 1.1 writes to paths only.
struct MemoryFile: ~Copyable {
  private let descriptor: Int32

  init() throws(XLSXError) {
    descriptor = CXlsxMemoryFile()
    guard descriptor >= 0 else { throw .system(errno) }
  }

  deinit { close(descriptor) }

  var path: String { "/proc/self/fd/\(descriptor)" }

  /// Everything in it.
  func bytes() throws(XLSXError) -> [UInt8] {
    let size = lseek(descriptor, 0, SEEK_END)
    guard size >= 0 else { throw .system(errno) }
    var bytes = [UInt8](repeating: 0, count: size)
    var done = 0
    while done < size {
      let count = bytes.withUnsafeMutableBytes {
        pread(descriptor, $0.baseAddress?.advanced(by: done), size - done, done)
      }
      if count == 0 || (count < 0 && errno != EINTR) { throw .system(count == 0 ? EIO : errno) }
      done += max(0, count)
    }
    return bytes
  }
}
