import Glibc

/// Runs every job at the same time on a thread of its own, as blocking calls must not hold Swift's two.
enum Crew {
  private final class Job: Sendable {
    let work: @Sendable () -> Void
    init(_ work: @escaping @Sendable () -> Void) { self.work = work }
  }

  /// A place for one job's result. Written by that job's thread alone, read after the thread was joined.
  // @unchecked: pthread_join orders the only write before every read.
  private final class Place<R: Sendable>: @unchecked Sendable {
    var result: Result<R, any Error>?
  }

  struct NotStarted: Error {}

  /// The jobs' results in their order.
  static func run<R: Sendable>(_ jobs: [@Sendable () throws -> R]) throws -> [R] {
    var started: [(pthread_t, Place<R>)] = []
    for job in jobs {
      let place = Place<R>()
      let box = Unmanaged.passRetained(Job { place.result = Result { try job() } })
      var thread = pthread_t()
      let code = pthread_create(
        &thread, nil,
        { pointer in
          guard let pointer else { return nil }
          Unmanaged<Job>.fromOpaque(pointer).takeRetainedValue().work()
          return nil
        }, box.toOpaque())
      guard code == 0 else {
        box.release()
        throw NotStarted()
      }
      started.append((thread, place))
    }
    for (thread, _) in started { pthread_join(thread, nil) }
    return try started.map { _, place in
      guard let result = place.result else { throw NotStarted() }
      return try result.get()
    }
  }
}
