import CCurl

/// LINE over HTTP: one request at a time, with one deadline for everything.
struct HTTP {
  /// How far a request came; only `answered` and `notSent` are certain.
  enum Outcome {
    case answered(Answer)
    /// No byte of it left this machine.
    case notSent(reason: String)
    /// It left, and nobody knows what became of it.
    case unknown(reason: String)
  }

  struct Answer {
    let status: Int
    /// Empty where more came than was wanted.
    let bytes: [UInt8]
    /// More came than was wanted.
    let isOver: Bool
    /// `content-type`, without its parameters; nil where there was none.
    let type: String?
    var body: String { String(decoding: bytes, as: UTF8.self) }
    /// LINE's id of the request; of a retry whose first request was accepted, that one's.
    let requestID: String?
  }

  /// Scheme, host and port: `https://api.line.me`, or a stub on this machine.
  let base: String
  let token: String
  let patience: Duration

  /// Posts JSON, or asks where there is none.
  ///
  /// - Parameter limit: how many bytes of an answer are wanted at most.
  func send(_ path: String, json: String?, retryKey: String? = nil, limit: Int = 65536) -> Outcome {
    var headers = ["Authorization: Bearer \(token)", "User-Agent: ippo-sender"]
    if json != nil { headers.append("Content-Type: application/json") }
    if let retryKey { headers.append("X-Line-Retry-Key: \(retryKey)") }
    let milliseconds = Int(patience.components.seconds) * 1000
    var answer = CCurlAnswer()
    defer { CCurlFree(&answer) }
    CCurlExchange(
      json == nil ? "GET" : "POST", base + path, headers.joined(separator: "\n"), json, milliseconds, limit, &answer)
    switch answer.outcome {
    case CCurlAnswered:
      let request = text(&answer.request_id)
      let accepted = text(&answer.accepted_id)
      let type = text(&answer.content_type)
      return .answered(
        Answer(
          status: answer.status,
          bytes: [UInt8](UnsafeRawBufferPointer(start: answer.body, count: answer.length)), isOver: answer.is_over,
          type: type.isEmpty ? nil : type,
          requestID: accepted.isEmpty ? (request.isEmpty ? nil : request) : accepted))
    case CCurlUnknown: return .unknown(reason: text(&answer.reason))
    default: return .notSent(reason: text(&answer.reason))
    }
  }

  /// A C array of characters up to its NUL.
  private func text<Array>(_ array: inout Array) -> String {
    withUnsafeBytes(of: &array) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }
}
