import Paper
import Press

/// A PDF that was made, as other programs read it.
struct Sheet {
  let pressed: Pressed
  private let folder: Tool.Folder
  private let path: String

  init(_ pressed: Pressed) throws {
    self.pressed = pressed
    folder = try Tool.Folder()
    path = try folder.write(pressed.bytes, "sheet.pdf")
  }

  init(_ document: Document) throws { try self.init(pdf(document, date: (2026, 10, 31))) }

  /// The text in the order in which it was drawn, a page an element, its lines as they stand.
  func pages() throws -> [[String]] {
    let text = try Tool.run("/usr/bin/pdftotext", ["-raw", path, "-"]).output
    return text.split(separator: "\u{C}", omittingEmptySubsequences: false).dropLast().map { page in
      page.split(separator: "\n").map(String.init)
    }
  }

  /// All of the text without its line ends.
  func text() throws -> String { try pages().joined().joined() }

  func info() throws -> String { try Tool.run("/usr/bin/pdfinfo", [path]).output }

  func fonts() throws -> [String] {
    try Tool.run("/usr/bin/pdffonts", [path]).output.split(separator: "\n").dropFirst(2).map(String.init)
  }

  /// Whether qpdf finds nothing wrong, and what it says.
  func check() throws -> (isSound: Bool, words: String) {
    let (status, words) = try Tool.run("/usr/bin/qpdf", ["--check", path])
    return (status == 0, words)
  }

  /// qpdf's reading of the objects.
  func json(_ key: String) throws -> String {
    try Tool.run("/usr/bin/qpdf", ["--json", "--json-key=\(key)", path]).output
  }
}

extension Sheet {
  /// Where words end on the first page, in points from its left edge.
  func rightEdges(of words: [String]) throws -> [Double] {
    let lines = try Tool.run("/usr/bin/pdftotext", ["-bbox", path, "-"]).output.split(separator: "\n")
    return words.compactMap { word in
      guard let line = lines.first(where: { $0.hasSuffix(">\(word)</word>") }), let at = line.range(of: "xMax=\"")
      else {
        return nil
      }
      return Double(line[at.upperBound...].prefix { $0 != "\"" })
    }
  }
}
