import ArgumentParser
import CaseCore
import Edge
import Paper

struct ReferralCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "referral",
    abstract: said("紹介・つなぎ", "Referrals"),
    subcommands: [ReferralMake.self, ReferralUpdate.self, ReferralList.self, ReferralHistory.self])
}

/// How a referral is printed, in lists and alone.
struct ReferralSheet {
  let desk: Desk

  private static let columns: [Column] = [
    Column("made_on", ja: "紹介日", en: "Made"),
    Column("client", ja: "コード", en: "Code"),
    Column("client_name", ja: "名前", en: "Name", fit: .truncate),
    Column("provider", ja: "紹介先コード", en: "Provider code", isShown: false),
    Column("provider_name", ja: "紹介先", en: "Provider", fit: .wrap),
    Column("provider_kinds", ja: "種類", en: "Kinds", isShown: false, isLabelled: true),
    Column("accompanied", ja: "同行", en: "Accompanied", isShown: false),
    Column("consent_on", ja: "同意日", en: "Consent", isShown: false),
    Column("status", ja: "状態", en: "Status", isLabelled: true),
    Column("status_on", ja: "状態の日", en: "Since"),
    Column("open", ja: "進行中", en: "Open"),
    Column("version", ja: "版", en: "Version", alignment: .right, isShown: false),
    Column("id", ja: "id", en: "id"),
  ]

  func table(_ referrals: [Referral]) -> Table {
    var table = Table(ReferralSheet.columns, empty: Words(ja: "紹介はありません。", en: "No referrals."))
    for referral in referrals { table.add(cells(referral)) }
    return table
  }

  func record(_ referral: Referral) -> Record {
    var record = Record()
    for (column, cell) in zip(ReferralSheet.columns, cells(referral)) {
      record.add(column.key, column.title, cell, isShown: cell != .null)
    }
    return record
  }

  /// What a write answers with: the referral as it now stands, with the state.
  ///
  /// Nil where one may not see the client (any more), as after a duplicate.
  func answer(id: RecordID?, client: String?, state: String, in store: CaseStore) throws -> Record? {
    guard let id, let client else { return nil }
    let referrals = try Referral.list(of: desk.client(client), onlyOpen: false, in: store)
    guard let referral = referrals.first(where: { $0.id == id }) else { return nil }
    var record = record(referral)
    add(state, to: &record)
    return record
  }

  func add(_ state: String, to record: inout Record) {
    record.add("state", ja: "結果", en: "Result", .code(state, label: desk.label(ofState: state)))
  }

  private func cells(_ referral: Referral) -> [Cell] {
    [
      desk.cell(referral.madeOn), .text(referral.clientCode), .text(orNull: referral.clientName),
      .text(referral.providerCode), .text(referral.providerName),
      desk.cells(referral.providerKinds, in: .providerKind), .flag(referral.accompanied),
      desk.cell(referral.consentOn), desk.cell(referral.status, in: .referralStatus), desk.cell(referral.statusOn),
      .flag(referral.isOpen), .integer(referral.version), desk.cell(referral.id),
    ]
  }

  /// Client, provider and status in one line: what is shown before something is saved.
  func oneLine(_ referral: Referral) -> Words {
    let status = CodeList.referralStatus[referral.status]
    return Words(
      ja: "\(referral.clientCode) \(referral.clientName.map { $0 + "さん" } ?? "お名前未確認の方") → \(referral.providerName)"
        + "(\(status?.ja ?? referral.status)、\(referral.statusOn.japaneseWithEra))",
      en: "\(referral.clientCode) \(referral.clientName ?? "(unnamed)") → \(referral.providerName)"
        + " (\(status?.en ?? referral.status), \(referral.statusOn.english))")
  }
}
