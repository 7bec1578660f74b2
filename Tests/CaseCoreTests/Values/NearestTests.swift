import Testing

@testable import CaseCore

@Suite("The nearest codes")
struct NearestTests {
  private let kinds = [
    "psychiatry", "psychosomatic", "medical", "visiting_nurse", "hello_work", "employer", "ibasho", "peer_group",
    "family_group", "mental_health_center", "health_center", "hikikomori_center", "disability_support",
  ]

  @Test(
    "to a slip of the hand come first",
    arguments: [
      ("psychiatri", "psychiatry"), ("phsychiatry", "psychiatry"), ("psychaitry", "psychiatry"),
      ("Medical", "medical"),
      ("hello-work", "hello_work"), ("hello work", "hello_work"), ("ｉｂａｓｈｏ", "ibasho"), ("peergroup", "peer_group"),
      ("helth_center", "health_center"), ("nurse", "visiting_nurse"), ("ibasyo", "ibasho"),
    ])
  func slips(typed: String, first: String) {
    #expect(nearest(typed, in: kinds).first == first)
  }

  @Test("to a beginning or a part are those that have it")
  func parts() {
    #expect(nearest("psych", in: kinds) == ["psychiatry", "psychosomatic"])
    #expect(nearest("group", in: kinds) == ["peer_group", "family_group"])
    #expect(nearest("center", in: kinds, limit: 2) == ["health_center", "hikikomori_center"])
  }

  @Test("to something else altogether are none")
  func none() {
    #expect(nearest("zzzzzzzz", in: kinds).isEmpty)
    #expect(nearest("", in: kinds).isEmpty)
    #expect(nearest("phone", in: []).isEmpty)
    #expect(nearest("medical", in: kinds, limit: 0).isEmpty)
    #expect(nearest(String(repeating: "a", count: 100_000), in: kinds).isEmpty)
  }

  @Test(
    "are measured with swaps counting once",
    arguments: [("ca", "ac", 1), ("kitten", "sitting", 3), ("", "abc", 3), ("abc", "abc", 0), ("abcd", "acbd", 1)])
  func distance(one: String, other: String, distance: Int) {
    #expect(editDistance(Array(one), Array(other)) == distance)
  }
}
