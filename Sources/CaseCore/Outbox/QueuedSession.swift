/// A session as it waits to be sent: the id it was given when it was written, whom it is of, and what is to be logged.
public struct QueuedSession: Sendable, Hashable {
  public let id: RecordID
  public let reference: ClientReference
  /// What was given, as it was given: the office compares it on a retry.
  public let entry: SessionEntry

  public init(id: RecordID, reference: ClientReference, entry: SessionEntry) {
    self.id = id
    self.reference = reference
    self.entry = entry
  }

  /// Whether it is the same note; when it was written down is no part of that, as it is none of the office's receipt.
  func says(sameAs other: QueuedSession) -> Bool {
    func words(_ note: QueuedSession) -> SessionEntry {
      var entry = SessionEntry(method: note.entry.method, writtenAt: self.entry.writtenAt)
      entry.kind = note.entry.kind
      entry.minutes = note.entry.minutes
      entry.at = note.entry.at
      entry.with = note.entry.with
      entry.contact = note.entry.contact
      entry.accompanied = note.entry.accompanied
      entry.staff = note.entry.staff
      entry.note = note.entry.note
      return entry
    }
    return reference.text == other.reference.text && words(self) == words(other)
  }

  private static let format: UInt8 = 1

  /// The fields one behind the other, each with its length; no name of a field is written.
  var encoded: [UInt8] {
    var out = [QueuedSession.format]
    func put(_ text: String?) {
      let bytes = text.map { Array($0.utf8) }
      let length = bytes.map { UInt32($0.count) } ?? UInt32.max
      for shift in [24, 16, 8, 0] { out.append(UInt8(truncatingIfNeeded: length >> UInt32(shift))) }
      out += bytes ?? []
    }
    put(reference.text)
    put(entry.kind)
    put(entry.method)
    put(entry.minutes.map { "\($0.count)" })
    put(entry.at.map { "\($0.microsecondsSince2000)" })
    put("\(entry.writtenAt.microsecondsSince2000)")
    put(entry.with.joined(separator: ","))
    put(entry.contact)
    put(entry.accompanied ? "y" : "n")
    put(entry.staff.joined(separator: ","))
    put(entry.note?.text)
    return out
  }

  /// Nil for bytes that are not what `encoded` makes.
  init?(id: RecordID, encoded: [UInt8]) {
    var rest = encoded.dropFirst()
    guard encoded.first == QueuedSession.format else { return nil }
    var fields: [String?] = []
    while !rest.isEmpty {
      guard rest.count >= 4 else { return nil }
      let length = rest.prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      rest = rest.dropFirst(4)
      if length == .max {
        fields.append(nil)
        continue
      }
      guard rest.count >= Int(length), let text = String(validating: rest.prefix(Int(length)), as: UTF8.self) else {
        return nil
      }
      fields.append(text)
      rest = rest.dropFirst(Int(length))
    }
    guard fields.count == 11, let reference = fields[0], let kind = fields[1], let method = fields[2],
      let written = QueuedSession.instant(fields[5])
    else { return nil }
    func list(_ text: String?) -> [String] { (text ?? "").split(separator: ",").map(String.init) }
    self.id = id
    self.reference = ClientReference(reference)
    var entry = SessionEntry(method: method, writtenAt: written)
    entry.kind = kind
    entry.minutes = fields[3].flatMap { Int($0) }.flatMap { try? Minutes($0) }
    entry.at = QueuedSession.instant(fields[4])
    entry.with = list(fields[6])
    entry.contact = fields[7]
    entry.accompanied = fields[8] == "y"
    entry.staff = list(fields[9])
    entry.note = fields[10].flatMap { try? Note($0) }
    self.entry = entry
  }

  private static func instant(_ text: String?) -> Instant? {
    text.flatMap { Int64($0) }.flatMap { try? Instant(microsecondsSince2000: $0) }
  }
}
