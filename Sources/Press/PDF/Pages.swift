import Paper

/// A document distributed over pages.
struct Pages {
  /// 19 mm at the sides.
  static let margin = 53.86
  static let top = 59.5
  static let bottom = Canvas.height - 56.7
  static let width = Canvas.width - 2 * margin
  static let column = (width - TablePairs.gutter) / 2

  private let flow: Flow

  init(_ document: Document, set: Typesetter) {
    var flow = Flow(left: Self.margin, top: Self.top, bottom: Self.bottom)
    let lang = document.lang
    let look = SheetLook.of(document.style)
    switch document.style {
    case .report: flow.place(Masthead.pieces(document, width: Self.width, set: set))
    case .sheet: flow.place(SheetMasthead.pieces(document, width: Self.width, set: set))
    }
    var held: [Piece] = []
    var small: [TableBlock] = []

    func placeSmall() {
      if small.isEmpty { return }
      TablePairs.place(held, small, width: Self.column, in: &flow)
      (held, small) = ([], [])
    }
    func placeBelow(_ pieces: [Piece]) {
      placeSmall()
      flow.place(held + pieces)
      held = []
    }

    for (at, block) in document.blocks.enumerated() {
      switch block {
      case .heading(let text, let level):
        placeSmall()
        held += Prose.heading(text, level: level, isFirst: at == 0, width: Self.width, set: set)
      case .paragraph(let text):
        placeBelow([.text(set.lines(text, look.body, width: Self.width), gap: document.style == .sheet ? look.gap : 5)])
      case .notes(let notes): placeBelow(Prose.notes(notes, width: Self.width, set: set))
      case .figures(let figures, _):
        placeBelow(FigureBlock.pieces(figures, width: Self.width, lang: lang, gap: 8, set: set))
      case .chart(let chart):
        placeBelow(ChartBlock.pieces(chart, width: Self.width, lang: lang, gap: 12, set: set))
      case .box(let box): placeBelow(BoxBlock.pieces(box, width: Self.width, look: look, set: set))
      case .form(let form):
        placeBelow(FormBlock.pieces(form, width: Self.width, lang: lang, look: look, set: set))
      case .ticks(let ticks): placeBelow(TicksBlock.pieces(ticks, width: Self.width, look: look, set: set))
      case .table(let table, _):
        if let block = Self.small(table, lang, set) {
          small.append(block)
        } else {
          placeBelow(TableBlock(table, width: Self.width, lang: lang, gap: TablePairs.gap, set: set).pieces)
        }
      }
    }
    placeSmall()
    flow.place(held)
    if document.style == .sheet { flow.place(SheetMasthead.foot(document, width: Self.width, set: set)) }
    self.flow = flow
  }

  /// The table set for half the page, where it is small enough for that.
  private static func small(_ table: Table, _ lang: Language, _ set: Typesetter) -> TableBlock? {
    if table.rows.count > 24 || table.columns.count(where: \.isShown) > 6 { return nil }
    let block = TableBlock(table, width: column, lang: lang, gap: TablePairs.gap, set: set)
    return block.natural <= column * 1.25 && block.height < (bottom - top) / 2 ? block : nil
  }

  /// Draws the pages, each with what runs at its head and foot.
  func draw(_ document: Document, date: (year: Int, month: Int, day: Int), set: Typesetter) throws(PressError)
    -> [UInt8]
  {
    let canvas = try Canvas()
    let names = [document.title, document.subtitle].compactMap { $0 }.map { printable($0) }
    canvas.describe(title: names.joined(separator: " – "), created: date)
    outline(on: canvas)
    let half = Self.width * 0.8
    let running = set.line(names.joined(separator: " · "), .running, width: Self.width)
    let footer = document.footer.map { set.line($0, .running, width: half) }
    for (at, page) in flow.pages.enumerated() {
      // a sheet has nothing at its edges
      if document.style == .sheet {
        for placed in page { placed.draw(canvas, placed.x, placed.y) }
        canvas.endPage()
        continue
      }
      // the first page has the title itself
      if at > 0 {
        running.draw(on: canvas, x: Self.margin, y: Self.top - 29, ink: .muted)
        let y = Self.top - 15
        canvas.stroke([(Self.margin, y), (Self.margin + Self.width, y)], ink: .grid, thickness: 0.5)
      }
      for placed in page { placed.draw(canvas, placed.x, placed.y) }
      let y = Self.bottom + 16
      footer?.draw(on: canvas, x: Self.margin, y: y, ink: .muted)
      set.line("\(at + 1) / \(flow.pages.count)", .running)
        .draw(on: canvas, x: Self.margin, y: y, room: Self.width, toRight: true, ink: .muted)
      canvas.endPage()
    }
    return try Catalogue.completed(try canvas.finish(), lang: document.lang)
  }

  private func outline(on canvas: Canvas) {
    var parents: [(level: Int, number: Int32)] = []
    for entry in flow.entries {
      while let last = parents.last, last.level >= entry.level { parents.removeLast() }
      let number = canvas.outline(entry.text, below: parents.last?.number ?? 0, page: entry.page, y: entry.y)
      parents.append((entry.level, number))
    }
  }
}
