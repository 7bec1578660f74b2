/// A grid to tick: a line a day (or whatever its lines are), with boxes and room to write. Nothing in it is ever counted.
public struct Ticks: Sendable, Equatable {
  /// Names the grid for programs; used once in a document.
  public let key: String
  /// What the lines are: 日.
  public let head: String
  /// What is ticked: a column of boxes each; none leaves only the room to write.
  public let marks: [String]
  /// What the room at the end of a line is for.
  public let remark: String
  /// What stands before each line.
  public let lines: [String]

  /// A grid without lines is a mistake in the program and stops it.
  public init(_ key: String, head: String, marks: [String], remark: String, lines: [String]) {
    precondition(!lines.isEmpty, "a grid without lines")
    self.key = key
    self.head = head
    self.marks = marks
    self.remark = remark
    self.lines = lines
  }

  /// The same with a character for a box, for a writer that draws no grid.
  public func table(box: String = "□") -> Table {
    var columns = [Column("line", ja: head, en: head)]
    for (at, mark) in marks.enumerated() { columns.append(Column("mark_\(at + 1)", ja: mark, en: mark, fit: .wrap)) }
    columns.append(Column("remark", ja: remark, en: remark, fit: .wrap))
    var table = Table(columns)
    for line in lines { table.add([.text(line)] + marks.map { _ in .text(box) } + [.text(" ")]) }
    return table
  }
}
