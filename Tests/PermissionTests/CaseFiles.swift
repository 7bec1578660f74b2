import CaseCore
import Glibc
import Postgres
import TestSupport

/// Two cases, each written by its counselor through the office's functions, and every text in them a canary: a word
/// that stands nowhere else. `s` is sato's in fukuoka, `k` is kato's in kitakyushu, `u` an inquiry of fukuoka that is
/// nobody's client yet.
struct CaseFiles {
  /// One case: what an attacker who knows all ids and codes would know.
  struct File {
    let letter: String
    var client = TestOffice.id()
    var code = ""
    var session = TestOffice.id()
    var referral = TestOffice.id()
    var plan = TestOffice.id()
    var inquiry = TestOffice.id()
    var inquiryCode = ""
    /// Nine digits, as if after 0.
    let digits: String
    func word(_ item: String) -> String { "kanaria\(letter)\(item)" }
  }

  static let index = ["name", "kana", "phone", "municipality", "cautions"]
  static let record = [
    "note", "amended", "why", "assessment", "goal", "action", "reward", "consult", "feeling", "praise", "purpose",
    "turn",
  ]
  static let inquiry = [
    "caller", "callerkana", "callerphone", "about", "aboutkana", "aboutage", "inquirynote", "advice",
  ]

  private(set) var s = File(letter: "s", digits: "9075318642")
  private(set) var k = File(letter: "k", digits: "8097531864")
  private(set) var u = File(letter: "u", digits: "7053197531")
  private(set) var provider = ""
  let office: TestOffice

  init(_ office: TestOffice) throws {
    self.office = office
    let suzuki = try office.connection("suzuki")
    provider = try suzuki.one(
      """
      select code from api.provider_add(\(TestOffice.id()), '中央病院', null, '{medical}', null, null, null, null, null, null,
        null, null, null)
      """)
    _ = try office.connection("admin").run(
      """
      select api.program_add(\(TestOffice.id()), 'sweep_program', '{fukuoka}', 'x', null, null, null, '2020-01-01', null, 'case',
        true, 2026, 1, 1, 1)
      """)
    try write(&s, by: "sato")
    _ = try office.connection("sato").run(
      "select api.client_enrol(\(TestOffice.id()), \(s.code), 'sweep_program', null, null)")
    try write(&k, by: "kato")
    try ask(&u, by: office.connection("mori"))
    marks = allMarks()
    digits = marks.filter { $0.item.hasSuffix("phone") }.flatMap(\.texts)
  }

  private func write(_ file: inout File, by person: String) throws {
    let own = try office.connection(person)
    let given = "0\(file.digits)"
    let shown = "0\(file.digits.prefix(2))-\(file.digits.dropFirst(2).prefix(4))-\(file.digits.dropFirst(6))"
    file.code = try own.one(
      """
      select code from api.client_add(\(file.client), null, \(file.word("name")), \(file.word("kana")), false, '1990-05-14',
        null, 'male', '2015-04', \(file.word("municipality")), \(file.word("cautions")), \([given]),
        \(["+81\(file.digits)"]), \([shown]), null, null, true)
      """)
    try own.run(
      """
      select api.session_log(\(file.session), \(file.code), 'consultation', 'home_visit', 50, null, '{person}', 'spoke', false,
        '{}', \(file.word("note")))
      """)
    try own.run(
      """
      select api.session_amend(\(TestOffice.id()), \(file.session), 1, null, null, 60, null, null, null, null, null,
        \(file.word("amended")), \(file.word("why")))
      """)
    try own.run(
      """
      select api.assess_add(\(TestOffice.id()), \(file.code), '{family}', 'present', 'mother', 'told', null, null,
        \(file.word("assessment")))
      """)
    try own.run(
      """
      select api.plan_agree(\(file.plan), \(file.code), 'person', 'daily', null, null, null, \(file.word("goal")),
        \(file.word("action")), \(file.word("reward")), \(file.word("consult")))
      """)
    try own.run(
      """
      select api.plan_check(\(TestOffice.id()), \(file.code), 'person', 'smaller', null, \(file.word("feeling")),
        \(file.word("praise")))
      """)
    try own.run(
      """
      select api.referral_make(\(file.referral), \(file.code), \(provider), 'offered', null, null, false,
        \(file.word("purpose")))
      """)
    try own.run(
      """
      select api.referral_update(\(TestOffice.id()), \(file.referral.description), 'agreed', null, null, \(file.word("turn")))
      """)
    try ask(&file, by: own)
    try own.run("select api.inquiry_link(\(TestOffice.id()), \(file.inquiryCode), \(file.code))")
    // closed and opened again: those tables too have a row to hide
    try own.run("select api.client_close(\(TestOffice.id()), \(file.code), 'unknown', null)")
    try own.run("select api.client_reopen(\(TestOffice.id()), \(file.code), null)")
    try own.run("select api.client_open(\(file.code))")
  }

  private func ask(_ file: inout File, by connection: Connection) throws {
    let phone = "0" + String(file.digits.reversed())
    file.inquiryCode = try connection.one(
      """
      select code from api.inquiry_add(\(file.inquiry), null, 'phone', 'consultation', 'mother', null, 20,
        \(file.word("caller")), \(file.word("callerkana")), \(phone), null, null, \(file.word("about")),
        \(file.word("aboutkana")), \(file.word("aboutage")), \(file.word("inquirynote")), \(file.word("advice")))
      """)
  }

  /// Every canary as `s.note`, with the texts that would betray it.
  private(set) var marks: [(item: String, texts: [String])] = []

  /// The telephone numbers, the only canaries that are no words.
  private var digits: [String] = []

  private func allMarks() -> [(item: String, texts: [String])] {
    var all: [(String, [String])] = []
    for file in [s, k, u] {
      let digits = file.digits
      for item in file.letter == "u" ? CaseFiles.inquiry : CaseFiles.index + CaseFiles.record + CaseFiles.inquiry {
        let texts =
          switch item {
          case "phone": [String(digits.dropFirst(2)), "\(digits.dropFirst(2).prefix(4))-\(digits.dropFirst(6))"]
          case "callerphone": [String(digits.reversed())]
          default: [file.word(item)]
          }
        all.append(("\(file.letter).\(item)", texts))
      }
    }
    return all
  }

  /// The canaries in a text, folded or not. By libc's search: thousands of answers are looked through.
  func seen(in text: String) -> Set<String> {
    if text.isEmpty { return [] }
    return text.lowercased().withCString { start in
      if strstr(start, "kanaria") == nil && !digits.contains(where: { strstr(start, $0) != nil }) { return [] }
      return Set(marks.filter { mark in mark.texts.contains { stands($0, in: start) } }.map(\.item))
    }
  }

  func leaks(in text: String) -> Bool { !seen(in: text).isEmpty }

  /// As a whole word: `kanariascaller` is not in `kanariascallerkana`.
  private func stands(_ word: String, in text: UnsafePointer<CChar>) -> Bool {
    var rest = text
    while let place = strstr(rest, word) {
      let next = place + word.utf8.count
      if isalpha(Int32(next.pointee)) == 0 { return true }
      rest = UnsafePointer(next)
    }
    return false
  }

  static func items(_ letter: String, _ names: [String]) -> Set<String> { Set(names.map { "\(letter).\($0)" }) }
}
