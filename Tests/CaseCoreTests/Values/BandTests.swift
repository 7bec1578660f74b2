import Testing

@testable import CaseCore

@Suite("Bands of the statistics")
struct BandTests {
  @Test("have the codes of the contract, in its order")
  func codes() {
    #expect(
      AgeBand.allCases.map(\.rawValue).joined(separator: " ")
        == "under_15 15_17 18_19 20s 30_34 35_39 40s 50s 60_64 65_and_over unknown")
    #expect(
      WithdrawalBand.allCases.map(\.rawValue).joined(separator: " ")
        == "under_6m 6m_1y 1_2y 2_3y 3_5y 5_10y 10_15y 15_20y 20y_and_over unknown")
  }

  @Test(
    "hold each age once",
    arguments: [
      (0, "under_15"), (14, "under_15"), (15, "15_17"), (17, "15_17"), (18, "18_19"), (19, "18_19"), (20, "20s"),
      (29, "20s"), (30, "30_34"), (34, "30_34"), (35, "35_39"), (39, "35_39"), (40, "40s"), (49, "40s"), (50, "50s"),
      (59, "50s"), (60, "60_64"), (64, "60_64"), (65, "65_and_over"), (110, "65_and_over"), (-1, "unknown"),
    ])
  func ages(age: Int, code: String) {
    #expect(AgeBand(age: age).rawValue == code)
  }

  @Test("take the birthday before the age that was told, and say unknown without either")
  func sources() throws {
    let about = try AgeAbout(years: 34, toldOn: day("2024-05-10"))
    let on = try day("2026-10-31")
    #expect(try AgeBand(birth: day("1996-11-01"), about: about, on: on) == .twenties)
    #expect(try AgeBand(birth: day("1996-10-31"), about: about, on: on) == .from30)
    #expect(AgeBand(birth: nil, about: about, on: on) == .from35)
    #expect(AgeBand(birth: nil, about: nil, on: on) == .unknown)
    #expect(try AgeBand(birth: day("2026-11-01"), about: about, on: on) == .unknown)
  }

  @Test(
    "grow with an age that was told",
    arguments: [
      ("2024-05-10", 34), ("2025-05-09", 34), ("2025-05-10", 35), ("2026-10-31", 36), ("2024-05-09", 34),
      ("2023-05-10", 33), ("1900-01-01", 0),
    ])
  func about(on: String, years: Int) throws {
    #expect(try AgeAbout(years: 34, toldOn: day("2024-05-10")).years(on: day(on)) == years)
  }

  @Test(
    "read an age as it is told",
    arguments: [("38", 38), ("３８歳", 38), ("38才くらい", 38), ("約38歳", 38), ("三十八歳ごろ", 38)])
  func readAge(typed: String, years: Int) throws {
    #expect(try AgeAbout(parsing: typed, toldOn: day("2026-11-03")).years == years)
  }

  @Test(
    "refuse what is no age",
    arguments: [
      ("", "age.unreadable"), ("30代", "age.unreadable"), ("-3", "age.unreadable"), ("121", "age.impossible"),
      ("1000", "age.unreadable"),
    ])
  func refuseAge(typed: String, code: String) throws {
    let toldOn = try day("2026-11-03")
    #expect(refusal { try AgeAbout(parsing: typed, toldOn: toldOn) }?.code == code)
  }

  @Test(
    "count a withdrawal in whole months, a year without a month from July",
    arguments: [
      ("2026-10", "2026-10-31", "under_6m"), ("2026-05", "2026-10-31", "under_6m"),
      ("2026-04", "2026-10-31", "6m_1y"),
      ("2025-11", "2026-10-31", "6m_1y"), ("2025-10", "2026-10-31", "1_2y"), ("2024-11", "2026-10-31", "1_2y"),
      ("2024-10", "2026-10-31", "2_3y"), ("2023-11", "2026-10-31", "2_3y"), ("2023-10", "2026-10-31", "3_5y"),
      ("2021-11", "2026-10-31", "3_5y"), ("2021-10", "2026-10-31", "5_10y"), ("2016-11", "2026-10-31", "5_10y"),
      ("2016-10", "2026-10-31", "10_15y"), ("2011-10", "2026-10-31", "15_20y"), ("2006-11", "2026-10-31", "15_20y"),
      ("2006-10", "2026-10-31", "20y_and_over"), ("2026-11", "2026-10-31", "unknown"),
      ("2027", "2026-10-31", "unknown"),
      ("2026", "2026-03-31", "under_6m"), ("2026", "2026-12-31", "under_6m"), ("2025", "2026-06-30", "6m_1y"),
      ("2025", "2026-07-01", "1_2y"), ("2018", "2026-10-31", "5_10y"),
    ])
  func withdrawal(since: String, upTo: String, code: String) throws {
    #expect(try WithdrawalBand(since: PartialMonth(parsing: since), upTo: day(upTo)).rawValue == code)
  }

  @Test("say unknown where nobody knows since when")
  func unknownWithdrawal() throws {
    #expect(try WithdrawalBand(since: nil, upTo: day("2026-10-31")) == .unknown)
  }
}
