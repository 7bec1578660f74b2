import CaseCore
import Postgres
import TestSupport
import Testing

@Suite("Rule 5's one exception: that the office has somebody similar is asked on record, then told")
struct SimilarTests {
  /// Who is asked about.
  private struct Question {
    var office: String?
    var name: String?
    var kana: String?
    var unnamed = false
    var birth: CalendarDate?
    var numbers: [String] = []
    var inquiry: String?
  }

  private func ask(_ question: Question, by connection: Connection, id: RecordID = TestOffice.id()) throws -> Outcome {
    try connection.attempt(
      """
      select api.client_ask_similar(\(id), \(question.office), \(question.name), \(question.kana), \(question.unnamed),
        \(question.birth), \(question.numbers), \(question.inquiry))::text as line
      """)
  }

  private func add(
    _ question: Question, by connection: Connection, id: RecordID = TestOffice.id(), evenIfSimilar: Bool = false
  ) throws -> Outcome {
    try connection.attempt(
      """
      select concat_ws(' ', state, similar_hidden) as line from api.client_add(\(id), \(question.office),
        \(question.name), \(question.kana), \(question.unnamed), \(question.birth), null, null, null, null, null,
        \(question.numbers), \(question.numbers), \(question.numbers), null, null, \(evenIfSimilar), \(question.inquiry))
      """)
  }

  private func isUnasked(_ outcome: Outcome) -> Bool {
    outcome.state == "IP004" && outcome.message == "client.ask_first" && outcome.rows.isEmpty
  }

  private func notices(_ office: TestOffice) throws -> [String] {
    try office.omniscient().lines(
      """
      select s.login || case when n.question is null then ' was told' else ' asked' end as line
      from app.similar_notice n join app.staff s on s.id = n.staff_id order by n.at, n.id
      """)
  }

  @Test("without a question on record the answer is one and the same, whether there is somebody similar or not")
  func unasked() throws {
    try TestOffice.run { office in
      let files = try CaseFiles(office)
      let tanaka = try office.connection("tanaka")
      let there = try add(Question(name: files.s.word("name")), by: tanaka)
      let nowhere = try add(Question(name: "kanariazname"), by: tanaka)
      #expect(isUnasked(there))
      #expect(there.state == nowhere.state && there.said == nowhere.said && there.notices == nowhere.notices)
      // and the question itself says nothing of either
      let asked = try [files.s.word("name"), "kanariazname"].map { try ask(Question(name: $0), by: tanaka) }
      #expect(asked[0].state == "00000" && asked[0].rows == asked[1].rows && asked[0].notices == asked[1].notices)
      #expect(asked[0].rows == [""])
    }
  }

  @Test(
    "asked and told in one transaction, nothing is told; told in a later one, the question stays when the answer is undone"
  )
  func onRecord() throws {
    try TestOffice.run { office in
      let files = try CaseFiles(office)
      let tanaka = try office.connection("tanaka")
      let question = Question(name: files.s.word("name"))
      let sameTransaction = try tanaka.undone {
        #expect(try ask(question, by: tanaka).state == "00000")
        return try add(question, by: tanaka)
      }
      #expect(isUnasked(sameTransaction))
      let inSavepoint = try tanaka.undone {
        try tanaka.run("savepoint a")
        #expect(try ask(question, by: tanaka).state == "00000")
        try tanaka.run("release a")
        try tanaka.run("savepoint b")
        return try add(question, by: tanaka)
      }
      #expect(isUnasked(inSavepoint))
      // a question undone is none
      _ = try tanaka.undone { try ask(question, by: tanaka) }
      #expect(isUnasked(try add(question, by: tanaka)))
      // one transaction in one statement is one transaction
      let atOnce = try tanaka.attempt(
        """
        with asked as materialized (
          select api.client_ask_similar(\(TestOffice.id()), null, \(files.s.word("name")), null, false, null, '{}') as said)
        select (select state from api.client_add(\(TestOffice.id()), null, \(files.s.word("name")), null, false, null, null,
          null, null, null, null, '{}', '{}', '{}', null, null, asked.said::text = 'x')) as line from asked
        """)
      #expect(isUnasked(atOnce))
      #expect(try notices(office).isEmpty)

      #expect(try ask(question, by: tanaka).state == "00000")
      let told = try tanaka.undone { try add(question, by: tanaka) }
      #expect(told.rows == ["similar t"])
      #expect(try notices(office) == ["\(office.login("tanaka")) asked"], "the answer was undone, the question was not")
      let chained: Int = try office.omniscient().one(
        """
        select count(*) from audit.entry e join app.similar_notice n on n.id::text = e.row_key
        where e.relation = 'similar_notice' and e.action = 'INSERT' and e.login = \(office.login("tanaka"))
        """)
      #expect(chained == 1)
      // told for good, that too is on record, and supervisors can read both
      #expect(try add(question, by: tanaka).rows == ["similar t"])
      #expect(try notices(office) == ["\(office.login("tanaka")) asked", "\(office.login("tanaka")) was told"])
    }
  }

