import CaseCore
import Postgres
import TestSupport
import Testing

@Suite("Migrations")
struct MigratorTests {
  /// An empty database of the test's own, gone afterwards.
  private func inEmptyDatabase(_ body: (String) async throws -> Void) async throws {
    var generator = SystemRandomNumberGenerator()
    let name = "m" + String(generator.next() as UInt64, radix: 36)
    let superuser = try TestCluster.superuser()
    try superuser.script("create database \(name)")
    try TestCluster.superuser(database: name).script(TestTemplate.text("database.sql"))
    let failure: (any Error)?
    do {
      try await body(name)
      failure = nil
    } catch {
      failure = error
    }
    try superuser.script("drop database \(name) with (force)")
    if let failure { throw failure }
  }

  private static func migrate(
    _ source: SchemaSource, in database: String, dryRun: Bool = false
  ) throws -> [Migrator.Step] {
    let connection = try TestCluster.connect(
      "ippo_migrate", password: TestCluster.variable("IPPO_TEST_MIGRATE_PASSWORD"), database: database)
    var steps: [Migrator.Step] = []
    try Migrator(source, connection: connection).migrate(dryRun: dryRun) { steps.append($0) }
    return steps
  }

  private func source() throws -> SchemaSource { try SchemaSource(folder: TestTemplate.folder) }

  @Test("a second run has nothing to do; a dry run tries everything and leaves nothing")
  func runs() async throws {
    try await inEmptyDatabase { database in
      let source = try source()
      #expect(try Self.migrate(source, in: database, dryRun: true).count == source.migrations.count + 1)
      let left: Int = try TestCluster.superuser(database: database).one(
        "select count(*) from pg_namespace where nspname in ('app', 'ops', 'api')")
      #expect(left == 0)
      #expect(try Self.migrate(source, in: database).count == source.migrations.count + 1)
      #expect(try Self.migrate(source, in: database) == [.nothing])
    }
  }

  @Test("an applied file that has changed is refused by name, and so is a database that is newer")
  func changes() async throws {
    try await inEmptyDatabase { database in
      let source = try source()
      _ = try Self.migrate(source, in: database)
      var changed = source.migrations
      changed[1] = .init(
        version: changed[1].version, name: changed[1].name, text: changed[1].text + "\n-- a second thought")
      let edited = SchemaSource(migrations: changed, codes: source.codes, code: source.code)
      #expect(throws: Migrator.Refusal.changed(version: changed[1].version, name: changed[1].name)) {
        try Self.migrate(edited, in: database)
      }
      let older = SchemaSource(migrations: source.migrations.dropLast(), codes: source.codes, code: source.code)
      #expect(throws: Migrator.Refusal.newer(version: source.migrations.count)) {
        try Self.migrate(older, in: database)
      }
    }
  }

  @Test("two runners at once: one migrates, the other waits and finds it done")
  func together() async throws {
    try await inEmptyDatabase { database in
      let source = try source()
      async let first = Self.migrate(source, in: database)
      async let second = Self.migrate(source, in: database)
      let steps = try await [first, second].sorted { $0.count < $1.count }
      #expect(steps[0] == [.nothing] && steps[1].count == source.migrations.count + 1)
    }
  }

  @Test("a migration that fails leaves nothing of itself behind, and those before it stand")
  func failure() async throws {
    try await inEmptyDatabase { database in
      let source = try source()
      let next = source.migrations.count + 1
      let broken = SchemaSource.Migration(
        version: next, name: "broken", text: "create table app.half (id uuid primary key); select 1 / 0")
      let wrong = SchemaSource(migrations: source.migrations + [broken], codes: source.codes, code: source.code)
      #expect(throws: PostgresError.self) { try Self.migrate(wrong, in: database) }
      let superuser = try TestCluster.superuser(database: database)
      let applied: Int = try superuser.one("select count(*) from ops.migration")
      let half: Bool = try superuser.one("select to_regclass('app.half') is not null")
      #expect(applied == source.migrations.count && !half)
    }
  }

  @Test("program and schema that do not fit are told apart before anything is done")
  func versions() throws {
    try TestOffice.run { office in
      let omniscient = try office.omniscient()
      let store = try office.store("sato")
      for (schema, oldest, expected) in [(CaseStore.schemaVersion - 1, 1, false), (99, 99, true)]
        as [(Int32, Int32, Bool)]
      {
        try omniscient.run("update ops.installed set schema_version = \(schema), oldest_program = \(oldest)")
        do {
          _ = try Client.list(in: store)
          Issue.record("schema \(schema) was accepted")
        } catch CaseError.schema(let newer) {
          #expect(newer == expected)
        }
      }
    }
  }

  @Test("the program's version is that of the newest migration, and its code lists are the database's")
  func agreement() throws {
    #expect(try source().migrations.map(\.version).max() == Int(CaseStore.schemaVersion))
    try TestOffice.run { office in
      let connection = try office.omniscient()
      let tables = try connection.all(
        "select relname::text as name from pg_class where relnamespace = 'code'::regnamespace and relkind = 'r'"
      ) {
        try $0.decode("name", as: String.self)
      }
      #expect(Set(tables) == Set(CodeList.all.map(\.name)))
      for list in CodeList.all {
        let rows = try connection.all("select code, label_ja, label_en from code.\(raw: list.name) order by position") {
          row in
          [try row.decode("code", as: String.self), try row.decode("label_ja"), try row.decode("label_en")]
        }
        #expect(rows == list.codes.map { [$0.code, $0.ja, $0.en] }, "\(list.name)")
      }
    }
  }
}
