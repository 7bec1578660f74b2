/// A language that Ippo speaks.
public enum Language: String, Sendable, CaseIterable {
  case ja, en
}

/// The same words in both languages, so that neither can be forgotten.
public struct Words: Sendable, Equatable {
  public let ja: String
  public let en: String

  public init(ja: String, en: String) {
    self.ja = ja
    self.en = en
  }

  /// The words in one language.
  public func callAsFunction(_ lang: Language) -> String {
    switch lang {
    case .ja: ja
    case .en: en
    }
  }
}
