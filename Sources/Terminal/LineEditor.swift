import Paper

/// A line that is being typed: whole characters as a person sees them, and a cursor between them.
struct LineEditor {
  private(set) var characters: [Character] = []
  /// How many characters stand before the cursor.
  private(set) var cursor = 0

  var text: String { String(characters) }

  /// Does what an editing key does; false for keys that mean something to the question only.
  mutating func apply(_ key: Key) -> Bool {
    switch key {
    case .text(let scalar): insert(scalar)
    case .backspace: remove((cursor - 1)..<cursor)
    case .delete, .control("d"): remove(cursor..<(cursor + 1))
    case .left, .control("b"): cursor = max(0, cursor - 1)
    case .right, .control("f"): cursor = min(characters.count, cursor + 1)
    case .home, .control("a"): cursor = 0
    case .end, .control("e"): cursor = characters.count
    case .control("u"): remove(0..<cursor)
    case .control("k"): remove(cursor..<characters.count)
    case .control("w"): remove(wordStart..<cursor)
    default: return false
    }
    return true
  }

  /// Puts a scalar before the cursor; a combining one joins the character before it.
  private mutating func insert(_ scalar: Unicode.Scalar) {
    if cursor > 0 {
      var joined = String(characters[cursor - 1])
      joined.unicodeScalars.append(scalar)
      if joined.count == 1, let character = joined.first {
        characters[cursor - 1] = character
        return
      }
    }
    characters.insert(Character(scalar), at: cursor)
    cursor += 1
  }

  private mutating func remove(_ range: Range<Int>) {
    let inside = range.clamped(to: 0..<characters.count)
    characters.removeSubrange(inside)
    if inside.lowerBound < cursor { cursor -= min(cursor, inside.upperBound) - inside.lowerBound }
  }

  /// Where the word before the cursor begins: blanks back, then what is no blank; the blank may be a 全角スペース.
  private var wordStart: Int {
    var start = cursor
    while start > 0 && characters[start - 1].isWhitespace { start -= 1 }
    while start > 0 && !characters[start - 1].isWhitespace { start -= 1 }
    return start
  }
}

/// The rows that a prompt and a line take on a terminal, and where the cursor stands in them.
struct EditorRows: Equatable {
  private(set) var rows: [String] = []
  private(set) var cursorRow = 0
  private(set) var cursorColumn = 0

  /// Lays the line out behind its prompt. The last column stays free, because a terminal that fills it holds the cursor
  /// in a state of its own; of a line higher than the screen only the rows around the cursor are drawn.
  init(prompt: String, editor: LineEditor, size: WindowSize) {
    let width = max(4, size.columns - 1)
    var row = prompt
    var used = prompt.displayWidth
    for (at, character) in editor.characters.enumerated() {
      let shown = printable(String(character))
      let wide = shown.displayWidth
      if used + wide > width {
        rows.append(row)
        row = ""
        used = 0
      }
      if at == editor.cursor { (cursorRow, cursorColumn) = (rows.count, used) }
      row += shown
      used += wide
    }
    if editor.cursor == editor.characters.count {
      if used >= width {
        rows.append(row)
        row = ""
        used = 0
      }
      (cursorRow, cursorColumn) = (rows.count, used)
    }
    rows.append(row)
    let height = max(1, size.rows - 1)
    if rows.count > height {
      let top = min(max(0, cursorRow - height + 1), rows.count - height)
      rows = Array(rows[top..<(top + height)])
      cursorRow -= top
    }
  }

  /// The bytes that draw the rows over the ones drawn before, in one go.
  func drawing(over previous: EditorRows?) -> String {
    var result = previous?.homeward ?? "\r"
    result += "\u{1B}[J" + rows.joined(separator: "\n")
    let up = rows.count - 1 - cursorRow
    if up > 0 { result += "\u{1B}[\(up)A" }
    result += "\r"
    if cursorColumn > 0 { result += "\u{1B}[\(cursorColumn)C" }
    return result
  }

  /// Moves the cursor from where it was left to a new line below the rows.
  var ending: String {
    let down = rows.count - 1 - cursorRow
    return (down > 0 ? "\u{1B}[\(down)B" : "") + "\n"
  }

  private var homeward: String { (cursorRow > 0 ? "\u{1B}[\(cursorRow)A" : "") + "\r" }
}
