import CaseCore
import Postgres

/// The next request that the office wants made at LINE, already on record as begun.
struct LineJob {
  /// Which message, and which attempt at it.
  let send: RecordID
  let turn: Int
  /// `reply`, `push` or `read`.
  let way: String
  let destination: String
  /// The reply token, or the token that marks as read.
  let token: String?
  let retryKey: String
  let text: String?
  /// What a lock screen shows instead of the words; nil where the words may be seen there, as the office's own are.
  let preview: String?

  init?(row: Row) throws {
    guard let send: RecordID = try row("send") else { return nil }
    self.send = send
    turn = Int(try row("turn") as Int32)
    way = try row("way")
    destination = try row("destination")
    token = try row("token")
    retryKey = (try row("retry_key") as RecordID).description
    text = try row("body")
    preview = try row("preview")
  }

  var path: String {
    switch way {
    case "reply": "/v2/bot/message/reply"
    case "push": "/v2/bot/message/push"
    default: "/v2/bot/chat/markAsRead"
    }
  }

  /// Somebody's words go as a bubble, because of a plain text LINE shows the beginning on the lock screen.
  private var message: String {
    let words = JSONText.object(
      [("type", JSONText.string("text")), ("text", JSONText.string(text)), ("wrap", "true")].filter {
        preview != nil || $0.0 != "wrap"
      })
    guard let preview else { return words }
    let body = JSONText.object([
      ("type", JSONText.string("box")), ("layout", JSONText.string("vertical")), ("contents", "[\(words)]"),
    ])
    let bubble = JSONText.object([("type", JSONText.string("bubble")), ("body", body)])
    return JSONText.object([
      ("type", JSONText.string("flex")), ("altText", JSONText.string(preview)), ("contents", bubble),
    ])
  }

  var json: String {
    let messages = "[\(message)]"
    return switch way {
    case "reply": JSONText.object([("replyToken", JSONText.string(token)), ("messages", messages)])
    case "push": JSONText.object([("to", JSONText.string(destination)), ("messages", messages)])
    default: JSONText.object([("markAsReadToken", JSONText.string(token))])
    }
  }
}

/// What LINE's answer means for a message; the database draws the consequences.
enum LineAnswer: String {
  /// Accepted, now or at an earlier attempt with the same retry key.
  case accepted
  /// The reply token is not, or no longer, of use.
  case token
  /// The month's messages are used up.
  case quota
  /// Too many at once: later.
  case rate
  /// The channel's access token is refused: the office has to see to it.
  case auth
  /// LINE will not take this message, ever.
  case refused
  /// It may have been accepted.
  case unknown
  /// Nothing was sent.
  case notSent = "not_sent"

  init(_ outcome: HTTP.Outcome, way: String) {
    switch outcome {
    case .notSent: self = .notSent
    case .unknown: self = .unknown
    case .answered(let answer):
      self =
        switch answer.status {
        case 200..<300, 409: .accepted
        case 401, 403: .auth
        // LINE tells its two limits apart by words alone
        case 429: answer.body.contains("monthly limit") ? .quota : .rate
        case 400 where way == "reply" && answer.body.contains("nvalid reply token"): .token
        case 400..<500: .refused
        default: .unknown
        }
    }
  }
}
