import Glibc
import Synchronization

/// Reads a descriptor to its end on a thread of its own.
final class Drain: Sendable {
  private let descriptor: Int32
  private let result = Mutex<(bytes: [UInt8], isDone: Bool)>(([], false))

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
    var thread = pthread_t()
    pthread_create(
      &thread, nil,
      { pointer in
        if let pointer { Unmanaged<Drain>.fromOpaque(pointer).takeRetainedValue().read() }
        return nil
      }, Unmanaged.passRetained(self).toOpaque())
    pthread_detach(thread)
  }

  /// Everything up to the end.
  var bytes: [UInt8] {
    while !result.withLock(\.isDone) { sched_yield() }
    return result.withLock(\.bytes)
  }

  private func read() {
    var buffer = [UInt8](repeating: 0, count: 1000)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count <= 0 { break }
      result.withLock { $0.bytes += buffer[..<count] }
    }
    result.withLock { $0.isDone = true }
  }
}
