import CaseCore
import Paper

extension MonthReport {
  /// 転記表: the lines of the city's own form, in its order.
  public struct Transcription: Sendable, Decodable {
    public let paths: [String]
    public let labels: [String]
  }

  private struct Line {
    let path: String
    let label: String
    let value: Cell
  }

  private var transcriptionLines: [Line] {
    guard let transcription else { return [] }
    return zip(transcription.paths, transcription.labels).map { path, label in
      let value: Cell =
        switch path {
        case "": .null
        case "narrative.open_days": .integer(orNull: narrative?.openDays)
        default: figures.number(path)
        }
      return Line(path: path, label: label, value: value)
    }
  }

  /// The lines with their values; empty where the office has set none.
  var transcriptionCell: Cell {
    .list(
      transcriptionLines.map { line in
        var record = Record()
        record.add("path", ja: "path", en: "path", line.path.isEmpty ? .null : .text(line.path))
        record.add("label", ja: "label", en: "label", .text(line.label))
        record.add("value", ja: "value", en: "value", line.value)
        return .record(record)
      })
  }

  /// Adds the table from which a clerk copies into the city's form; nothing where the office has set no lines.
  func addTranscription(to document: inout Document) {
    let lines = transcriptionLines
    guard !lines.isEmpty else { return }
    let lang = document.lang
    document.heading(Words(ja: "転記表", en: "For transcription")(lang))
    var table = Table([
      Column("line", ja: "行", en: "Line"), Column("label", ja: "様式での呼び名", en: "Label", fit: .wrap),
      Column("value", ja: "値", en: "Value", alignment: .right),
    ])
    for (at, line) in lines.enumerated() { table.add([.text(String(at + 1)), .text(line.label), line.value]) }
    document.table(table, key: "transcription")
  }
}
