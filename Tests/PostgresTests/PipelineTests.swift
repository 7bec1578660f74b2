import Postgres
import Testing

@Suite("Pipelines")
struct PipelineTests {
  @Test("values come back typed, in the order of their handles") func values() throws {
    let connection = try connect()
    let (one, some, none, count) = try connection.pipeline { p in
      (
        p.one("select \("𠮷") as t") { try $0.decode("t", as: String.self) },
        p.all("select n from generate_series(1, \(3)) n") { try $0.decode("n", as: Int.self) },
        p.first("select 1 as n where false") { try $0.decode("n", as: Int.self) },
        p.run("select generate_series(1, 4)")
      )
    }
    #expect(one == "𠮷" && some == [1, 2, 3] && none == nil && count == 4)
    let single = try connection.pipeline { p in p.one("select 5", as: Int.self) }
    #expect(single == 5)
    #expect(try connection.one("select 6", as: Int.self) == 6)
    try connection.pipeline { _ in }
  }

  @Test("what stands before a sync is committed before what follows runs") func committedBetween() throws {
    let connection = try connect()
    try connection.run("create temporary table ticket (xid text)")
    let (first, same, second, status) = try connection.pipeline { p in
      let first = p.one("insert into ticket values (pg_current_xact_id()::text) returning xid", as: String.self)
      let same = p.one("select pg_current_xact_id()::text", as: String.self)
      p.sync()
      let second = p.one("select pg_current_xact_id()::text", as: String.self)
      return (first, same, second, p.one("select pg_xact_status(xid::xid8) from ticket", as: String.self))
    }
    #expect(first == same)
    #expect(first != second)
    #expect(status == "committed")
  }

  @Test("a lock of the first group's transaction is free when the second group runs") func endedBetween() throws {
    let connection = try connect()
    let key = connection.backendPID
    let held: SQL = """
      select count(*) from pg_locks where locktype = 'advisory' and classid::int8 = \(Int(key)) and objid = 73
      """
    let (taken, within, after) = try connection.pipeline { p in
      let taken = p.one("select pg_try_advisory_xact_lock(\(key), 73)", as: Bool.self)
      let within = p.one(held, as: Int.self)
      p.sync()
      return (taken, within, p.one(held, as: Int.self))
    }
    #expect(taken)
    #expect(within == 1)
    #expect(after == 0)
  }

  @Test("an error skips the rest of its group and rolls the group back; the next group is run") func groups() throws {
    let connection = try connect()
    try connection.run("create temporary table t (n int8)")
    let handles = try connection.pipelineSettled { p in
      let a = p.run("insert into t values (1)")
      p.sync()
      let b = p.run("insert into t values (2)")
      let c = p.run("insert into t values (1/(3-3))")
      let d = p.run("insert into t values (4)")
      p.sync()
      return [a, b, c, d, p.run("insert into t values (5)")]
    }
    #expect(try handles[0].get() == 1)
    for handle in handles[1...3] {
      let error = #expect(throws: PostgresError.self) { try handle.get() }
      #expect(error?.sqlState?.code == "22012")
      #expect(error?.pipelineGroup == 1)
      #expect(error?.outcomeUnknown == false)
    }
    #expect(try handles[4].get() == 1)
    #expect(try connection.all("select n from t order by n") { try $0.decode("n", as: Int.self) } == [1, 5])
  }

