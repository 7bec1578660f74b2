import Paper

/// A grid to tick: a line a day, boxes of its own size, the rest of the line to write on.
enum TicksBlock {
  static let pad = 7.0

  static func pieces(_ ticks: Ticks, width: Double, look: SheetLook, set: Typesetter) -> [Piece] {
    let heads = ticks.marks.map { set.line($0, look.label, width: width / 5) }
    let lines = ticks.lines.map { set.lines($0, look.field, width: width / 3) }
    let head = set.line(ticks.head, look.label, width: width / 3)
    let first = max(head.extent, lines.map(\.extent).max() ?? 0) + 2 * pad
    let columns = heads.map { max($0.extent, look.tick) + 2 * pad }
    let rest = first + columns.reduce(0, +)
    let remark = set.line(ticks.remark, look.label, width: max(40, width - rest - 2 * pad))

    let headHeight = ([head, remark] + heads).map(\.height).max().map { $0 + 6 } ?? 0
    let top = Piece.Head(height: headHeight) { canvas, x, y in
      func put(_ setting: Setting, _ at: Double) {
        setting.draw(on: canvas, x: x + at, y: y + headHeight - 4 - setting.height, ink: .clay)
      }
      put(head, pad)
      var at = first
      for (heading, wide) in zip(heads, columns) {
        put(heading, at + (wide - heading.extent) / 2)
        at += wide
      }
      put(remark, at + pad)
      canvas.stroke([(x, y + headHeight), (x + width, y + headHeight)], ink: .sand, thickness: 1.2)
    }
    var pieces = [Piece(gap: look.gap, height: headHeight, hold: .must, draw: top.draw)]
    for (at, line) in lines.enumerated() {
      let height = max(look.row, line.height + 6)
      pieces.append(
        Piece(height: height, hold: at == lines.count - 1 ? .free : .wish, head: top) { canvas, x, y in
          line.draw(on: canvas, x: x + pad, y: y + (height - line.height) / 2)
          var left = x + first
          for wide in columns {
            canvas.frame(
              x: left + (wide - look.tick) / 2, y: y + (height - look.tick) / 2, width: look.tick, height: look.tick,
              ink: .clay, thickness: 1.4)
            left += wide
          }
          canvas.stroke([(x, y + height), (x + width, y + height)], ink: .sand, thickness: 0.8)
        })
    }
    return pieces
  }
}
