/// The text of a record: never empty, at most ten mebibytes of UTF-8; see ``Prose`` for what is kept and refused.
public struct Note: Sendable, Hashable {
  public let text: String

  public static let limit = 10 * 1024 * 1024

  public init(_ typed: String) throws(InvalidValue) {
    // Before trimming, so that twenty megabytes of blanks cost no more than twenty of words.
    guard typed.utf8.count <= Self.limit else { throw Self.tooLarge(typed.utf8.count) }
    let text = try Prose.clean(typed)
    guard !text.isEmpty else { throw InvalidValue(.noteEmpty) }
    self.text = text
  }

  /// A note as it was read from a file or a pipe.
  public init(bytes: [UInt8]) throws(InvalidValue) {
    guard bytes.count <= Self.limit else { throw Self.tooLarge(bytes.count) }
    try self.init(Prose.decoded(bytes))
  }

  public var bytes: Int { text.utf8.count }
  /// What a reader counts as characters: a family emoji is one. Walks the whole text.
  public var characters: Int { text.count }

  private static func tooLarge(_ bytes: Int) -> InvalidValue {
    InvalidValue(.noteTooLarge, ["bytes": "\(bytes)", "limit": "\(limit)"])
  }
}
