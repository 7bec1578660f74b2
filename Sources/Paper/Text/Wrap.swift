/// The text as lines of at most `width` columns: Japanese breaks between any two characters but not before closing or
/// after opening punctuation (禁則), other scripts at spaces; a word wider than the line is cut. Line ends in the text
/// stay. The text must be `printable(_:keeping: .lines)` already.
public func wrap(_ text: String, width: Int) -> [String] {
  text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { wrapLine($0, width: max(width, 2)) }
}

/// The text cut to at most `width` columns, the last of them … when something is missing.
public func truncate(_ text: String, width: Int) -> String {
  if text.displayWidth <= width { return text }
  if width < 1 { return "" }
  var result = ""
  var used = 0
  for character in text {
    let next = character.displayWidth
    if used + next > width - 1 { break }
    result.append(character)
    used += next
  }
  return result + "…"
}

private func wrapLine(_ line: Substring, width: Int) -> [String] {
  var lines: [String] = []
  var current = ""
  var used = 0
  func breakLine() {
    lines.append(current.trimmedAtEnd)
    current = ""
    used = 0
  }
  for piece in pieces(of: line) {
    let wide = piece.displayWidth
    if used + piece.trimmedAtEnd.displayWidth <= width {
      current += piece
      used += wide
      continue
    }
    if used > 0 { breakLine() }
    for character in piece {
      let next = character.displayWidth
      if used + next > width {
        if character == " " { continue }
        breakLine()
      }
      current.append(character)
      used += next
    }
  }
  // spaces at the end of what fits as it is may be meant, such as those after a prompt
  if !current.isEmpty || lines.isEmpty { lines.append(lines.isEmpty && used <= width ? current : current.trimmedAtEnd) }
  return lines
}

/// What must not be torn: a word with the spaces after it, or one wide character with the punctuation that clings to it.
private func pieces(of line: Substring) -> [String] {
  var pieces: [String] = []
  var previous: Character = " "
  for character in line {
    let isTorn =
      switch (previous, character) {
      case (_, " "): false
      case (" ", _): true
      default: previous.mayBreak(before: character)
      }
    if isTorn || pieces.isEmpty {
      pieces.append(String(character))
    } else {
      pieces[pieces.count - 1].append(character)
    }
    previous = character
  }
  return pieces
}

extension Character {
  fileprivate func mayBreak(before next: Character) -> Bool {
    if displayWidth < 2 && next.displayWidth < 2 { return false }
    return !Self.neverFirst.contains(next) && !Self.neverLast.contains(self)
  }

  private static let neverFirst = Set<Character>(
    "、。，．・：；？！゛゜ヽヾゝゞ々ー）］｝〕〉》」』】〟’”ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ,.:;?!)]}%％℃…‥〜～")
  private static let neverLast = Set<Character>("（［｛〔〈《「『【〝‘“([{￥＄")
}

extension String {
  fileprivate var trimmedAtEnd: String {
    var result = self
    while result.last == " " { result.removeLast() }
    return result
  }
}
