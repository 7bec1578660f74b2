package import CaseCore
package import Paper
import Postgres

extension Desk {
  /// The id that was given, or a new one.
  package func recordID(_ typed: String?) throws -> RecordID {
    guard let typed else { return newID() }
    guard let id = RecordID(InputText.folded(typed)) else {
      throw Trouble(ja: "--id は UUID です。", en: "--id takes a UUID.", status: .usage)
    }
    return id
  }

  /// The id of a record that is looked for; a malformed one is as absent as one that is not there.
  package func recordID(of typed: String, what: String) throws -> RecordID {
    guard let id = RecordID(InputText.folded(typed)) else { throw CaseError.notFound(what: what) }
    return id
  }

  /// The word for what became of a write.
  package func label(ofState state: String) -> String {
    let words =
      switch state {
      case "saved": Words(ja: "保存しました", en: "saved")
      case "duplicate": Words(ja: "保存済みです(二重にはしていません)", en: "saved before; not doubled")
      case "waiting": Words(ja: "別の方の承認待ちです", en: "waiting for a second person")
      case "refused": Words(ja: "却下しました", en: "refused")
      case "discarded": Words(ja: "捨てました", en: "thrown away")
      case "queued": Words(ja: "この端末に預かりました。届くようになったら送ります", en: "kept on this machine; sent later")
      default: Words(ja: state, en: state)
      }
    return words(lang)
  }

  /// What a write answers with: its id and state.
  package func answer(id: RecordID, state: String) -> Record {
    var record = Record()
    record.add("id", ja: "id", en: "id", cell(id), isShown: false)
    record.add("state", ja: "結果", en: "Result", .code(state, label: label(ofState: state)))
    return record
  }
}
