import CaseCore
import Postgres
import TestSupport
import Testing

@Suite("Rules 9, 10 and 11: isolation, receipts, one chain")
struct ConcurrencyTests {
  private func client(_ office: TestOffice, by person: String) throws -> String {
    try office.connection(person).one(
      """
      select code from api.client_add(\(TestOffice.id()), null, 'x', null, false, null, null, null, null, null, null, '{}', '{}',
        '{}', null, null, true)
      """)
  }

  private func verdict(_ office: TestOffice) throws -> (entries: Int, firstBad: Int?) {
    let verdict = try AuditVerdict.verify(in: office.store("admin"))
    return (verdict.entries, verdict.firstBad)
  }

  @Test("a login that made itself serializable or repeatable read still writes, two at a time, each once")
  func isolation() throws {
    for level in ["serializable", "repeatable read"] {
      try TestOffice.run { office in
        let code = try ClientReference(client(office, by: "sato"))
        for person in ["sato", "suzuki"] {
          try office.connection(person).script(
            "alter role \(office.login(person)) set default_transaction_isolation = '\(level)'")
          let isolation: String = try office.connection(person).one("select current_setting('transaction_isolation')")
          #expect(isolation == level)
        }
        // as many writes as one of them can lose and the store still retries
        let (name, ids) = (office.name, (0..<8).map { _ in TestOffice.id() })
        let states = try Crew.run(
          ["sato", "suzuki"].enumerated().map { turn, person in
            {
              let store = CaseStore(
                try TestCluster.connect("\(name)_\(person)", password: TestOffice.password, database: name))
              return try (0..<4).map { n in
                try Session.log(
                  SessionEntry(method: "phone", writtenAt: Instant(unixSeconds: 1_760_000_000)), of: code,
                  id: ids[turn * 4 + n], in: store
                ).state
              }
            }
          })
        #expect(states.flatMap { $0 } == Array(repeating: "saved", count: 8), "\(level)")
        let stored: Int = try office.omniscient().one("select count(*) from app.session")
        #expect(stored == 8)
        #expect(try verdict(office).firstBad == nil)
      }
    }
  }

  @Test("many at once, at any isolation, write one chain without a gap or a fork")
  func gapless() throws {
    try TestOffice.run { office in
      let before = try verdict(office).entries
      let (name, people) = (office.name, ["sato", "suzuki", "mori", "tanaka"])
      let written = try Crew.run(
        (0..<12).map { turn in
          { () -> Int in
            let connection = try TestCluster.connect(
              "\(name)_\(people[turn % 4])", password: TestOffice.password, database: name)
            let isolation = [Connection.Isolation.readCommitted, .repeatableRead, .serializable][turn % 3]
            var saved = 0
            for _ in 0..<10 {
              do {
                _ = try connection.transaction(isolation: isolation) { connection in
                  try connection.run(
                    """
                    select api.inquiry_add(\(TestOffice.id()), null, 'phone', 'consultation', 'self', null, 5, null, null, null, null,
                      null, null, null, null, null, null)
                    """)
                }
                saved += 1
              } catch let error as PostgresError where error.isRetryable {}  // a lost race leaves no entry
            }
            return saved
          }
        }
      ).reduce(0, +)
      #expect(written >= 40, "read committed always gets through")
      let stored: Int = try office.omniscient().one("select count(*) from app.inquiry")
      #expect(stored == written)
      let after = try verdict(office)
      #expect(after.firstBad == nil)
      // a receipt, the inquiry and its people, each
      #expect(after.entries == before + 3 * written)
      let gaps: Int = try office.omniscient().one("select max(seq) - count(*) from audit.entry")
      #expect(gaps == 0)
    }
  }

