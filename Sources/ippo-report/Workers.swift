import Glibc
import Synchronization

/// Calls a body once for each number below `count`, on a thread for each core, and returns when all are done.
func inParallel(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
  let work = Work(count: count, body: body)
  let cores = max(1, min(count, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
  var threads: [pthread_t] = []
  while threads.count < cores - 1 {
    var thread = pthread_t()
    let result = pthread_create(
      &thread, nil,
      { pointer in
        if let pointer { Unmanaged<Work>.fromOpaque(pointer).takeUnretainedValue().run() }
        return nil
      }, Unmanaged.passUnretained(work).toOpaque())
    // fewer threads do the same work
    if result != 0 { break }
    threads.append(thread)
  }
  // this thread works too, and holds the work until the last of the others has ended
  withExtendedLifetime(work) {
    work.run()
    for thread in threads { pthread_join(thread, nil) }
  }
}

private final class Work: Sendable {
  private let count: Int
  private let body: @Sendable (Int) -> Void
  private let next = Mutex(0)

  init(count: Int, body: @escaping @Sendable (Int) -> Void) {
    self.count = count
    self.body = body
  }

  func run() {
    while let at = take() { body(at) }
  }

  private func take() -> Int? {
    next.withLock { next in
      guard next < count else { return nil }
      next += 1
      return next - 1
    }
  }
}
