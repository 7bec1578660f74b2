import Paper

/// Names of sheets that Excel takes: at most 31 UTF-16 units, without its seven signs, no two alike.
struct SheetNames {
  private var taken: Set<String> = ["history"]

  /// A name made of a heading; a second one alike gets a number.
  mutating func unique(_ heading: String) -> String {
    let base = SheetNames.valid(heading)
    var name = base
    var number = 2
    while !taken.insert(SheetNames.folded(name)).inserted {
      let suffix = " (\(number))"
      name = ExcelText.cut(base, to: 31 - suffix.utf16.count) + suffix
      number += 1
    }
    return name
  }

  private static func valid(_ heading: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in printable(heading).unicodeScalars {
      switch scalar {
      // Japanese Excel refuses the full-width ones too
      case "[", "]", ":", "*", "?", "/", "\\", "［", "］", "：", "＊", "？", "／", "＼", "￥": scalars.append("-")
      case "\u{FFFE}", "\u{FFFF}": scalars.append("-")
      default: scalars.append(scalar)
      }
    }
    var name = ExcelText.cut(String(scalars), to: 31)[...]
    while let first = name.first, first == "'" || first == " " || first == "　" { name = name.dropFirst() }
    while let last = name.last, last == "'" || last == " " || last == "　" { name = name.dropLast() }
    return name.isEmpty ? "-" : String(name)
  }

  /// Names that Excel takes for the same: case and width do not count.
  private static func folded(_ name: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in name.unicodeScalars {
      let narrow = (0xFF01...0xFF5E).contains(scalar.value) ? scalar.value - 0xFEE0 : scalar.value
      scalars.append(Unicode.Scalar(narrow) ?? scalar)
    }
    return String(scalars).lowercased()
  }
}
