import Paper

/// What a terminal shows after these bytes: a small emulator with a main and an alternate screen.
public struct Screen {
  public private(set) var main: [[String]] = [[]]
  public private(set) var alternate: [[String]] = [[]]
  public private(set) var isAlternate = false
  public private(set) var row = 0
  public private(set) var column = 0
  private var kept = (row: 0, column: 0)
  private let columns: Int
  private let rows: Int

  public init(_ text: String, columns: Int = 40, rows: Int = 10) {
    self.columns = columns
    self.rows = rows
    var rest = Substring(text)
    while let character = rest.first {
      rest.removeFirst()
      if character == "\u{1B}" {
        rest = escape(rest)
      } else {
        for part in character == "\r\n" ? ["\r", "\n"] : [character] { put(part) }
      }
    }
  }

  /// The lines of a screen as a person reads them, without the empty ones at the end.
  public var mainLines: [String] { Self.lines(main) }
  public var alternateLines: [String] { Self.lines(alternate) }

  /// The line that the cursor stands on, on whichever screen is shown.
  public var cursorLine: String {
    let grid = isAlternate ? alternate : main
    return row < grid.count ? Self.line(grid[row]) : ""
  }

  private static func lines(_ grid: [[String]]) -> [String] {
    var lines = grid.map(line)
    while lines.last == "" { lines.removeLast() }
    return lines
  }

  private static func line(_ row: [String]) -> String {
    var line = row.joined()
    while line.last == " " { line.removeLast() }
    return line
  }

  private mutating func put(_ character: Character) {
    switch character {
    case "\r": column = 0
    case "\n": row += 1
    case "\u{8}": column = max(0, column - 1)
    case "\u{7}": break  // a bell moves nothing
    default:
      let wide = character.displayWidth
      if column + wide > columns {
        column = 0
        row += 1
      }
      edit { grid, row, column in
        while grid.count <= row { grid.append([]) }
        while grid[row].count < column + wide { grid[row].append(" ") }
        // A wide character is its cell and an empty one; to write over half of it leaves a blank half.
        if grid[row][column].isEmpty && column > 0 { grid[row][column - 1] = " " }
        let after = column + wide
        if after < grid[row].count && grid[row][after].isEmpty { grid[row][after] = " " }
        grid[row][column] = String(character)
        if wide == 2 { grid[row][column + 1] = "" }
      }
      column += wide
    }
  }

  private mutating func edit(_ change: (inout [[String]], Int, Int) -> Void) {
    if isAlternate { change(&alternate, row, column) } else { change(&main, row, column) }
  }

  private mutating func escape(_ text: Substring) -> Substring {
    guard text.first == "[" else { return text }
    guard let end = text.dropFirst().firstIndex(where: { $0.isLetter }) else { return "" }
    let parameter = text[text.index(after: text.startIndex)..<end]
    let number = Int(parameter) ?? 1
    switch (text[end], parameter) {
    case ("A", _): row = max(0, row - number)
    case ("B", _): row += number
    case ("C", _): column = min(columns - 1, column + number)
    case ("H", ""): (row, column) = (0, 0)
    case ("J", ""):
      edit { grid, row, column in
        if row < grid.count {
          grid.removeSubrange((row + 1)...)
          grid[row] = Array(grid[row].prefix(column))
        }
      }
    case ("h", "?1049"):
      if !isAlternate { kept = (row, column) }
      isAlternate = true
      alternate = [[]]
    case ("l", "?1049"):
      isAlternate = false
      (row, column) = kept
    default: break
    }
    return text[text.index(after: end)...]
  }
}
