import CaseCore
import Edge
import Paper

/// How a conversation is printed.
struct ThreadSheet {
  let desk: Desk

  private static let kinds: [String: Words] = [
    "image": Words(ja: "(画像)", en: "(picture)"), "video": Words(ja: "(動画)", en: "(video)"),
    "audio": Words(ja: "(音声)", en: "(audio)"), "file": Words(ja: "(ファイル)", en: "(file)"),
    "location": Words(ja: "(位置情報)", en: "(place)"), "sticker": Words(ja: "(スタンプ)", en: "(sticker)"),
    "other": Words(ja: "(表示できないもの)", en: "(something else)"),
  ]
  private static let automatic: [String: Words] = [
    "greeting": Words(ja: "自動(あいさつ)", en: "automatic (greeting)"),
    "acknowledgement": Words(ja: "自動(受け取りの返事)", en: "automatic (acknowledgement)"),
    "hotline": Words(ja: "自動(相談先の案内)", en: "automatic (hotlines)"),
    "linked": Words(ja: "自動(番号の確認)", en: "automatic (code)"),
  ]
  static let states: [String: Words] = [
    "received": Words(ja: "", en: ""), "edited": Words(ja: "書き直されています", en: "edited"),
    "withdrawn": Words(ja: "取り消されました", en: "withdrawn"), "queued": Words(ja: "送信待ち", en: "to be sent"),
    "sending": Words(ja: "送信中", en: "being sent"), "waiting": Words(ja: "送り直し待ち", en: "tried again soon"),
    "sent": Words(ja: "送信済み", en: "sent"), "refused": Words(ja: "送れませんでした", en: "could not be sent"),
    "lapsed": Words(ja: "送りませんでした(時間切れ)", en: "not sent (too late)"),
    "unsure": Words(ja: "届いたか分かりません", en: "nobody knows whether it arrived"),
    "recalled": Words(ja: "取り消しました", en: "taken back"),
    "arrived": Words(ja: "届いていたと確かめました", en: "was found to have arrived"),
    "missing": Words(ja: "届いていないと確かめました", en: "was found not to have arrived"),
  ]
  private static let media: [String: Words] = [
    "waiting": Words(ja: "まだ受け取っていません", en: "not fetched yet"),
    "received": Words(ja: "受信済み", en: "received"), "gone": Words(ja: "LINE にもうありません", en: "LINE has it no more"),
    "too_large": Words(ja: "大きすぎて受け取れません", en: "too large to be fetched"),
    "failed": Words(ja: "LINE から受け取れませんでした", en: "LINE could not give it"),
    "elsewhere": Words(ja: "LINE の外にあるもの", en: "kept outside of LINE"),
  ]

  /// For people: a line with when, who and how it stands, then what was written.
  func text(_ thread: [ThreadEntry]) -> String {
    var lines: [String] = []
    for entry in thread {
      let state = (Self.states[entry.state] ?? Words(ja: entry.state, en: entry.state))(desk.lang)
      let moment = desk.lang == .ja ? entry.at.japanese : entry.at.english
      lines.append("")
      lines.append("── \(moment) \(who(entry))" + (state.isEmpty ? "" : " [\(state)]"))
      if let body = entry.body {
        lines.append(body)
      } else if let kind = Self.kinds[entry.kind] {
        lines.append(kind(desk.lang) + content(entry))
      }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// 「 1番 受信済み 2.1 MB」: the number that `inquiry media` takes, and whether the content is here.
  private func content(_ entry: ThreadEntry) -> String {
    guard let number = entry.mediaNumber, let state = entry.mediaState.flatMap({ Self.media[$0] }) else { return "" }
    let size = entry.mediaSize.map { " \(Self.size($0))" } ?? ""
    return Words(ja: " \(number)番 \(state.ja)\(size)", en: " no. \(number), \(state.en)\(size)")(desk.lang)
  }

  /// Bytes as people say them: `2.1 MB`, `34 kB`.
  static func size(_ bytes: Int) -> String {
    if bytes < 1000 { return "\(bytes) B" }
    if bytes < 1_000_000 { return "\((bytes + 500) / 1000) kB" }
    let tenths = (bytes + 50_000) / 100_000
    return "\(tenths / 10).\(tenths % 10) MB"
  }

  /// For programs.
  func cell(_ thread: [ThreadEntry]) -> Cell {
    .list(
      thread.map { entry in
        var record = Record()
        record.add("at", ja: "日時", en: "When", desk.cell(entry.at))
        record.add("from_us", ja: "こちらから", en: "Ours", .flag(entry.isOurs))
        record.add("kind", ja: "種類", en: "Kind", .text(entry.kind))
        record.add("who", ja: "書いた人", en: "Who", .text(orNull: entry.who))
        record.add("body", ja: "本文", en: "Words", .text(orNull: entry.body))
        record.add("state", ja: "状態", en: "State", .text(entry.state))
        record.add("id", ja: "id", en: "id", entry.id.map { desk.cell($0) } ?? .null)
        record.add("media_number", ja: "番号", en: "Number", .integer(orNull: entry.mediaNumber))
        record.add("media_state", ja: "受信", en: "Content", .text(orNull: entry.mediaState))
        record.add("media_bytes", ja: "バイト", en: "Bytes", .integer(orNull: entry.mediaSize))
        record.add("media_type", ja: "形式", en: "Type", .text(orNull: entry.mediaType))
        return .record(record)
      })
  }

  private func who(_ entry: ThreadEntry) -> String {
    if !entry.isOurs { return Words(ja: "相手から", en: "from them")(desk.lang) }
    return entry.who ?? (Self.automatic[entry.kind] ?? Words(ja: "自動", en: "automatic"))(desk.lang)
  }

  /// 「母 洋子さん(C-7K2M 青木 歩さんの件)」; says when nobody has seen who it is.
  func line(_ whom: Addressee) -> Words {
    let relation = CodeList.relation[whom.tiedAs ?? whom.relation]
    let isKnown = (whom.tiedAs ?? whom.relation) != "unknown"
    let name = whom.tiedName ?? whom.callerName ?? (whom.tiedAs == "self" ? whom.clientName : nil)
    let ja =
      (isKnown ? (relation?.ja ?? "") + " " : "") + (name.map { $0 + "さん" } ?? "(名前は未確認)")
      + (whom.clientCode.map { "(\($0) \(whom.clientName ?? "")さんの件、対面で確認済み)" } ?? "(どなたの LINE か、対面では未確認)")
    let en =
      (isKnown ? (relation?.en ?? "") + " " : "") + (name ?? "(name not known)")
      + (whom.clientCode.map { " (about \($0) \(whom.clientName ?? ""), seen in person)" }
        ?? " (nobody has seen in person whose LINE this is)")
    return Words(ja: ja, en: en)
  }
}
