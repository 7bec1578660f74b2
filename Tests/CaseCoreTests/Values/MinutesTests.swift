import Testing

@testable import CaseCore

@Suite("Minutes")
struct MinutesTests {
  @Test(
    "are read from numbers, hours and clocks",
    arguments: [
      ("50", 50), ("５０分", 50), ("50分間", 50), ("50 min", 50), ("50m", 50), ("1時間20分", 80), ("1時間", 60),
      ("1時間半", 90), ("１時間　２０分", 80), ("1:20", 80), ("0:50", 50), ("1h20m", 80), ("1H20", 80), ("2h", 120),
      ("1 hour 5 minutes", 65), ("1", 1), ("1440", 1440), ("24:00", 1440), ("五十分", 50), (" 50 ", 50),
    ])
  func parse(typed: String, count: Int) throws {
    #expect(try Minutes(parsing: typed).count == count)
  }

  @Test(
    "are refused when they are none, negative or absurd",
    arguments: [
      ("", "minutes.unreadable"), ("abc", "minutes.unreadable"), ("-5", "minutes.negative"),
      ("−５", "minutes.negative"),
      ("▲5分", "minutes.negative"), ("-", "minutes.unreadable"), ("0", "minutes.zero"), ("0分", "minutes.zero"),
      ("1441", "minutes.too_many"), ("25時間", "minutes.too_many"), ("999999999", "minutes.too_many"),
      ("99999999999999999999", "minutes.unreadable"), ("1:75", "minutes.unreadable"), ("1:5", "minutes.unreadable"),
      ("1時間75分", "minutes.unreadable"), ("50.5", "minutes.unreadable"), ("50 50", "minutes.unreadable"),
    ])
  func refuse(typed: String, code: String) {
    #expect(refusal { try Minutes(parsing: typed) }?.code == code)
  }

  @Test("are numbers from 1 to 1440")
  func range() throws {
    #expect(refusal { try Minutes(-1) }?.code == "minutes.negative")
    #expect(refusal { try Minutes(0) }?.code == "minutes.zero")
    #expect(refusal { try Minutes(1441) }?.arguments == ["most": "1440"])
    #expect(try Minutes(1) < Minutes(1440))
  }

  @Test(
    "are written in hours and minutes",
    arguments: [(50, "50分", "50 min"), (80, "1時間20分", "1 h 20 min"), (120, "2時間", "2 h")])
  func display(count: Int, japanese: String, english: String) throws {
    #expect(try Minutes(count).japanese == japanese)
    #expect(try Minutes(count).english == english)
  }
}
