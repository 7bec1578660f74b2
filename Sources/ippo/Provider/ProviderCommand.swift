import ArgumentParser
import CaseCore
import Edge
import Paper
import Terminal

struct ProviderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "provider",
    abstract: said("紹介先の名簿", "The directory of providers"),
    subcommands: [
      ProviderFind.self, ProviderList.self, ProviderAdd.self, ProviderAmend.self, ProviderVerify.self,
      ProviderClose.self, ProviderImport.self,
    ])
}

/// How a provider is printed, in lists and alone.
struct ProviderSheet {
  let desk: Desk

  private static let columns: [Column] = [
    Column("id", ja: "id", en: "id", isShown: false),
    Column("code", ja: "コード", en: "Code"),
    Column("name", ja: "名前", en: "Name", fit: .wrap),
    Column("kana", ja: "ふりがな", en: "Kana", isShown: false),
    Column("kinds", ja: "種類", en: "Kinds", fit: .wrap, isLabelled: true),
    Column("phone", ja: "電話", en: "Telephone"),
    Column("postal", ja: "〒", en: "Postcode", isShown: false),
    Column("address", ja: "所在地", en: "Address", fit: .truncate),
    Column("url", ja: "URL", en: "URL", isShown: false),
    Column("hours", ja: "利用時間", en: "Hours", isShown: false),
    Column("notes", ja: "備考", en: "Notes", isShown: false),
    Column("source", ja: "登録", en: "Source", isShown: false, isLabelled: true),
    Column("source_key", ja: "元の番号", en: "Source key", isShown: false),
    Column("verified_on", ja: "確認日", en: "Verified"),
    Column("stale", ja: "要確認", en: "Stale"),
    Column("closed_on", ja: "閉鎖日", en: "Closed"),
    Column("version", ja: "版", en: "Version", alignment: .right, isShown: false),
    Column("saved_at", ja: "保存", en: "Saved", isShown: false),
  ]

  func table(_ providers: [Provider]) -> Table {
    var table = Table(
      ProviderSheet.columns, empty: Words(ja: "当てはまる紹介先はありません。", en: "No provider fits."))
    for provider in providers { table.add(cells(provider)) }
    return table
  }

  /// One provider as a card with all that is known.
  func record(_ provider: Provider) -> Record {
    var record = Record()
    for (column, cell) in zip(ProviderSheet.columns, cells(provider)) {
      record.add(column.key, column.title, cell, isShown: column.key != "id" && cell != .null)
    }
    return record
  }

  /// What a write answers with: the provider as it now stands, or its code where it cannot be read, and the state.
  func answer(code: String?, state: String, in store: CaseStore) throws -> Record {
    let known = try code.flatMap { try Provider.known(code: $0, in: store) }
    var record = known.map(self.record) ?? Record()
    if known == nil { record.add("code", ja: "コード", en: "Code", .text(orNull: code)) }
    record.add("state", ja: "結果", en: "Result", .code(state, label: desk.label(ofState: state)))
    return record
  }

  private func cells(_ provider: Provider) -> [Cell] {
    [
      desk.cell(provider.id), .text(provider.code), .text(provider.name), .text(orNull: provider.kana),
      desk.cells(provider.kinds, in: .providerKind), .text(orNull: provider.phone), .text(orNull: provider.postal),
      .text(orNull: provider.address), .text(orNull: provider.url), .text(orNull: provider.hours),
      .text(orNull: provider.notes),
      .code(provider.source, label: Wording.label(ofSource: provider.source)(desk.lang)),
      .text(orNull: provider.sourceKey),
      desk.cell(provider.verifiedOn), .flag(provider.isStale(on: desk.today)), desk.cell(provider.closedOn),
      .integer(provider.version), desk.cell(provider.savedAt),
    ]
  }

  /// Code, name and address in one line: what is shown before something is saved.
  func oneLine(_ provider: Provider) -> String {
    let rest = [provider.phone, provider.address].compactMap(\.self).joined(separator: " ")
    return "\(provider.code) \(provider.name)" + (rest.isEmpty ? "" : " (\(rest))")
  }

  /// The provider that a person means, for showing it; nil where that is for the server to say.
  func meant(_ reference: ProviderReference, in store: CaseStore) throws -> Provider? {
    let found = try Provider.find(reference.text, kind: nil, in: store)
    let exact = found.filter { $0.code == reference.text || $0.name == reference.text || $0.kana == reference.text }
    return exact.count == 1 ? exact.first : found.count == 1 ? found.first : nil
  }

  /// At a terminal: shows the provider and asks whether it is the right one.
  func confirm(_ reference: ProviderReference, in store: CaseStore) throws {
    guard desk.isAttended, let provider = try meant(reference, in: store) else { return }
    let tty = try desk.tty()
    try tty.say(oneLine(provider))
    guard try tty.confirm(Words(ja: "この紹介先ですか", en: "Is this the right provider")(desk.lang), default: true) else {
      throw TerminalError.cancelled
    }
  }
}

/// A postcode that a person gave, or a refusal in words.
func demandPostal(_ typed: String) throws -> String {
  guard let postal = PostalCode(typed) else {
    throw Trouble(ja: "郵便番号は7桁です。", en: "A postcode has seven digits.", status: .usage)
  }
  return postal.display
}
