import Paper

/// A text on a screen of so many rows: which lines are seen, and what the keys do.
struct Pager {
  private let paragraphs: [String]
  /// The wrapped lines, each with the paragraph it is part of.
  private var lines: [(text: String, paragraph: Int)] = []
  private var top = 0
  private var size: WindowSize

  init(_ text: String, size: WindowSize) {
    let safe = printable(text, keeping: .lines)
    paragraphs = safe.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    self.size = size
    wrapAll()
  }

  /// Wraps to another size; the paragraph at the top stays there.
  mutating func resize(to size: WindowSize) {
    let paragraph = lines.isEmpty ? 0 : lines[top].paragraph
    self.size = size
    wrapAll()
    scroll(to: lines.firstIndex { $0.paragraph == paragraph } ?? 0)
  }

  mutating func apply(_ key: Key) {
    switch key {
    case .text(" "), .text("　"), .text("f"), .pageDown: scroll(to: top + height)
    case .text("b"), .pageUp: scroll(to: top - height)
    case .text("j"), .down, .enter: scroll(to: top + 1)
    case .text("k"), .up: scroll(to: top - 1)
    case .text("g"), .home: scroll(to: 0)
    case .text("G"), .end: scroll(to: lines.count)
    default: break
    }
  }

  /// The lines that are seen.
  var page: [String] { lines[top..<min(lines.count, top + height)].map(\.text) }

  /// The bytes that draw the whole screen: title, page, and what the keys do.
  func drawing(title: String, lang: Language) -> String {
    var rows = [bold(truncate(printable(title), width: size.columns - AlternateScreen.margin))] + page
    rows += repeatElement("", count: height - page.count)
    let last = min(lines.count, top + height)
    let place = Words(ja: "\(last)/\(lines.count)行", en: "line \(last) of \(lines.count)")(lang)
    let keys = Words(ja: "q 閉じる  スペース 次  b 前  j k 一行", en: "q close  space next  b back  j k line")(lang)
    rows.append(dim(truncate("\(place)  \(keys)", width: size.columns - AlternateScreen.margin)))
    return "\u{1B}[H\u{1B}[J" + rows.joined(separator: "\n")
  }

  /// The rows between the title and the foot.
  private var height: Int { max(1, size.rows - 2) }

  private mutating func scroll(to line: Int) {
    top = max(0, min(line, lines.count - height))
  }

  private mutating func wrapAll() {
    lines = paragraphs.enumerated().flatMap { at, paragraph in
      wrap(paragraph, width: size.columns - AlternateScreen.margin).map { ($0, at) }
    }
  }
}
