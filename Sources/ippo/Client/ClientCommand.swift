import ArgumentParser
import CaseCore
import Edge
import Paper

struct ClientCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "client",
    abstract: said("相談している方", "Clients"),
    subcommands: [
      ClientAdd.self, ClientFind.self, ClientList.self, ClientShow.self, ClientAmend.self, ClientOpen.self,
      ClientAssign.self, ClientClose.self, ClientReopen.self, ClientEnrol.self, ClientLeave.self, ClientEnrolments.self,
    ])
}

/// How a client is printed, in lists and alone.
struct ClientSheet {
  let desk: Desk

  private static let columns: [Column] = [
    Column("id", ja: "id", en: "id", isShown: false),
    Column("code", ja: "コード", en: "Code"),
    Column("cautions", ja: "連絡上の注意", en: "Cautions", fit: .wrap),
    Column("name", ja: "名前", en: "Name", fit: .truncate),
    Column("kana", ja: "ふりがな", en: "Kana", fit: .truncate),
    Column("age", ja: "年齢", en: "Age", alignment: .right),
    Column("birth", ja: "生年月日", en: "Born", isShown: false),
    Column("age_about", ja: "聞取り年齢", en: "Age as told", alignment: .right, isShown: false),
    Column("age_about_on", ja: "聞取り日", en: "Told on", isShown: false),
    Column("sex", ja: "性別", en: "Sex", isShown: false, isLabelled: true),
    Column("withdrawn_since", ja: "ひきこもり開始", en: "Withdrawn since", isShown: false),
    Column("municipality", ja: "居住地", en: "Municipality", isShown: false),
    Column("phones", ja: "電話", en: "Telephone", isShown: false),
    Column("office", ja: "所", en: "Office", isShown: false),
    Column("staff", ja: "担当", en: "Counselors"),
    Column("received_on", ja: "受付日", en: "Received", isShown: false),
    Column("status", ja: "状態", en: "Status", isLabelled: true),
    Column("closed_on", ja: "終結日", en: "Closed", isShown: false),
    Column("close_reason", ja: "終結理由", en: "Closing reason", isShown: false, isLabelled: true),
    Column("last_contact", ja: "最終相談", en: "Last contact"),
    Column("version", ja: "版", en: "Version", alignment: .right, isShown: false),
    Column("program", ja: "事業", en: "Program", isShown: false),
  ]

  func table(_ clients: [Client]) -> Table {
    var table = Table(
      ClientSheet.columns, empty: Words(ja: "見られる方はいません。", en: "There is nobody you may see."))
    for client in clients { table.add(cells(client)) }
    return table
  }

  /// One client as a card: what is known, cautions first.
  func record(_ client: Client) -> Record {
    var record = Record()
    for (column, cell) in zip(ClientSheet.columns, cells(client)) {
      record.add(column.key, column.title, cell, isShown: column.key != "id" && cell != .null && cell != .list([]))
    }
    return record
  }

  private func cells(_ client: Client) -> [Cell] {
    [
      desk.cell(client.id), .text(client.code), .text(orNull: client.cautions), .text(orNull: client.name),
      .text(orNull: client.kana), .integer(orNull: client.age(on: desk.today)), desk.cell(client.birth),
      .integer(orNull: client.ageAbout?.years), desk.cell(client.ageAbout?.toldOn),
      desk.cell(client.sex, in: .sex), .text(orNull: client.withdrawnSince?.iso), .text(orNull: client.municipality),
      .list(client.phones.map { .text($0) }), .text(client.office), .list(client.staff.map { .text($0) }),
      desk.cell(client.receivedOn),
      .code(
        client.state,
        label: (client.state == "open" ? Words(ja: "継続", en: "open") : Words(ja: "終結", en: "closed"))(desk.lang)),
      desk.cell(client.closedOn), desk.cell(client.closeReason, in: .clientClosingReason),
      desk.cell(client.lastContact), .integer(client.version), .text(orNull: client.program),
    ]
  }

  /// Name, age and last contact in one line: what is shown before something is saved.
  func oneLine(_ client: Client) -> Words {
    let about = desk.line(about: client)
    return Words(ja: "\(client.code) \(about.ja)", en: "\(client.code) \(about.en)")
  }
}
