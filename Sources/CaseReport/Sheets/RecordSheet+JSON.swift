import CaseCore
public import Paper
import Postgres

extension RecordSheet {
  /// The record for programs: every key in its place (docs/contract.md).
  public var record: Record {
    var record = Record()
    func add(_ key: String, _ cell: Cell) { record.add(key, ja: key, en: key, cell) }
    func date(_ day: CalendarDate?) -> Cell { day.map { .date(year: $0.year, month: $0.month, day: $0.day) } ?? .null }
    add("client", .text(client.code))
    add("client_name", .text(orNull: client.name))
    add("staff", .list(staff.map { .text($0) }))
    add("from", date(from))
    add("until", date(until))
    add("sessions", .list(table.records.map { .record($0) }))
    return record
  }

  /// The sessions as a table, for CSV.
  public var table: Table {
    var table = Table(
      [
        "held_at", "minutes", "staff", "kind", "method", "with", "contact", "accompanied", "version", "amended_at",
        "reason",
        "told_by", "note", "id",
      ].map { Column($0, ja: $0, en: $0) })
    func instant(_ moment: Instant) -> Cell { .instant(iso: moment.iso, human: moment.japanese) }
    for session in sessions {
      let isAmended = session.version > 1
      table.add([
        instant(session.heldAt), .integer(orNull: session.minutes), .list(session.staffNames.map { .text($0) }),
        .text(session.kind), .text(session.method), .list(session.with.map { .text($0) }),
        .text(orNull: session.contact),
        .flag(session.accompanied), .integer(session.version), isAmended ? instant(session.savedAt) : .null,
        .text(orNull: session.reason), .text(orNull: session.toldBy), .text(orNull: session.note),
        .identifier(session.id.description),
      ])
    }
    return table
  }
}
