import CaseCore
import FoundationEssentials
import Testing

@Suite("Numbers of the last list")
struct TodayNumbersTests {
  @Test("name a client on the day they were shown, to the login that saw them, and nothing else")
  func numbers() throws {
    let state = FileManager.default.temporaryDirectory.appending(path: "numbers-\(UUID())").path
    defer { try? FileManager.default.removeItem(atPath: state) }
    let day = try CalendarDate(year: 2026, month: 11, day: 2)
    let sato = TodayNumbers(login: "sato", database: "ippo", state: state)
    #expect(try sato.code(at: 1, on: day) == nil)
    try sato.keep(["C-2345", nil, "C-6789"], on: day)
    #expect(try (0...4).map { try sato.code(at: $0, on: day) } == [nil, "C-2345", nil, "C-6789", nil])
    #expect(try sato.code(at: 1, on: day.adding(days: 1)) == nil)
    for (login, database) in [("kato", "ippo"), ("sato", "other")] {
      #expect(try TodayNumbers(login: login, database: database, state: state).code(at: 1, on: day) == nil)
    }
    try sato.keep(["C-6789"], on: day)
    #expect(try sato.code(at: 1, on: day) == "C-6789" && sato.code(at: 3, on: day) == nil)
  }
}
