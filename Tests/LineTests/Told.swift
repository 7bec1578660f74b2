import Postgres
import TestSupport

/// LINE's events, as LINE writes them.
enum Told {
  static func message(
    _ id: String, _ text: String, user: String = "U1", message: String? = nil, at: Int = 1_760_000_000_000,
    mode: String = "active", type: String = "message"
  ) -> String {
    """
    {"type":"\(type)","mode":"\(mode)","timestamp":\(at),"source":{"type":"user","userId":"\(user)"},\
    "webhookEventId":"\(id)","deliveryContext":{"isRedelivery":false},"replyToken":"token\(id)",\
    "message":{"id":"\(message ?? "m" + id)","type":"text","text":"\(text)"}}
    """
  }

  static func unsend(_ id: String, of message: String, user: String = "U1", at: Int = 1_760_000_009_000) -> String {
    """
    {"type":"unsend","mode":"active","timestamp":\(at),"source":{"type":"user","userId":"\(user)"},\
    "webhookEventId":"\(id)","deliveryContext":{"isRedelivery":false},"unsend":{"messageId":"\(message)"}}
    """
  }

  static func plain(_ id: String, _ type: String, source: String = #"{"type":"user","userId":"U1"}"#) -> String {
    """
    {"type":"\(type)","mode":"active","timestamp":1760000000000,"source":\(source),"webhookEventId":"\(id)",\
    "deliveryContext":{"isRedelivery":false},"replyToken":"token\(id)"}
    """
  }

  static func delivery(_ events: String..., destination: String = "Ubot") -> String { delivery(events, destination) }

  static func delivery(_ events: [String], _ destination: String = "Ubot") -> String {
    #"{"destination":"\#(destination)","events":[\#(events.joined(separator: ","))]}"#
  }
}

extension TestOffice {
  /// One text a row.
  func lines(_ sql: SQL) throws -> [String] {
    try omniscient().all(sql) { try $0.decode("line", as: String.self) }
  }

  /// Messages in their order: id and words, or what became of them.
  var messages: [String] {
    get throws {
      try lines(
        """
        select webhook_event_id || ' ' || kind || ' '
          || case when unsent_at is not null then 'withdrawn' else coalesce(text, '-') end as line
        from app.line_message order by sent_at, webhook_event_id
        """)
    }
  }

  var events: [String] {
    get throws {
      try lines(
        "select webhook_event_id || ' ' || type || ' ' || source as line from app.line_event order by webhook_event_id")
    }
  }
}
