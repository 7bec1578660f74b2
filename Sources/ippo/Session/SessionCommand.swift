import ArgumentParser
import CaseCore
import Edge
import Paper
import Postgres
import Terminal

struct SessionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "session",
    abstract: said("面談・訪問・電話などの記録", "Sessions"),
    subcommands: [
      SessionLog.self, SessionList.self, SessionShow.self, SessionAmend.self, SessionMove.self, SessionReviewVerb.self,
    ])
}

/// How a session is printed, in lists and alone.
struct SessionSheet {
  let desk: Desk

  private static let columns: [Column] = [
    Column("held_at", ja: "日時", en: "When"),
    Column("client", ja: "コード", en: "Code"),
    Column("client_name", ja: "名前", en: "Name", fit: .truncate),
    Column("kind", ja: "種類", en: "Kind", isLabelled: true),
    Column("method", ja: "方法", en: "Method", isLabelled: true),
    Column("minutes", ja: "分", en: "Min", alignment: .right),
    Column("with", ja: "相手", en: "With", fit: .truncate),
    Column("contact", ja: "本人との接触", en: "Contact", isLabelled: true),
    Column("accompanied", ja: "同行", en: "Accompanied", isShown: false),
    Column("staff", ja: "職員", en: "Staff", fit: .truncate),
    Column("version", ja: "版", en: "Version", alignment: .right, isShown: false),
    Column("saved_at", ja: "保存", en: "Saved", isShown: false),
    Column("reviewed_by", ja: "確認", en: "Reviewed by", isShown: false),
    Column("reviewed_at", ja: "確認日時", en: "Reviewed", isShown: false),
    Column("id", ja: "id", en: "id"),
  ]

  func table(_ sessions: [Session]) -> Table {
    var table = Table(SessionSheet.columns, empty: Words(ja: "記録はありません。", en: "No sessions."))
    for session in sessions { table.add(cells(session)) }
    return table
  }

  func record(_ session: Session) -> Record {
    var record = Record()
    for (column, cell) in zip(SessionSheet.columns, cells(session)) {
      record.add(column.key, column.title, cell, isShown: cell != .null && cell != .list([]))
    }
    return record
  }

  /// Whose it is, when and how it was, in one line: what is shown before it changes.
  func oneLine(_ session: Session) -> Words {
    let method = CodeList.sessionMethod[session.method]
    return Words(
      ja: "\(session.clientCode) \(session.clientName.map { $0 + "さん" } ?? "お名前未確認の方")"
        + " \(session.heldAt.japanese) \(method?.ja ?? session.method)",
      en: "\(session.clientCode) \(session.clientName ?? "(unnamed)"), \(session.heldAt.english)"
        + ", \(method?.en ?? session.method)")
  }

  /// At a terminal: shows the session and asks whether it is the right one.
  func confirm(_ id: RecordID) throws {
    guard desk.isAttended else { return }
    let tty = try desk.tty()
    try tty.say(oneLine(Session.named(id, in: desk.store(delivering: false)))(desk.lang))
    guard try tty.confirm(Words(ja: "この面談ですか", en: "Is this the right session")(desk.lang), default: true) else {
      throw TerminalError.cancelled
    }
  }

  private func cells(_ session: Session) -> [Cell] {
    [
      desk.cell(session.heldAt), .text(session.clientCode), .text(orNull: session.clientName),
      desk.cell(session.kind, in: .sessionKind), desk.cell(session.method, in: .sessionMethod),
      .integer(orNull: session.minutes), desk.cells(session.with, in: .who),
      desk.cell(session.contact, in: .contactLevel), .flag(session.accompanied),
      .list(session.staff.map { .text($0) }), .integer(session.version), desk.cell(session.savedAt),
      .text(orNull: session.reviewedBy), desk.cell(session.reviewedAt), desk.cell(session.id),
    ]
  }
}

/// The facts of a session as options; `log` demands a method, `amend` only what changes.
struct SessionFacts: ParsableArguments {
  @Option(help: .said("面談の種類(既定 consultation)", "session kind (default consultation)")) var kind: String?
  @Option(parsing: .unconditional, help: .said("分(50、1時間20分)", "minutes (50, 1:20)")) var minutes: String?
  @Option(help: .said("日時(2026-11-03 14:30、昨日 14:30。既定は今)", "when (2026-11-03 14:30; default: now)")) var at: String?
  @Option(help: .said("相手(person,mother,…)", "with whom (person,mother,…)")) var with: String?
  @Option(help: .said("本人との接触の段階", "contact with the person")) var contact: String?
  @Flag(inversion: .prefixedNo, help: .said("同行支援", "accompanied the person somewhere")) var accompany: Bool?
  @Option(help: .said("一緒に対応した職員のログイン名", "colleagues who took part, by login")) var staff: String?

  func minutesValue() throws -> Minutes? { try minutes.map { try Minutes(parsing: $0) } }
  func moment(now: Instant) throws -> Instant? { try at.map { try Instant(parsing: $0, now: now) } }
  func kindCode() throws -> String? { try kind.map { try CodeList.sessionKind.demand($0) } }
  func withCodes() throws -> [String]? { try with.map { try CodeList.who.demandEach($0) } }
  func contactCode() throws -> String? { try contact.map { try CodeList.contactLevel.demand($0) } }
  func logins() throws -> [String]? {
    try staff.map { try $0.split(separator: ",").map { try Login(String($0)).text } }
  }
}
