import CaseCore
import Postgres
import TestSupport
import Testing

@Suite("The catalogue")
struct CatalogueTests {
  private func offenders(_ office: TestOffice) throws -> [String: [String]] {
    let findings = try SchemaFinding.examine(in: office.store("admin"))
    return Dictionary(uniqueKeysWithValues: findings.map { ($0.check, $0.offenders) })
  }

  @Test("a fresh office has nothing for the doctor to find")
  func fresh() throws {
    try TestOffice.run { office in
      // the throw-away cluster of the tests does without fsync; nothing else may stand out
      let volatile = ["fsync = off", "full_page_writes = off"]
      let found = try offenders(office).mapValues { $0.filter { !volatile.contains($0) } }.filter { !$0.value.isEmpty }
      #expect(found.isEmpty, "\(found)")
    }
  }

  @Test("the page of permissions tells how much the lookups read, and names each of them")
  func page() throws {
    try TestOffice.run { office in
      let superuser = try office.omniscient()
      let tables: Int = try superuser.one(
        """
        select count(*) from pg_class c where c.relnamespace in ('app'::regnamespace, 'audit'::regnamespace)
          and c.relkind = 'r' and has_any_column_privilege('ippo_lookup', c.oid, 'select')
        """)
      try PermissionsPage.tells("the functions of `me`; reads \(tables) tables, some columns each")
      let lookups = try superuser.lines(
        "select distinct proname::text as line from pg_proc where pronamespace = 'me'::regnamespace order by 1")
      let names = lookups.map { "`\($0)`" }.joined(separator: ", ")
      try PermissionsPage.tells("who is asking: \(names) | owners")
    }
  }

  @Test("a table without policy, FORCE and audit trigger is found, each by its own check")
  func bareTable() throws {
    try TestOffice.run { office in
      try office.migration().script("set role ippo_owner; create table app.forgotten (id uuid primary key)")
      let found = try offenders(office)
      for check in [
        "every table of app forces row-level security", "every table of app has a policy",
        "every table of app has the audit trigger",
      ] { #expect(found[check] == ["forgotten"], "\(check)") }
    }
  }
}
