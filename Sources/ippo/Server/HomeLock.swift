import Glibc
import Paper

/// Held by whoever starts or stops the server, so that two at once take turns.
struct HomeLock: ~Copyable {
  private let descriptor: Int32

  init(_ home: OfficeHome, whenWaiting say: (Words) -> Void) throws {
    let path = home.path + "/lock"
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw File.trouble(path, errno) }
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return }
    say(
      Words(
        ja: "ほかの ippo server がこのフォルダーを使っています。終わるのを待ちます…",
        en: "Another ippo server is at work in this folder; waiting for it…"))
    while flock(descriptor, LOCK_EX) != 0 {
      if errno != EINTR { throw File.trouble(path, errno) }
    }
  }

  borrowing func release() { close(descriptor) }
}
