/// Writes markup that cannot come out broken: every element closes itself, every text and attribute is escaped, every
/// control character becomes visible. What it writes is well formed both as HTML and as XML.
struct Markup {
  let lang: Language
  private(set) var bytes: [UInt8] = []
  /// The id of the heading under which the writing goes on.
  var heading = "title"
  private var names = 0

  init(lang: Language) { self.lang = lang }

  /// A name that no other element of this page has.
  mutating func name(_ prefix: String) -> String {
    names += 1
    return prefix + String(names)
  }

  mutating func element(
    _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String?> = [:], _ content: (inout Markup) -> Void
  ) {
    open(name, attributes)
    bytes.append(UInt8(ascii: ">"))
    content(&self)
    literal("</")
    literal(name)
    bytes.append(UInt8(ascii: ">"))
  }

  /// An element that holds a text only.
  mutating func element(
    _ name: StaticString, _ attributes: KeyValuePairs<StaticString, String?> = [:], text: String
  ) {
    element(name, attributes) { $0.text(text) }
  }

  /// An element that holds nothing.
  mutating func empty(_ name: StaticString, _ attributes: KeyValuePairs<StaticString, String?> = [:]) {
    open(name, attributes)
    literal("/>")
  }

  /// A text of one line.
  mutating func text(_ text: String) { escape(printable(text)) }

  /// A text whose line ends stay.
  mutating func lines(_ text: String) {
    let lines = printable(text, keeping: .lines).split(separator: "\n", omittingEmptySubsequences: false)
    for (at, line) in lines.enumerated() {
      if at > 0 { literal("<br/>") }
      escape(line)
    }
  }

  /// What the program itself says, as it is.
  mutating func literal(_ text: StaticString) {
    text.withUTF8Buffer { bytes += $0 }
  }

  /// A style sheet, which no browser unescapes: it must hold no `<` and no `&`, or the program stops.
  mutating func style(_ sheet: String) {
    precondition(!sheet.utf8.contains { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }, "markup in a style sheet")
    literal("<style>\n")
    bytes += sheet.utf8
    literal("</style>\n")
  }

  /// A line end, for who reads the source.
  mutating func newLine() { bytes.append(UInt8(ascii: "\n")) }

  private mutating func open(_ name: StaticString, _ attributes: KeyValuePairs<StaticString, String?>) {
    bytes.append(UInt8(ascii: "<"))
    literal(name)
    for (key, value) in attributes {
      guard let value else { continue }
      literal(" ")
      literal(key)
      literal("=\"")
      text(value)
      literal("\"")
    }
  }

  private mutating func escape(_ text: some StringProtocol) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": literal("&amp;")
      case "<": literal("&lt;")
      case ">": literal("&gt;")
      case "\"": literal("&quot;")
      case "'": literal("&#39;")
      case _ where scalar.isNoncharacter: bytes += scalar.code.utf8
      default: bytes += scalar.utf8
      }
    }
  }
}

extension Unicode.Scalar {
  /// Whether the scalar may stand neither in HTML nor in XML, though a text can hold it.
  var isNoncharacter: Bool { value & 0xFFFE == 0xFFFE || (0xFDD0...0xFDEF).contains(value) }

  /// What stands for a scalar that cannot stand itself.
  var code: String { "\\u{" + String(value, radix: 16, uppercase: true) + "}" }
}
