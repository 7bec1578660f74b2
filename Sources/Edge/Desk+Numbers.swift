package import CaseCore
import Postgres

extension Desk {
  /// What was typed for a client: a code, a name, a kana, or a number from today's `ippo today`, which is its code then.
  ///
  /// - Throws: status 3 where the number is not in that list, or the list is of another day.
  package func reference(_ typed: String) throws -> ClientReference {
    let folded = InputText.trimmed(InputText.folded(typed))
    guard (1...3).contains(folded.utf8.count), folded.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let number = Int(folded)
    else { return ClientReference(typed) }
    guard let code = try todayNumbers().code(at: number, on: today) else {
      throw Trouble(
        ja: "今日の一覧に \(number) 番の方はいません。ippo today で番号を確かめてください。",
        en: "Today's list has no client at \(number); look at `ippo today`.", status: .notFound)
    }
    return ClientReference(code)
  }

  /// The numbers of this login and database.
  package func todayNumbers() throws -> TodayNumbers {
    let (login, database) = try Connection.identity()
    return TodayNumbers(login: login, database: database, state: stateFolder)
  }
}
