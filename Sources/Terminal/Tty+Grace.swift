import Paper

extension Tty {
  /// Shows a line and gives the person so long to think better of it: true when the time passed or Enter was pressed, false on
  /// Ctrl-C.
  public func grace(_ text: String, for duration: Duration) throws(TerminalError) -> Bool {
    let session = try promptSession()
    defer { session.close() }
    // shown when a Ctrl-C is a key and no signal any more
    try write(printable(text))
    let deadline = Deadline(after: duration)
    while true {
      switch try session.next(before: deadline) {
      case .late, .key(.enter):
        try write("\n")
        return true
      case .key(.control("c")):
        try write("\n")
        return false
      default: continue
      }
    }
  }
}
