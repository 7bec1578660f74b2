import ArgumentParser
import CaseCore
import Edge
import Paper

struct OfficeTranscription: Verb {
  static let configuration = CommandConfiguration(
    commandName: "transcription",
    abstract: said("転記表(市の様式に写す順)を決める、見る", "The order in which figures are copied into the city's form"),
    discussion: said(
      "--json - で paths(数値の名前の並び。空文字は見出しだけの行)と labels(様式での呼び名の並び)を渡します。なければ、いまの並びを示します。使える名前は --paths で一覧になります。",
      "`--json -` takes paths (figures by name; an empty one is a line without a figure) and labels, in order. Without it the order is shown; --paths lists the names."
    ))

  @Argument(help: .said("所のコード", "office code")) var office: String?
  @Flag(help: .said("使える数値の名前の一覧", "list the names of figures")) var paths = false
  @Option(help: .said("見ていた版(0 はまだ何もない。先に変わっていたら止まる)", "the version you saw, 0 for none; stops if it changed since"))
  var base: Int?
  @Option(help: .said("この操作の id", "id of this change")) var id: String?
  @Option(help: .said("「-」で標準入力の JSON を読む", "`-` reads a JSON object from standard input")) var json: String?
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    try desk.demandDash(json, option: "--json")
    if paths { return try list(at: desk) }
    var state: String?
    let id = try desk.recordID(self.id)
    var input: JSONInput?
    if json != nil { input = try desk.readJSON(keys: ["paths", "labels"]) }
    let store = try desk.store()
    if let input {
      let paths = try input.texts("paths").map { InputText.trimmed(InputText.folded($0)) }
      let labels = try input.texts("labels").map { try Line($0).text }
      guard paths.count == labels.count else { throw CaseError.refused(rule: "transcription.labels_differ") }
      try demand(paths, in: Transcription.knownPaths(office: office, in: store))
      state =
        try Transcription.set(paths: paths, labels: labels, office: office, base: base, id: id, in: store).state
    }
    try show(Transcription.show(office: office, in: store), state: state, id: id, at: desk)
  }

  /// Names the first path that no figure has, and what is near it.
  private func demand(_ paths: [String], in known: [String]) throws {
    let all = Set(known)
    for path in paths where !path.isEmpty && !all.contains(path) {
      let near = nearest(path, in: known, limit: 3)
      let shown = InvalidValue.shown(path)
      throw Trouble(
        ja: "数値の名前「\(shown)」はありません。" + (near.isEmpty ? "" : "近いもの: \(near.joined(separator: ", "))"),
        en: "There is no figure \"\(shown)\"." + (near.isEmpty ? "" : " Near it: \(near.joined(separator: ", "))"),
        status: .usage)
    }
  }

  private func list(at desk: Desk) throws {
    var table = Table([Column("path", ja: "数値の名前", en: "Figure")])
    for path in try Transcription.knownPaths(office: office, in: desk.store()) { table.add([.text(path)]) }
    try desk.show(table, as: output.format)
  }

  private func show(_ transcription: Transcription, state: String?, id: RecordID, at desk: Desk) throws {
    var record = Record()
    record.add("office", ja: "所", en: "Office", .text(transcription.office))
    record.add("version", ja: "版", en: "Version", .integer(transcription.version))
    record.add("paths", ja: "数値", en: "Figures", .list(transcription.paths.map { .text($0) }), isShown: false)
    record.add("labels", ja: "呼び名", en: "Labels", .list(transcription.labels.map { .text($0) }), isShown: false)
    record.add(
      "author", ja: "記入", en: "By", .text(orNull: transcription.author), isShown: transcription.author != nil)
    record.add(
      "saved_at", ja: "保存", en: "Saved", desk.cell(transcription.savedAt), isShown: transcription.savedAt != nil)
    if let state {
      record.add("state", ja: "結果", en: "Result", .code(state, label: desk.label(ofState: state)))
      record.add("id", ja: "id", en: "id", desk.cell(id), isShown: false)
    }
    try desk.show(record, as: output.format)
    guard output.format == .table else { return }
    var table = Table(
      [Column("label", ja: "様式での呼び名", en: "Label", fit: .wrap), Column("path", ja: "数値", en: "Figure")],
      empty: Words(ja: "転記表はまだありません。", en: "No order has been set."))
    for (label, path) in zip(transcription.labels, transcription.paths) { table.add([.text(label), .text(path)]) }
    try desk.print("")
    try desk.show(table, as: .table)
  }
}
