extension Unicode.Scalar {
  /// The columns this scalar takes in a terminal when it stands alone: 0, 1 or 2. East Asian *ambiguous* counts 1, as
  /// the C.UTF-8 and ja_JP.UTF-8 locales have it.
  public var displayWidth: Int {
    if value < 0x300 { return value < 0x20 || (0x7F..<0xA0).contains(value) ? 0 : 1 }
    if WidthTable.zero.rangesContain(value) { return 0 }
    return WidthTable.wide.rangesContain(value) ? 2 : 1
  }
}

extension Character {
  /// The columns this character takes in a terminal. An emoji sequence (skin tone, family, flag, keycap) takes 2 however
  /// many scalars it has; a variation selector 16 makes its base 2 wide.
  public var displayWidth: Int {
    let scalars = unicodeScalars
    guard let first = scalars.first else { return 0 }
    if scalars.count == 1 { return first.displayWidth }
    if scalars.contains("\u{FE0F}") && first.properties.isEmoji { return 2 }
    let isFlag = (0x1F1E6...0x1F1FF).contains(first.value)
    if isFlag || (first.properties.isEmoji && first.displayWidth == 2) { return 2 }
    return scalars.reduce(0) { $0 + $1.displayWidth }
  }
}

extension StringProtocol {
  /// The columns this text takes in a terminal; control characters count 0, so make the text `printable` first.
  public var displayWidth: Int {
    if utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return utf8.count }
    return reduce(0) { $0 + $1.displayWidth }
  }
}

extension [UInt32] {
  /// Whether one of the ranges, stored as first and last in turn, ascending, holds the value.
  fileprivate func rangesContain(_ value: UInt32) -> Bool {
    var low = 0
    var high = count / 2
    while low < high {
      let middle = (low + high) / 2
      if value > self[2 * middle + 1] {
        low = middle + 1
      } else if value < self[2 * middle] {
        high = middle
      } else {
        return true
      }
    }
    return false
  }
}
