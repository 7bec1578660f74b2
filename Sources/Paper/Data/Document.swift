/// A report as data: what it is called, what it says, in which language. Writers turn it into a page, a terminal's text
/// or a table of figures; the same document is the same bytes for ever.
///
/// Its strings are in its language already; where a cell or a title holds both languages, `lang` chooses.
public struct Document: Sendable, Equatable {
  /// What the document is, which decides how large it is set and what stands at the edges of its pages.
  public enum Style: Sendable {
    /// Figures and records: small type, the footer and the page's number on each page.
    case report
    /// For somebody to keep or to fill in: large type, much room, and nothing at the edges.
    case sheet
  }

  public let title: String
  public let subtitle: String?
  public let lang: Language
  public let style: Style
  /// What stands under the title and names the report: office, month, state.
  public var meta: Record
  /// What stands at the foot of every printed page, beside the page's number; of a sheet once, at its end.
  public var footer: String?
  public private(set) var blocks: [Block] = []

  public init(
    title: String, subtitle: String? = nil, lang: Language, meta: Record = Record(), footer: String? = nil,
    style: Style = .report
  ) {
    self.title = title
    self.subtitle = subtitle
    self.lang = lang
    self.meta = meta
    self.footer = footer
    self.style = style
  }

  /// Adds a heading of level 2, 3 or 4. A level that skips one is raised, so that every format has headings in order.
  public mutating func heading(_ text: String, level: Int = 2) {
    var above = 1
    for case .heading(_, let level) in blocks { above = level }
    blocks.append(.heading(text, level: min(max(level, 2), above + 1, 4)))
  }

  /// Adds a paragraph; line ends in it stay.
  public mutating func paragraph(_ text: String) { blocks.append(.paragraph(text)) }

  /// Adds a list of remarks; an empty list adds nothing.
  public mutating func notes(_ notes: [String]) {
    if !notes.isEmpty { blocks.append(.notes(notes)) }
  }

  /// Adds key figures; no figures add nothing. `key` names them for programs and is used once in a document.
  public mutating func figures(_ figures: [Figure], key: String) {
    claim(key)
    if !figures.isEmpty { blocks.append(.figures(figures, key: key)) }
  }

  /// Adds a table. `key` names it for programs (`sessions.by_method`) and is used once in a document.
  public mutating func table(_ table: Table, key: String) {
    claim(key)
    blocks.append(.table(table, key: key))
  }

  /// Adds a chart; its key is used once in a document.
  public mutating func chart(_ chart: Chart) {
    claim(chart.key)
    blocks.append(.chart(chart))
  }

  /// Adds a framed part; its key is used once in a document.
  public mutating func box(_ box: Box) {
    claim(box.key)
    blocks.append(.box(box))
  }

  /// Adds a form; its key is used once in a document.
  public mutating func form(_ form: Form) {
    claim(form.key)
    blocks.append(.form(form))
  }

  /// Adds a grid to tick; its key is used once in a document.
  public mutating func ticks(_ ticks: Ticks) {
    claim(ticks.key)
    blocks.append(.ticks(ticks))
  }

  /// A key used by two blocks is a mistake in the program and stops it: a program could not tell their figures apart.
  private func claim(_ key: String) {
    precondition(!blocks.contains { $0.key == key }, "two blocks have the key \(key)")
  }
}

/// One piece of a document, in the order in which it is read.
public enum Block: Sendable, Equatable {
  case heading(String, level: Int)
  case paragraph(String)
  case notes([String])
  case figures([Figure], key: String)
  case table(Table, key: String)
  case chart(Chart)
  case box(Box)
  case form(Form)
  case ticks(Ticks)

  /// The block's name for programs, nil where it holds prose.
  public var key: String? {
    switch self {
    case .heading, .paragraph, .notes: nil
    case .figures(_, let key), .table(_, let key): key
    case .chart(let chart): chart.key
    case .box(let box): box.key
    case .form(let form): form.key
    case .ticks(let ticks): ticks.key
    }
  }
}
