/// What is known of a provider, by whoever tells it: a person or a directory's file.
public struct ProviderFacts: Sendable, Hashable {
  public var name: String?
  public var kana: String?
  /// Codes of `provider_kind`; a provider may have several.
  public var kinds: [String] = []
  public var phone: ProviderPhone?
  public var postal: String?
  public var address: String?
  public var url: String?
  public var hours: String?
  public var notes: String?

  public init() {}

  /// The members that `kit.provider_facts` reads.
  var members: [(key: String, json: String)] {
    [
      ("name", JSONText.string(name)), ("kana", JSONText.string(kana)), ("kinds", JSONText.strings(kinds)),
      ("phone", JSONText.string(phone?.raw)), ("phone_number", JSONText.string(phone?.e164)),
      ("phone_display", JSONText.string(phone?.display)), ("postal", JSONText.string(postal)),
      ("address", JSONText.string(address)), ("url", JSONText.string(url)), ("hours", JSONText.string(hours)),
      ("notes", JSONText.string(notes)),
    ]
  }
}

/// A provider's telephone number as it came and, where it can be read, as the network and people want it.
public struct ProviderPhone: Sendable, Hashable {
  public let raw: String
  public let e164: String?
  public let display: String?

  public init(_ number: PhoneNumber) {
    raw = number.raw
    e164 = number.e164
    display = number.display
  }

  /// A number that nobody could read: kept and shown as it came, since a person may make sense of it.
  public init(unread raw: String) {
    self.raw = raw
    e164 = nil
    display = nil
  }
}
