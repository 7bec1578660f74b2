import Seal

/// One event in the flat shape of `docs/line.md`: what Ippo keeps of it, and nothing else.
public struct Event: Sendable {
  /// `webhookEventId`, or a digest of what it says where it has none.
  public let id: String
  public let type: String
  /// Of what it tells of one person's message; nil for groups and everything else.
  let messageID: String?
  /// The message that it withdraws.
  let withdraws: String?
  private(set) var json: JSON

  init(id: String, type: String, messageID: String?, withdraws: String?, json: JSON) {
    self.id = id
    self.type = type
    self.messageID = messageID
    self.withdraws = withdraws
    self.json = json
  }

  /// From the flat shape, as the spool keeps it; nil for anything else.
  init?(flat: JSON) {
    guard let id = flat["id"]?.text, let type = flat["type"]?.text else { return nil }
    self.init(
      id: id, type: type, messageID: flat["message"]?["id"]?.text, withdraws: flat["unsend"]?.text, json: flat)
  }

  /// From LINE's shape. What cannot be read is a fact of type `unreadable`.
  init(_ told: JSON, now: Int) throws(Seal.Failure) {
    let id = try Event.id(of: told)
    guard told.isObject, let type = told["type"]?.text.flatMap(Event.typeName) else {
      self.init(id: id, type: "unreadable", messageID: nil, withdraws: nil, json: Event.bare(id: id, now: now))
      return
    }
    let source = Event.source(of: told)
    let isStandby = told["mode"]?.text == "standby"
    let user = source == "user" ? told["source"]?["userId"]?.text.flatMap(Event.name) : nil
    var flat: [String: JSON] = [
      "id": .text(id), "type": .text(type), "at": .number("\(Event.time(of: told) ?? now)"),
      "mode": .text(isStandby ? "standby" : "active"),
      "redelivered": .bool(told["deliveryContext"]?["isRedelivery"]?.bool ?? false), "source": .text(source),
    ]
    if let user { flat["user"] = .text(user) }
    // of a group only its greeting can be answered: the refusal
    if !isStandby, user != nil || type == "join", let token = told["replyToken"]?.text.flatMap(Event.token) {
      flat["token"] = .text(token)
    }
    if let detail = Event.detail(of: told, type: type, isGroup: source == "group" || source == "room") {
      flat["detail"] = detail
    }
    var messageID: String?
    if user != nil, type == "message" || type == "messageEdited", let message = told["message"], message.isObject {
      let named = message["id"]?.text.flatMap(Event.name) ?? id
      messageID = named
      flat["message"] = Event.words(of: message, id: named)
    }
    var withdraws: String?
    if source == "user", type == "unsend", let named = told["unsend"]?["messageId"]?.text.flatMap(Event.name) {
      withdraws = named
      flat["unsend"] = .text(named)
    }
    self.init(id: id, type: type, messageID: messageID, withdraws: withdraws, json: .object(flat))
  }

  /// The same event without its words.
  func withoutWords() -> Event {
    guard case .object(var flat) = json, case .object(var message)? = flat["message"] else { return self }
    message["text"] = nil
    message["details"] = nil
    flat["message"] = .object(message)
    return Event(id: id, type: type, messageID: messageID, withdraws: withdraws, json: .object(flat))
  }
}

extension Event {
  private static func bare(id: String, now: Int) -> JSON {
    .object([
      "id": .text(id), "type": .text("unreadable"), "at": .number("\(now)"), "mode": .text("standby"),
      "redelivered": .bool(false), "source": .text("none"),
    ])
  }

  /// The same for a redelivery, which differs in `deliveryContext` only.
  private static func id(of told: JSON) throws(Seal.Failure) -> String {
    if let id = told["webhookEventId"]?.text.flatMap(name) { return id }
    var same = told
    if case .object(var members) = told {
      members["deliveryContext"] = nil
      same = .object(members)
    }
    return "sha256-" + (try SHA256.hex(of: same.bytes))
  }

  /// An id of LINE's: printable, without spaces, not endless; nil for anything else.
  static func name(_ text: String) -> String? { isPrintable(text, upTo: 100) ? text : nil }
  private static func token(_ text: String) -> String? { isPrintable(text, upTo: 200) ? text : nil }

  private static func isPrintable(_ text: String, upTo limit: Int) -> Bool {
    (1...limit).contains(text.utf8.count) && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
  }

  private static func typeName(_ text: String) -> String? {
    guard (1...50).contains(text.utf8.count), let first = text.utf8.first, isLetter(first) else { return nil }
    return text.utf8.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "_") } ? text : nil
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) }

  private static func source(of told: JSON) -> String {
    switch told["source"]?["type"]?.text {
    case "user": "user"
    case "group": "group"
    case "room": "room"
    default: "none"
    }
  }

  /// Milliseconds since 1970; nil for what no calendar has.
  private static func time(of told: JSON) -> Int? {
    told["timestamp"]?.integer.flatMap { (0...4_102_444_800_000).contains($0) ? $0 : nil }
  }

  private static let kinds: Set = ["text", "image", "video", "audio", "file", "location", "sticker"]

  private static func words(of message: JSON, id: String) -> JSON {
    let type = message["type"]?.text ?? ""
    var words: [String: JSON] = ["id": .text(id), "kind": .text(kinds.contains(type) ? type : "other")]
    if let text = message["text"]?.text { words["text"] = .text(text) }
    var details: [String: JSON] = [:]
    let provider = message["contentProvider"]
    for (name, value) in [
      ("file_name", message["fileName"]), ("file_size", message["fileSize"]), ("duration", message["duration"]),
      ("provider", provider?["type"]), ("content_url", provider?["originalContentUrl"]),
      ("preview_url", provider?["previewImageUrl"]), ("image_set", message["imageSet"]), ("title", message["title"]),
      ("address", message["address"]), ("latitude", message["latitude"]), ("longitude", message["longitude"]),
      ("package", message["packageId"]), ("sticker", message["stickerId"]),
      ("sticker_type", message["stickerResourceType"]), ("keywords", message["keywords"]),
      ("quoted", message["quotedMessageId"]), ("mentions", message["mention"]?["mentionees"]),
      ("read_token", message["markAsReadToken"]),
    ] {
      if let value { details[name] = value }
    }
    if !details.isEmpty { words["details"] = fitting(.object(details), in: 32_768) }
    return .object(words)
  }

  /// What an event says beside who and when, and is nobody's words.
  private static func detail(of told: JSON, type: String, isGroup: Bool) -> JSON? {
    var detail: [String: JSON] = [:]
    switch type {
    case "follow": detail["unblocked"] = told["follow"]?["isUnblocked"]
    case "join": detail["group"] = told["source"]?["groupId"] ?? told["source"]?["roomId"]
    case "postback" where !isGroup:
      detail["data"] = told["postback"]?["data"]
      detail["params"] = told["postback"]?["params"]
    case "accountLink": detail["result"] = told["link"]?["result"]
    case "membership": detail["change"] = told["membership"]?["type"]
    case "module": detail["change"] = told["module"]?["type"]
    case "beacon": detail["change"] = told["beacon"]?["type"]
    case "videoPlayComplete": detail["tracking"] = told["videoPlayComplete"]?["trackingId"]
    default: break
    }
    return detail.isEmpty ? nil : fitting(.object(detail), in: 2048)
  }

  private static func fitting(_ value: JSON, in limit: Int) -> JSON? { value.bytes.count <= limit ? value : nil }
}