  @Test("the chain's head ends at the last entry, whatever a login says of its constraints and savepoints")
  func head() throws {
    func add(_ codes: String...) -> String {
      "insert into app.office (code, name) values \(codes.map { "('\($0)', 'x')" }.joined(separator: ", "));"
    }
    let ways = [
      "\(add("a1", "a2")) \(add("a3"))",
      "set constraints all immediate; \(add("b1", "b2")) set constraints all deferred; \(add("b3", "b4"))",
      """
      savepoint s; set constraints all immediate; \(add("c1")) rollback to s; \(add("c2")) savepoint t; \(add("c3", "c4"))
      set constraints all immediate; rollback to t; \(add("c5"))
      """,
      "\(add("d1")) set constraints app.audit immediate; \(add("d2", "d3")) savepoint s; \(add("d4")) rollback to s; \(add("d5"))",
      "\(add("e1")) set constraints app.audit, audit.follow immediate; set constraints audit.follow deferred; \(add("e2"))",
    ]
    try TestOffice.run { office in
      let superuser = try office.omniscient()
      var entries = try verdict(office).entries
      for (way, added) in zip(ways, [3, 4, 2, 4, 2]) {
        try superuser.script("begin; \(way) commit")
        let now = try verdict(office)
        #expect(now.firstBad == nil, "\(way)")
        #expect(now.entries == entries + added, "\(way)")
        entries = now.entries
      }
    }
  }

  @Test("the same id sent by two connections at once is saved once and answered once as a duplicate")
  func sameIDAtOnce() throws {
    try TestOffice.run { office in
      let code = try ClientReference(client(office, by: "sato"))
      for _ in 0..<5 {
        let (name, id) = (office.name, TestOffice.id())
        let states = try Crew.run(
          (0..<2).map { _ in
            {
              let store = CaseStore(
                try TestCluster.connect("\(name)_sato", password: TestOffice.password, database: name))
              return try Session.log(
                SessionEntry(method: "phone", writtenAt: Instant(unixSeconds: 1_760_000_000)), of: code, id: id,
                in: store
              ).state
            }
          })
        #expect(states.sorted() == ["duplicate", "saved"])
      }
    }
  }

  @Test("a receipt is its author's, its verb's and its content's: anything else under the id is a conflict")
  func receipts() throws {
    try TestOffice.run { office in
      let code = try client(office, by: "sato")
      let sato = try office.connection("sato")
      let id = TestOffice.id()
      func log(_ connection: Connection, _ kind: String, _ note: String?, minutes: Int32? = nil) throws -> Outcome {
        try connection.attempt(
          """
          select state as line from api.session_log(\(id), \(code), \(kind), 'phone', \(minutes), null, '{}', null, false, '{}', \(note))
          """)
      }
      #expect(try log(sato, "consultation", "ab").rows == ["saved"])
      // "now" is a default, not what was given: later it is still the same
      #expect(try log(sato, "consultation", "ab").rows == ["duplicate"])
      #expect(try log(sato, "consultation", "a").state == "IP005")
      #expect(try log(sato, "consultation", "ab", minutes: 5).state == "IP005")
      #expect(try log(office.connection("suzuki"), "consultation", "ab").state == "IP005", "somebody else's id")
      let otherVerb = try sato.attempt("select state as line from api.client_close(\(id), \(code), 'other', null)")
      #expect(otherVerb.state == "IP005" && otherVerb.message == "receipt.other_content")

      // values that read alike when glued together are different contents
      let second = TestOffice.id()
      func amend(_ kana: String, _ reason: String) throws -> Outcome {
        try sato.attempt(
          """
          select state as line from api.assess_add(\(second), \(code), '{family}', null, null, null, null, null, \(kana + reason))
          """)
      }
      #expect(try amend("ab", "c").rows == ["saved"])
      #expect(try amend("a", "bc").rows == ["duplicate"])
      let third = TestOffice.id()
      func plan(_ goal: String, _ action: String) throws -> Outcome {
        try sato.attempt(
          "select state as line from api.plan_agree(\(third), \(code), null, null, null, null, null, \(goal), \(action), null, null)"
        )
      }
      #expect(try plan("ab", "c").rows == ["saved"])
      #expect(try plan("a", "bc").state == "IP005")
      #expect(try plan("ab\", \"c", "x").state == "IP005")

      // a refused write leaves no receipt, so it can be sent again when it is in order
      let fourth = TestOffice.id()
      func close(_ reason: String) throws -> Outcome {
        try sato.attempt("select state as line from api.client_close(\(fourth), \(code), \(reason), null)")
      }
      #expect(try close("nonsense").state == "IP004")
      #expect(try close("other").rows == ["saved"])
      let others: Int = try office.connection("tanaka").one("select count(*) from api.session_list(null, null, null)")
      #expect(others == 0)
    }
  }
}