  @Test("the first error is thrown, even of a statement whose handle nobody kept") func firstError() throws {
    let connection = try connect()
    let error = #expect(throws: PostgresError.self) {
      try connection.pipeline { p in
        p.run("select 1")
        p.sync()
        p.run("select 1/0")
        p.sync()
        p.run("select no_such_column")
        p.sync()
        return p.one("select 2", as: Int.self)
      }
    }
    #expect(error?.sqlState?.code == "22012")
    #expect(error?.pipelineGroup == 1)
    let unread = #expect(throws: PostgresError.self) {
      try connection.pipeline { p in
        p.one("select 1 where false", as: Int.self)
        return p.one("select 2", as: Int.self)
      }
    }
    #expect(unread?.kind == .noRow)
    #expect(try connection.one("select 3", as: Int.self) == 3)
  }

  @Test("a deferred trigger that refuses at the commit fails its group, after the statement had succeeded")
  func deferredTrigger() throws {
    let connection = try connect()
    try createRefusingTable(connection)
    let handles = try connection.pipelineSettled { p in
      let before = p.run("insert into plain values (1)")
      p.sync()
      let refused = p.run("insert into refusing values (1)")
      let beside = p.run("insert into plain values (2)")
      p.sync()
      return [before, refused, beside, p.run("insert into plain values (3)")]
    }
    #expect(try handles[0].get() == 1)
    for handle in handles[1...2] {
      let error = #expect(throws: PostgresError.self) { try handle.get() }
      #expect(error?.kind == .server)
      #expect(error?.sqlState?.code == "TT001")
      #expect(error?.pipelineGroup == 1)
    }
    #expect(try handles[3].get() == 1)
    #expect(try connection.all("select n from plain order by n") { try $0.decode("n", as: Int.self) } == [1, 3])
    #expect(try connection.one("select count(*) from refusing", as: Int.self) == 0)
  }

  @Test("a deferred trigger that refuses at the very end of the pipeline is thrown") func deferredAtEnd() throws {
    let connection = try connect()
    try createRefusingTable(connection)
    let error = #expect(throws: PostgresError.self) {
      try connection.pipeline { p in p.run("insert into refusing values (1)") }
    }
    #expect(error?.sqlState?.code == "TT001")
    let returning = #expect(throws: PostgresError.self) {
      try connection.pipeline { p in
        let n = p.one("insert into refusing values (1) returning n", as: Int.self)
        p.sync()
        return (n, p.one("select 1", as: Int.self))
      }
    }
    #expect(returning?.sqlState?.code == "TT001")
    #expect(try connection.one("select 4", as: Int.self) == 4)
  }

  @Test("a COMMIT in a pipeline that is answered with ROLLBACK is an error") func rolledBackCommit() throws {
    let connection = try connect()
    let handles = try connection.pipelineSettled { p in
      p.run("begin")
      p.run("select 1/0")
      p.sync()
      return [p.run("commit")]
    }
    let error = #expect(throws: PostgresError.self) { try handles[0].get() }
    #expect(error?.kind == .rolledBack)
  }

  @Test("inside a transaction a sync commits nothing") func insideTransaction() throws {
    let connection = try connect()
    try connection.run("create temporary table t (n int8)")
    struct Stop: Error {}
    #expect(throws: Stop.self) {
      try connection.transaction { c in
        try c.pipeline { p in
          p.run("insert into t values (1)")
          p.sync()
          return p.run("insert into t values (2)")
        }
        throw Stop()
      }
    }
    #expect(try connection.one("select count(*) from t", as: Int.self) == 0)
  }

  @Test("a thousand groups with more than fits into a socket, both ways, do not block") func large() throws {
    let connection = try connect()
    let text = String(repeating: "長い", count: 2000)
    let handles = try connection.pipelineSettled { p in
      (0..<1000).map { n in
        defer { p.sync() }
        return p.one("select \(text) || \(n)::text", as: String.self)
      }
    }
    for (n, handle) in handles.enumerated() { #expect(try handle.get() == text + "\(n)") }
  }

  @Test("a handle asked too early, and a pipeline used too late, say so") func wrongMoment() throws {
    let connection = try connect()
    var kept: Pipeline?
    _ = try connection.pipelineSettled { p in
      kept = p
      let early = #expect(throws: PostgresError.self) { try p.run("select 1").get() }
      #expect(early?.kind == .misuse)
    }
    let late = #expect(throws: PostgresError.self) { try kept?.run("select 1").get() }
    #expect(late?.kind == .misuse)
  }
}