  @Test(
    "a question answers itself alone: not another's, not another office's, not another name, birth or number, and not for ever"
  )
  func bound() throws {
    try TestOffice.run { office in
      let files = try CaseFiles(office)
      try office.omniscient().run(
        """
        insert into app.duty (staff_id, office_id, role) select s.id, o.id, 'counselor' from app.staff s, app.office o
        where s.login = \(office.login("tanaka")) and o.code = 'kitakyushu'
        """)
      let tanaka = try office.connection("tanaka")
      let birth = try CalendarDate(year: 1990, month: 5, day: 14)
      let question = Question(office: "fukuoka", name: files.s.word("name"), birth: birth, numbers: ["+81312345678"])
      #expect(try ask(question, by: tanaka).state == "00000")
      var others = Array(repeating: question, count: 6)
      others[0].office = "kitakyushu"
      others[1].name = files.k.word("name")
      others[2].kana = files.s.word("kana")
      others[3].birth = nil
      others[4].numbers = ["+81" + files.s.digits]
      others[5].numbers = []
      for other in others { #expect(isUnasked(try add(other, by: tanaka)), "\(other)") }
      for person in ["mori", "suzuki"] {
        // a supervisor may read the question, and it is still not hers
        #expect(isUnasked(try add(question, by: office.connection(person))), "\(person)")
      }
      #expect(try add(question, by: tanaka).rows == ["similar t"], "the control")
      try office.omniscient().script("update app.similar_notice set at = at - interval '601 seconds'")
      #expect(isUnasked(try add(question, by: tanaka)))
      // an answer of before, as those from before there were questions, answers nothing either
      try office.omniscient().script("update app.similar_notice set at = now(), question = null")
      #expect(isUnasked(try add(question, by: tanaka)))
    }
  }

  @Test("what an inquiry says of the person is part of the question, on both sides alike")
  func fromInquiry() throws {
    try TestOffice.run { office in
      let files = try CaseFiles(office)
      let mori = try office.connection("mori")
      func inquiry(_ name: String, phone: String?) throws -> String {
        try mori.one(
          """
          select code from api.inquiry_add(\(TestOffice.id()), null, 'phone', 'consultation', 'self', null, 20, \(name), null,
            \(phone), \(phone), \(phone), null, null, null, null, null)
          """)
      }
      let tanaka = try office.connection("tanaka")
      for (name, phone) in [(files.s.word("name"), nil), ("x", "+81" + files.s.digits)] {
        var question = Question(inquiry: try inquiry(name, phone: phone))
        #expect(isUnasked(try add(question, by: tanaka)))
        #expect(try ask(question, by: tanaka).state == "00000")
        #expect(try add(question, by: tanaka).rows == ["similar t"], "\(name)")
        // the same person named by hand is the same question; somebody else beside the inquiry is not
        question.inquiry = nil
        question.name = name
        question.numbers = phone.map { [$0] } ?? []
        #expect(try add(question, by: tanaka).rows == ["similar t"], "\(name)")
        question.name = "y"
        #expect(isUnasked(try add(question, by: tanaka)))
      }
      // the verb asks by itself
      var new = NewClient()
      new.fromInquiry = try InquiryCode(parsing: inquiry(files.s.word("name"), phone: nil))
      guard
        case .similar(_, hidden: true) = try Client.add(
          new, id: TestOffice.id(), evenIfSimilar: false, in: office.store("tanaka"))
      else {
        Issue.record("not told")
        return
      }
    }
  }

  @Test("the program asks and adds in one go; a retry is a duplicate and no new question, and a misfit adds nothing")
  func verb() throws {
    try TestOffice.run { office in
      let files = try CaseFiles(office)
      let store = try office.store("tanaka")
      var new = NewClient()
      new.name = files.s.word("name")
      let similar = try Client.add(new, id: TestOffice.id(), evenIfSimilar: false, in: store)
      guard case .similar(let candidates, hidden: true) = similar, candidates.isEmpty else {
        Issue.record("\(similar)")
        return
      }
      #expect(try notices(office).count == 2)

      new.name = "佐々木"
      let id = TestOffice.id()
      guard case .saved(let code, "fukuoka") = try Client.add(new, id: id, evenIfSimilar: false, in: store) else {
        Issue.record("not saved")
        return
      }
      let asked = try notices(office)
      #expect(asked.last == "\(office.login("tanaka")) asked")
      guard case .duplicate(code) = try Client.add(new, id: id, evenIfSimilar: false, in: store) else {
        Issue.record("no duplicate")
        return
      }
      #expect(try notices(office) == asked)
      // with nothing asked before, too, a receipt is a receipt
      let question = Question(name: "佐々木")
      try office.omniscient().script("delete from app.similar_notice")
      let again = try store.connection.attempt(
        """
        select state as line from api.client_add(\(id), null, \(question.name), null, false, null, null, 'unknown', null, null,
          null, '{}', '{}', '{}', null, null, false)
        """)
      #expect(again.rows == ["duplicate"])
      new.name = "別人"
      #expect(throws: CaseError.self) { try Client.add(new, id: id, evenIfSimilar: false, in: store) }

      // asked a moment ago, and then the schema moved on: what follows the sync does not add either
      #expect(try ask(Question(name: "小野"), by: store.connection).state == "00000")
      try office.omniscient().script("update ops.installed set oldest_program = 99, schema_version = 99")
      new.name = "小野"
      #expect(throws: CaseError.self) {
        try Client.add(new, id: TestOffice.id(), evenIfSimilar: false, in: store)
      }
      let added: Int = try office.omniscient().one("select count(*) from app.client_version where name = '小野'")
      #expect(added == 0)
    }
  }
}
