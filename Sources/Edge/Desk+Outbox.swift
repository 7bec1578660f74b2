package import CaseCore
import Paper
import Postgres

extension Desk {
  /// `$XDG_STATE_HOME/ippo`, `~/.local/state/ippo` by default.
  package var stateFolder: String { folder("XDG_STATE_HOME", otherwise: "/.local/state") }

  /// `$XDG_CONFIG_HOME/ippo`, `~/.config/ippo` by default.
  package var configFolder: String { folder("XDG_CONFIG_HOME", otherwise: "/.config") }

  private func folder(_ variable: String, otherwise: String) -> String {
    // the specification wants relative values ignored
    if let given = environment[variable], given.hasPrefix("/") { return given + "/ippo" }
    return (environment["HOME"] ?? "") + otherwise + "/ippo"
  }

  /// The outbox of the login and database that libpq's variables name; found without connecting.
  package func outbox() throws -> Outbox {
    let (login, database) = try Connection.identity()
    return try Outbox(login: login, database: database, state: stateFolder, config: configFolder)
  }

  /// Sends what waits, and says what became of it. It never stops the command that the person wanted.
  package func deliver(to store: CaseStore) {
    guard Outbox.isUsed(state: stateFolder) else { return }
    do {
      let deadline = store.connection.deadline
      store.connection.deadline = .after(.seconds(30))
      defer { store.connection.deadline = deadline }
      guard let delivery = try outbox().send(to: store) else { return }
      report(delivery)
    } catch {
      say(
        Words(
          ja: "預かっている記録を送れませんでした。記録はこの端末に残っています(ippo outbox list)。",
          en: "What is kept on this machine could not be sent; it is still here (ippo outbox list)."))
    }
  }

  package func report(_ delivery: Outbox.Delivery) {
    if !delivery.sent.isEmpty {
      say(
        Words(
          ja: "預かっていた記録を\(delivery.sent.count)件、送りました。", en: "Sent \(delivery.sent.count) kept note(s)."))
    }
    for (id, rule) in delivery.refused {
      let why = Wording.refusal(rule)
      say(
        Words(
          ja: "預かっていた記録 \(id) は受け付けられませんでした: \(why.ja) 記録は残してあります(ippo outbox list)。",
          en: "The kept note \(id) was refused: \(why.en) It is kept (ippo outbox list)."))
    }
    if delivery.broken > 0 {
      say(
        Words(
          ja: "開けない記録が\(delivery.broken)件、この端末にあります(ippo outbox list)。",
          en: "\(delivery.broken) kept note(s) cannot be opened (ippo outbox list)."))
    }
    if delivery.left > 0 {
      say(
        Words(
          ja: "あと\(delivery.left)件は、まだこの端末にあります。", en: "\(delivery.left) more are still on this machine."))
    }
  }
}
