import CaseCore
import Edge
import Paper
import Postgres
import Terminal

extension Desk {
  /// The client whose record is about to change. Whoever is there to be asked is shown them first and says that they are meant;
  /// from there on it is their code, so that whoever was shown is whose record changes. A script is asked nothing.
  ///
  /// - Throws: `TerminalError.cancelled` where another person was meant.
  func confirmedClient(_ typed: String) throws -> ClientReference {
    isAttended ? ClientReference(try confirmed(typed).code) : try client(typed)
  }

  /// The same for what is asked at a terminal alone, with all that is known of them.
  func confirmed(_ typed: String) throws -> Client {
    let store = try store(delivering: false)
    let reference = try chosen(reference(typed), in: store)
    // choosing took its time; the deadline is for the answer, not for the person
    store.connection.deadline = .after(.seconds(10))
    return try confirm(reference, in: store)
  }

  /// Shows a person at the terminal whose record it is, what to mind first, and what else is about to change (`details`); asks
  /// whether that is the one they mean.
  func confirm(
    _ reference: ClientReference, in store: CaseStore,
    asking question: Words = Words(ja: "この方の記録ですか", en: "Is this the right person"),
    details: (Tty) throws -> Void = { _ in }
  ) throws -> Client {
    let known = try Client.named(reference, in: store)
    let tty = try tty()
    if let cautions = known.cautions {
      try tty.say(Words(ja: "【注意】\(cautions)", en: "CAUTION: \(cautions)")(lang))
    }
    try tty.say(ClientSheet(desk: self).oneLine(known)(lang))
    try details(tty)
    guard try tty.confirm(question(lang), default: true) else { throw TerminalError.cancelled }
    return known
  }
}
