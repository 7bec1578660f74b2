import Glibc
import Paper
public import Terminal

/// A real pseudo-terminal: the process under test has the slave, the test sits at the master as a person would.
public final class Pty {
  public let master: Int32
  public let slave: Int32
  public let path: String
  private var isHungUp = false

  public init(columns: UInt16 = 40, rows: UInt16 = 10) throws {
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var unlocked: Int32 = 0
    var number: Int32 = -1
    // TIOCSPTLCK and TIOCGPTN: what unlockpt and ptsname do, which this Glibc module does not have.
    guard ioctl(master, 0x4004_5431, &unlocked) == 0, ioctl(master, 0x8004_5430, &number) == 0 else {
      throw TerminalError.system(errno)
    }
    path = "/dev/pts/\(number)"
    slave = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
    if slave < 0 { throw TerminalError.system(errno) }
    resize(columns: columns, rows: rows)
  }

  deinit {
    close(slave)
    hangUp()
  }

  /// The person closes the window.
  public func hangUp() {
    if !isHungUp { close(master) }
    isHungUp = true
  }

  public func resize(columns: UInt16, rows: UInt16) { Self.resize(master, columns: columns, rows: rows) }

  public static func resize(_ descriptor: Int32, columns: UInt16, rows: UInt16) {
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(descriptor, UInt(TIOCSWINSZ), &size)
  }

  public func tty(term: String? = "xterm") -> Tty { Tty(input: slave, output: slave, lang: .ja, term: term) }

  /// The modes that a question changes.
  public var modes: [UInt32] {
    var found = termios()
    tcgetattr(slave, &found)
    return [found.c_iflag, found.c_oflag, found.c_lflag, found.c_cflag, UInt32(found.c_cc.5), UInt32(found.c_cc.6)]
  }
}
