import ArgumentParser
import CaseCore
import Edge
import Paper
import Postgres
import Terminal

struct OutboxCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outbox",
    abstract: said("この端末に預かっている記録", "Notes kept on this machine"),
    subcommands: [OutboxList.self, OutboxSend.self, OutboxShow.self, OutboxDiscard.self])
}

struct OutboxList: Verb {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: said("まだ送れていない記録と、受け付けられなかった記録", "What waits, and what was refused"))

  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    var table = Table(
      [
        Column("written_at", ja: "記入", en: "Written"), Column("client", ja: "どなた", en: "Of"),
        Column("method", ja: "方法", en: "Method", isLabelled: true),
        Column("state", ja: "状態", en: "State", isLabelled: true), Column("refusal", ja: "理由", en: "Why", fit: .wrap),
        Column("id", ja: "id", en: "id"),
      ], empty: Words(ja: "預かっている記録はありません。", en: "Nothing is kept here."))
    let outbox = try desk.outbox()
    for item in try outbox.waiting() + outbox.refused() {
      table.add([
        desk.cell(item.note?.entry.writtenAt), .text(orNull: item.note?.reference.text),
        item.note.map { desk.cell($0.entry.method, in: .sessionMethod) } ?? .null, state(of: item, at: desk),
        item.refusal.map { .code($0, label: Wording.refusal($0)(desk.lang)) } ?? .null, desk.cell(item.id),
      ])
    }
    try desk.show(table, as: output.format)
  }

  private func state(of item: Outbox.Item, at desk: Desk) -> Cell {
    if item.note == nil { return .code("broken", label: Words(ja: "開けません", en: "cannot be opened")(desk.lang)) }
    if item.refusal != nil { return .code("refused", label: Words(ja: "受付不可", en: "refused")(desk.lang)) }
    return .code("queued", label: Words(ja: "送信待ち", en: "waiting")(desk.lang))
  }
}

struct OutboxSend: Verb {
  static let configuration = CommandConfiguration(
    commandName: "send", abstract: said("預かっている記録を今すぐ送る", "Send what waits now"))

  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    let store = try desk.store(within: .seconds(60), delivering: false)
    guard let delivery = try desk.outbox().send(to: store) else {
      throw Trouble(ja: "別の ippo が送っている最中です。", en: "Another ippo is sending.", status: .conflict)
    }
    desk.report(delivery)
    var record = Record()
    record.add("sent", ja: "送った数", en: "Sent", .integer(delivery.sent.count))
    record.add("refused", ja: "受付不可", en: "Refused", .integer(delivery.refused.count))
    record.add("left", ja: "残り", en: "Left", .integer(delivery.left))
    record.add("broken", ja: "開けません", en: "Broken", .integer(delivery.broken))
    try desk.show(record, as: output.format)
  }
}

struct OutboxShow: Verb {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: said("預かっている記録の本文を見る", "Read a kept note"))

  @Argument(help: .said("記録の id", "the note's id")) var note: String
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    let id = try desk.recordID(of: note, what: "session")
    let outbox = try desk.outbox()
    let all = try outbox.waiting() + outbox.refused()
    guard let item = all.first(where: { $0.id == id }) else { throw CaseError.notFound(what: "session") }
    guard let found = item.note else { throw Outbox.Failure.broken(id) }
    var record = Record()
    record.add("id", ja: "id", en: "id", desk.cell(found.id))
    record.add("client", ja: "どなた", en: "Of", .text(found.reference.text))
    record.add("written_at", ja: "記入", en: "Written", desk.cell(found.entry.writtenAt))
    record.add("at", ja: "日時", en: "When", desk.cell(found.entry.at))
    record.add("method", ja: "方法", en: "Method", desk.cell(found.entry.method, in: .sessionMethod))
    record.add("minutes", ja: "分", en: "Minutes", .integer(orNull: found.entry.minutes?.count))
    record.add("with", ja: "相手", en: "With", desk.cells(found.entry.with, in: .who))
    record.add("note", ja: "本文", en: "Note", .text(orNull: found.entry.note?.text))
    try desk.showSensitive(record, title: found.reference.text, as: output.format)
  }
}

struct OutboxDiscard: Verb {
  static let configuration = CommandConfiguration(
    commandName: "discard", abstract: said("受け付けられなかった記録、開けない記録を捨てる", "Throw a refused or broken note away"))

  @Argument(help: .said("記録の id", "the note's id")) var note: String
  @Flag(help: .said("確かめずに捨てる", "do not ask")) var yes = false
  @OptionGroup var output: Output

  func run(at desk: Desk) throws {
    let id = try desk.recordID(of: note, what: "session")
    let outbox = try desk.outbox()
    let isRefused = try outbox.refused().contains { $0.id == id }
    let isBroken = try outbox.waiting().contains { $0.id == id && $0.note == nil }
    guard isRefused || isBroken else { throw CaseError.notFound(what: "session") }
    if !yes {
      guard desk.isAttended else { throw desk.missing("--yes", ja: "確認", en: "The confirmation") }
      guard try desk.tty().confirm(Words(ja: "この記録を捨てますか", en: "Throw this note away")(desk.lang), default: false)
      else { throw TerminalError.cancelled }
    }
    if isRefused { try outbox.discard(id) }
    if isBroken { try outbox.remove(id) }
    try desk.show(desk.answer(id: id, state: "discarded"), as: output.format)
  }
}
